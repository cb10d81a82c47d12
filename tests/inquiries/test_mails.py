"""Letters about a question: to the right person, in their language, once, and without the other's address."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.adapters.jobs.models import Job
from marketplace.inquiries import mails
from marketplace.web.letters import render
from tests.conftest import NOON


def queued(session):
    session.flush()
    return [job.payload for job in session.scalars(select(Job).order_by(Job.id))]


def thread_of(make, *, artisan=None, **changes):
    account = make.account(Role.ARTISAN, **(artisan or {}))
    return make.thread(make.listing(make.artisan(account)), **changes)


def test_her_letter_says_nothing_of_how_the_buyer_is_reached(make, session, jobs, outbox):
    thread = thread_of(
        make, buyer_name="Dewi", buyer_email="dewi@rahasia.invalid", buyer_phone="+6281299999999"
    )
    mails.question_for_artisan(thread, thread.messages[0], at=NOON)
    (payload,) = queued(session)
    assert payload["to"] == thread.artisan.account.email
    assert "rahasia" not in repr(payload)
    assert "81299999999" not in repr(payload)
    session.commit()
    jobs.run_all()
    (letter,) = outbox.letters
    assert "Apakah masih ada?" in str(letter)
    assert f"/studio/inbox/{thread.id}" in str(letter)
    assert "rahasia" not in str(letter)


@pytest.mark.parametrize("write", [mails.receipt_for_buyer, mails.answer_for_buyer])
@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_buyer_gets_the_private_link_in_her_language(make, session, jobs, outbox, write, locale):
    thread = thread_of(make, artisan={"email": "perajin@rahasia.invalid"}, locale=locale)
    write(thread, thread.messages[0], "token-of-hers", at=NOON)
    session.commit()
    assert session.scalars(select(Job)).one().secret
    jobs.run_all()
    (letter,) = outbox.letters
    prefix = "/en" if locale == "en" else ""
    assert f"http://127.0.0.1:8000{prefix}/inquiries/token-of-hers" in str(letter)
    assert thread.buyer_email in str(letter)
    assert "rahasia" not in str(letter)
    session.expire_all()
    assert "token-of-hers" not in repr(session.scalars(select(Job)).one().payload), "gone once sent"


def test_whoever_gave_no_address_gets_no_letter(make, session):
    thread = thread_of(
        make,
        artisan={"email": None, "phone": "+6281200000099"},
        buyer_email=None,
        buyer_phone="+6281299999999",
    )
    message = thread.messages[0]
    mails.question_for_artisan(thread, message, at=NOON)
    mails.receipt_for_buyer(thread, message, "t", at=NOON)
    mails.answer_for_buyer(thread, message, "t", at=NOON)
    assert queued(session) == []


def test_each_letter_is_written_once_for_each_message(make, session):
    thread = thread_of(make)
    for _ in range(2):
        mails.question_for_artisan(thread, thread.messages[0], at=NOON)
        mails.receipt_for_buyer(thread, thread.messages[0], "t", at=NOON)
    assert sorted(payload["template"] for payload in queued(session)) == ["inquiry", "inquiry_receipt"]


@pytest.mark.parametrize("template", ["inquiry", "inquiry_receipt", "answer"])
def test_a_letter_queued_before_variations_were_asked_about_is_still_written(app, template):
    told = {
        "name": "A",
        "buyer": "B",
        "artisan": "C",
        "bag": "Tas",
        "body": "Halo",
        "thread_id": 1,
        "token": "t",
    }
    with app.app_context():
        subject, body = render(template, "id", told)
    assert "Tas" in subject
    assert "Harga saat" not in body
    with app.app_context():
        assert "Rp9.000" in render(template, "id", told | {"price": 9_000})[1]
