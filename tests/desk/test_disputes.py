"""Disputes at the desk: the queue, one of them, its photos, and the outcome."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.audit.models import JournalEntry
from marketplace.disputes import operations
from marketplace.disputes.models import Dispute, DisputePhoto
from marketplace.disputes.rules import Outcome, State
from marketplace.relatives import operations as relatives
from tests.conftest import NOON
from tests.disputes.conftest import SAID, artisan
from tests.disputes.conftest import agreed as agreed
from tests.disputes.conftest import bag as bag
from tests.disputes.conftest import dispute as dispute
from tests.disputes.conftest import propose as propose

FOUND = "Foto menunjukkan jahitan tali yang lepas."


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def replied(dispute, agreed, session):
    operations.reply(
        dispute,
        "Sudah dijahit dua kali.",
        who=artisan(agreed),
        outcome_days=7,
        at=NOON + timedelta(hours=1),
    )
    session.commit()
    return dispute


@pytest.fixture
def again(desk, sign_in, session):
    """Sign the officer in once more: the night is over."""
    return lambda: sign_in(desk, session.query(Account).filter_by(role=Role.OFFICER).one())


def given(desk, dispute, **said):
    path = f"/desk/disputes/{dispute.id}"
    page = text(desk.get(path))
    values = dict(re.findall(r'name="(csrf_token|version)" value="([^"]+)"', page))
    return desk.post(path, data={**values, "outcome": "for_buyer", "words": FOUND, **said})


def test_the_home_and_the_queue_count_what_is_open(desk, dispute, clock, again):
    assert "1 sengketa pesanan masih terbuka" in text(desk.get("/desk"))
    assert f"/desk/disputes/{dispute.id}" in text(desk.get("/desk/disputes"))
    clock.now = dispute.decide_until + timedelta(minutes=1)
    again()
    assert "late" in text(desk.get("/desk/disputes"))
    assert f"/desk/disputes/{dispute.id}" not in text(desk.get("/desk/disputes?closed=1"))


def test_before_the_reply_or_the_end_of_its_time_there_is_no_form(desk, dispute, clock, again):
    page = text(desk.get(f"/desk/disputes/{dispute.id}"))
    assert SAID in page and 'name="outcome"' not in page
    clock.now = dispute.reply_until
    again()
    assert 'name="outcome"' in text(desk.get(f"/desk/disputes/{dispute.id}"))


def test_an_outcome_is_given_once_and_both_read_it(desk, replied, session):
    assert given(desk, replied, words="").status_code == 422
    assert given(desk, replied).status_code == 303
    session.expire_all()
    found = session.get_one(Dispute, replied.id)
    assert (found.state, found.outcome) == (State.DECIDED, Outcome.FOR_BUYER)
    again = desk.get(f"/desk/disputes/{replied.id}")
    assert FOUND in text(again) and 'name="outcome"' not in text(again)
    assert f"/desk/disputes/{replied.id}" in text(desk.get("/desk/disputes?closed=1"))


def test_what_happened_since_the_page_was_read_is_a_conflict(desk, replied, agreed, session):
    answer = given(desk, replied, version="1")
    assert answer.status_code == 409 and FOUND in text(answer)
    session.expire_all()
    assert session.get_one(Dispute, replied.id).state is State.REPLIED


def test_every_look_is_noted_and_a_photo_opens_from_the_page_alone(desk, replied, session, app, clock):
    key = app.extensions["toolbox"].private_files.put_unguessable(BytesIO(b"RIFF picture"), "webp")
    photo = DisputePhoto(dispute_id=replied.id, event_number=1, original_key="ab/x.jpg", digest="d" * 64)
    photo.pages = [{"number": 1, "key": key}]
    session.add(photo)
    session.commit()
    place = f"/desk/disputes/{replied.id}/photos/{photo.id}"
    assert desk.get(place).status_code == 410, "without the page nobody sees it"
    (link,) = re.findall(rf'href="({place}[^"]+)"', text(desk.get(f"/desk/disputes/{replied.id}")))
    look = desk.get(unescape(link))
    assert look.status_code == 200 and look.headers["Cache-Control"] == "private, no-store"
    clock.now += timedelta(minutes=15)
    assert desk.get(unescape(link)).status_code == 410
    noted = session.scalars(select(JournalEntry.action).order_by(JournalEntry.id)).all()
    assert noted == ["dispute.view", "dispute.photo_view"]


def test_a_relative_reads_nothing(desk, dispute, agreed, session):
    account = session.query(Account).filter_by(role=Role.OFFICER).one()
    relatives.declare(
        agreed.artisan, actor=Actor(account.id, Role.OFFICER, account.name, None, True), at=NOON
    )
    session.commit()
    assert desk.get(f"/desk/disputes/{dispute.id}").status_code == 403
    assert desk.get("/desk/disputes/999").status_code == 404
