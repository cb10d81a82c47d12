"""A buyer proposes a note from a bag or from her talk, with an account or without."""

from __future__ import annotations

import pytest

from marketplace.listings.rules import State
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import PRESSED_TWICE, SENDER_LIMITS

NOTE = {
    "name": "Rina",
    "contact": "rina@contoh.invalid",
    "quantity": "1",
    "price": "285.000",
    "ready_on": "2026-04-30",
    "delivery": "pick_up",
}


def place(bag):
    return f"/products/{bag.slug}-{bag.code}/order"


def test_a_proposal_from_the_bags_page_writes_one_letter_to_each_side(client, bag, jobs, outbox, session):
    assert client.get(place(bag)).status_code == 200
    answer = client.post(place(bag), data=NOTE)
    assert answer.status_code == 303
    assert "285.000" in client.get(answer.location).get_data(as_text=True)
    jobs.run_all()
    letters = {letter.to: letter.text for letter in outbox.letters}
    assert set(letters) == {bag.artisan.account.email, "rina@contoh.invalid"}
    assert "/orders/" in letters["rina@contoh.invalid"]
    assert "/studio/orders/" in letters[bag.artisan.account.email]
    token = answer.location.rpartition("/")[2].partition("?")[0]
    assert token not in letters[bag.artisan.account.email]
    assert session.query(OrderNote).one().passed_on is False


def test_a_name_that_breaks_a_line_breaks_no_letters_head(client, bag, jobs, outbox):
    client.post(place(bag), data=NOTE | {"name": "Rina\r\nBcc: korban@contoh.invalid"})
    jobs.run_all()
    assert {letter.to for letter in outbox.letters} == {bag.artisan.account.email, "rina@contoh.invalid"}
    assert all("\n" not in letter.subject and "\r" not in letter.subject for letter in outbox.letters)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "lihat http://127.0.0.1/"),
        ("contact", "x"),
        ("contact", "rina@contoh.invalid\r\nBcc: a@contoh.invalid"),
        ("price", ""),
        ("ready_on", ""),
        ("delivery", ""),
    ],
)
def test_a_faulty_proposal_keeps_what_was_typed(client, bag, session, field, value):
    answer = client.post(place(bag), data=NOTE | {field: value})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.get_data(as_text=True)
    assert session.query(OrderNote).count() == 0


def test_too_many_proposals_are_told_to_wait_and_keep_their_text(client, bag):
    most = SENDER_LIMITS[0][0]
    for number in range(most):
        assert client.post(place(bag), data=NOTE | {"details": f"Nomor {number}"}).status_code == 303
    answer = client.post(place(bag), data=NOTE | {"details": "Yang terakhir"})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Yang terakhir" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("state", "status"), [(State.DRAFT, 404), (State.TAKEN_DOWN, 410), (State.SOLD, 303)]
)
def test_only_a_bag_with_a_page_is_ordered(client, make, state, status):
    assert client.post(place(make.listing(state=state)), data=NOTE).status_code == status


def test_a_note_out_of_a_talk_knows_who_orders_and_stands_beside_it(client, make, bag, session):
    make.thread(bag, token="rahasia", buyer_name="Dewi")
    assert client.get("/inquiries/rahasia/order").status_code == 200
    answer = client.post("/inquiries/rahasia/order", data=NOTE | {"name": "Orang lain"})
    assert answer.status_code == 303
    note = session.query(OrderNote).one()
    assert (note.buyer_name, note.thread.buyer_name, note.passed_on) == ("Dewi", "Dewi", False)
    way = f"/orders/rahasia.{note.code}"
    assert f'href="{way}"' in client.get("/inquiries/rahasia").get_data(as_text=True)
    assert client.get(way).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_talk_begins_no_note(client, make, bag, method):
    make.thread(bag, token="rahasia")
    assert getattr(client, method)("/inquiries/ramalan/order", data=NOTE).status_code == 404


def test_the_button_pressed_twice_begins_one_note(client, bag, jobs, outbox, session, clock):
    _first, second = (client.post(place(bag), data=NOTE).location for _ in range(2))
    assert client.get(second).status_code == 200
    jobs.run_all()
    assert (session.query(OrderNote).count(), len(outbox.letters)) == (1, 2)
    for other in ({"quantity": "2"}, {"contact": "dewi@contoh.invalid"}):
        client.post(place(bag), data=NOTE | other)
    clock.now += PRESSED_TWICE
    client.post(place(bag), data=NOTE)
    assert session.query(OrderNote).count() == 4
