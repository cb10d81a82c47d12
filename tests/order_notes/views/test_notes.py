"""The buyer's page of a note: whoever holds the link, nobody else, and every answer in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.inquiries import blocks
from marketplace.inquiries.rules import Side
from marketplace.inquiries.senders import sender_key
from marketplace.order_notes import operations, paying
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import LINK_LIFETIME, State
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, TODAY, Said, actor_of, path_of

TERMS = {
    "seen": "1",
    "quantity": "2",
    "price": "300.000",
    "ready_on": "2026-04-30",
    "delivery": "pick_up",
}


def text(response):
    return response.get_data(as_text=True)


def test_the_page_is_kept_nowhere_and_shows_the_terms(client, propose, bag):
    page = client.get(path_of(propose(bag)))
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Rp285.000" in text(page) and "Inisial R di dalam" in text(page)


@pytest.mark.parametrize("rest", ["", "/print", "/change"])
@pytest.mark.parametrize("token", ["x", "a" * 43, "..%2F..%2Fetc", "%00", "ü" * 20])
def test_a_forged_link_opens_nothing(client, propose, bag, token, rest):
    propose(bag)
    assert client.get(f"/orders/{token}{rest}").status_code == 404


@pytest.mark.parametrize("step", ["confirm", "change", "steps/cancel"])
def test_nothing_is_posted_through_a_forged_or_expired_link(client, propose, bag, clock, session, step):
    note = propose(bag)
    assert client.post(f"/orders/{'a' * 43}/{step}", data=TERMS).status_code == 404
    clock.now = NOON + timedelta(days=14) + LINK_LIFETIME
    assert client.post(f"{path_of(note)}/{step}", data=TERMS).status_code == 404
    session.expire_all()
    assert session.get_one(OrderNote, note.id).state is State.PROPOSED


def test_an_old_link_opens_for_the_account_that_holds_the_note(client, propose, bag, clock, make, sign_in):
    account = make.account(Role.BUYER, name="Rina")
    note = propose(bag, account_id=account.id, side=Side.BUYER)
    path = path_of(note)
    clock.now += timedelta(days=200)
    assert client.get(path).status_code == 404
    sign_in(client, account)
    assert client.get(path).status_code == 200
    assert f'href="/orders/{note.code}"' in text(client.get("/account/orders"))
    assert client.get(f"/orders/{note.code}").status_code == 200


def test_the_list_of_an_account_shows_nobody_elses_notes(client, propose, bag, make, sign_in):
    propose(bag, account_id=make.account(Role.BUYER).id, side=Side.BUYER)
    sign_in(client, make.account(Role.BUYER))
    assert "Tote Ombak" not in text(client.get("/account/orders"))


def test_a_confirmation_of_an_older_version_is_told_what_is_different(client, propose, bag, session):
    note = propose(bag)
    operations.change(
        note,
        Said(price=310_000),
        seen=1,
        who=operations.artisan_of(note, actor_of(bag.artisan)),
        at=NOON,
        today=TODAY,
    )
    session.commit()
    answer = client.post(f"{path_of(note)}/confirm", data={"seen": "1"})
    assert answer.status_code == 409
    assert "<del>Rp285.000</del>" in text(answer) and "<ins>Rp310.000</ins>" in text(answer)
    assert client.post(f"{path_of(note)}/confirm", data={"seen": "2"}).status_code == 303


def test_a_second_confirmation_is_told_that_it_is_agreed_already(client, agreed):
    answer = client.post(f"{path_of(agreed)}/confirm", data={"seen": "1"})
    assert answer.status_code == 409
    assert "sudah disepakati" in text(answer)


@pytest.mark.parametrize("seen", ["", "0", "-1", "x", "1" * 30])
def test_a_confirmation_that_names_no_version_confirms_nothing(client, propose, bag, session, seen):
    note = propose(bag)
    assert client.post(f"{path_of(note)}/confirm", data={"seen": seen}).status_code in (409, 422)
    session.expire_all()
    assert session.get_one(OrderNote, note.id).state is State.PROPOSED


def test_the_buyer_changes_and_the_earlier_version_stays(client, propose, bag, session):
    note = propose(bag)
    assert client.get(f"{path_of(note)}/change").status_code == 200
    assert client.post(f"{path_of(note)}/change", data=TERMS).status_code == 303
    session.expire_all()
    versions = session.get_one(OrderNote, note.id).versions
    assert [(one.price, one.quantity) for one in versions] == [(285_000, 1), (300_000, 2)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "999"),
        ("price", "-5"),
        ("price", "1.5"),
        ("price", "9" * 30),
        ("deposit", "400.000"),
        ("ready_on", "2026-04-13"),
        ("ready_on", "2027-05-01"),
        ("ready_on", "31-02-2026"),
        ("quantity", "0"),
        ("quantity", "100"),
        ("delivery", "drone"),
        ("details", "x" * 1001),
        ("details", "1234567890123456"),
        ("place", "a\0b"),
        ("variant_code", "nosuch"),
    ],
)
def test_bad_terms_are_said_beside_the_field_and_what_was_typed_stays(client, propose, bag, field, value):
    answer = client.post(
        f"{path_of(propose(bag))}/change", data=TERMS | {"details": "Warna laut"} | {field: value}
    )
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text(answer) or "error" in text(answer)
    assert 'value="2026-04-30"' in text(answer) or field == "ready_on"


def test_steps_that_need_a_reason_ask_for_it(client, agreed, session):
    answer = client.post(f"{path_of(agreed)}/steps/cancel", data={})
    assert answer.status_code == 422
    assert client.post(f"{path_of(agreed)}/steps/cancel", data={"words": "Pindah kota"}).status_code == 303
    assert "Pindah kota" in text(client.get(path_of(agreed)))


@pytest.mark.parametrize(("action", "status"), [("start", 409), ("confirm", 409), ("nothing", 404)])
def test_steps_that_are_not_the_buyers_are_refused(client, agreed, action, status):
    assert client.post(f"{path_of(agreed)}/steps/{action}", data={}).status_code == status


def test_the_record_and_the_bag_stand_as_on_the_day_of_agreement(client, agreed, bag, session):
    session.refresh(bag)
    bag.title, bag.story = "Nama lain", "Cerita lain"
    session.commit()
    page = text(client.get(path_of(agreed)))
    assert "Pada hari kesepakatan, 14 April 2026" in page
    assert "Tote Ombak" in page and "Nama lain" not in page and "Cerita lain" not in page
    assert client.get(f"{path_of(agreed)}/print").status_code == 200


def test_how_she_is_paid_is_shown_only_once_it_is_agreed(client, propose, agreed, bag, session):
    paying.write_payment("Bank Contoh 123", actor=actor_of(bag.artisan), at=NOON)
    session.commit()
    assert "Bank Contoh 123" not in text(client.get(path_of(propose(bag))))
    assert "Bank Contoh 123" in text(client.get(path_of(agreed)))
    paying.write_payment("Bank Lain 9", actor=actor_of(bag.artisan), at=NOON + timedelta(days=1))
    session.commit()
    assert "setelah kalian sepakat" in text(client.get(path_of(agreed)))


def test_from_another_site_nothing_is_confirmed(client, propose, bag):
    answer = client.post(
        f"{path_of(propose(bag))}/confirm", data={"seen": "1"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 400


def test_a_blocked_contact_agrees_and_changes_nothing_more_but_what_is_agreed_goes_on(
    client, propose, agreed, bag, make, session
):
    thread = make.thread(bag, sender_key=sender_key("rina@contoh.invalid", SECRET))
    note = propose(bag)
    blocks.block(thread, secret=SECRET, actor=actor_of(bag.artisan), at=NOON)
    session.commit()
    answer = client.post(f"{path_of(note)}/confirm", data={"seen": "1"})
    assert answer.status_code == 409 and "Tidak ada yang disepakati" in text(answer)
    answer = client.post(f"{path_of(note)}/change", data=TERMS | {"details": "Warna laut"})
    assert answer.status_code == 422 and "Warna laut" in text(answer)
    session.expire_all()
    assert (session.get_one(OrderNote, note.id).state, note.number) == (State.PROPOSED, 1)
    said = {"category": "damaged", "words": "Talinya lepas."}
    assert client.post(f"{path_of(agreed)}/dispute", data=said).status_code == 303
    assert client.post(f"{path_of(note)}/steps/cancel", data={}).status_code == 303
