"""Whoever has no account ends the letters about one thing by the link in each of them, and takes that back."""

from __future__ import annotations

import pytest

from marketplace.inquiries import mails as talks
from marketplace.notices.matters import MATTERS
from marketplace.notices.rules import Subject
from marketplace.order_notes import mails as orders
from marketplace.order_notes.models import OrderNote
from marketplace.requests import mails as requests
from marketplace.requests.models import CustomRequest
from tests.conftest import NOON


def text(response):
    return response.get_data(as_text=True)


def a_talk(make):
    return talks.TALK, make.thread()


def a_note(make):
    artisan = make.artisan()
    note = OrderNote(
        code="K7P4", artisan=artisan, buyer_name="Rina", buyer_email="rina@contoh.invalid", link_seed="s",
        link_expires_at=NOON, number=1, proposed_by="buyer", ready_on=NOON.date(), proposed_at=NOON,
    )  # fmt: skip
    return orders.ORDER, make.keep(note)


def a_request(make):
    request = CustomRequest(
        code="K7P4", reach="all", buyer_name="Rina", buyer_email="rina@contoh.invalid", sender_key="k", words="Tas",
        quantity=1, closes_on=NOON.date(), link_expires_at=NOON, created_at=NOON,
    )  # fmt: skip
    return requests.REQUEST, make.keep(request)


def test_every_subject_has_its_matter():
    assert MATTERS.keys() == set(Subject)


@pytest.mark.parametrize("begin", [a_talk, a_note, a_request])
def test_the_link_ends_and_begins_letters_about_it_without_signing_in(
    app, changed_settings, make, session, begin
):
    matter, thing = begin(make)
    session.commit()
    token = matter.token(thing, app.extensions["toolbox"].settings.secret_key)
    address, reader = f"/account/letters/stop/{matter.subject.value}/{token}", app.test_client()
    page = reader.get(address)
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    session.refresh(thing)
    assert not thing.muted_by_buyer, "a look ends nothing"
    session.rollback()
    for _ in range(2):
        ended = reader.post(address, data={"List-Unsubscribe": "One-Click"})
        assert ended.status_code == 200
        session.refresh(thing)
        assert thing.muted_by_buyer
        session.rollback()
    assert 'name="again"' in text(ended)
    assert reader.post(address, data={"again": "1"}).status_code == 200
    session.refresh(thing)
    assert not thing.muted_by_buyer


@pytest.mark.parametrize("begin", [a_talk, a_note, a_request])
def test_a_link_is_worth_nothing_for_anything_else(app, make, session, begin):
    matter, thing = begin(make)
    session.commit()
    secret = app.extensions["toolbox"].settings.secret_key
    token, reader = matter.token(thing, secret), app.test_client()
    others = [one.value for one in Subject if one is not matter.subject] + ["questions", "digest"]
    forged = [f"/account/letters/stop/{what}/{token}" for what in others]
    forged += [
        f"/account/letters/stop/{matter.subject.value}/{wrong}"
        for wrong in (f"9{token}", "1-x", "x", token[:-1])
    ]
    thing.buyer_email = "lain@contoh.invalid"  # the address changed hands
    session.commit()
    forged.append(f"/account/letters/stop/{matter.subject.value}/{token}")
    for address in forged:
        assert reader.get(address).status_code == reader.post(address).status_code == 404, address
    session.refresh(thing)
    assert not thing.muted_by_buyer
