"""Asking, offering, declining, ending."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import Conflict, Forbidden, Invalid, TooMany
from marketplace.listings.rules import State as BagState
from marketplace.requests import operations, queries
from marketplace.requests.rules import SENDER_LIMITS, Answer, Reach, State
from tests.conftest import NOON
from tests.requests.conftest import LATER, SECRET, TODAY, Said, actor_of, buyer, take

DAY = timedelta(days=1)


def refused(code, deed, *args, **kwargs):
    with pytest.raises(Conflict) as caught:
        deed(*args, **kwargs)
    assert caught.value.code == code


def test_a_wish_like_a_bag_goes_to_its_maker_alone(make, ask, jobs, outbox):
    bag = make.listing()
    request = ask(bag)
    assert (request.reach, request.state, request.technique) == (Reach.ONE, State.OPEN, bag.technique)
    assert [row.artisan_id for row in request.recipients] == [bag.artisan_id]
    jobs.run_all()
    letters = {letter.to: letter.text for letter in outbox.letters}
    assert set(letters) == {bag.artisan.account.email, "rina@contoh.invalid"}
    assert "rina@contoh.invalid" not in letters[bag.artisan.account.email]
    assert "/requests/" in letters["rina@contoh.invalid"]


def test_nobody_asks_herself_nor_about_a_bag_that_is_not_there(make, ask):
    bag = make.listing()
    with pytest.raises(Forbidden):
        ask(bag, buyer(account_id=bag.account_id))
    refused("order_note.bag", ask, make.listing(state=BagState.DRAFT))
    with pytest.raises(Invalid):
        ask(bag, needed_on=TODAY - DAY)


def test_a_request_to_all_needs_somebody_to_ask(make, ask):
    make.listing()
    refused("request.nobody", ask)


def test_an_offer_takes_the_place_of_the_one_before(maker, ask, offered, session):
    artisan = maker()
    request = ask(quantity=12)
    first = offered(request, artisan, quantity=5)
    second = offered(request, artisan, quantity=7)
    row = queries.own(artisan.id, request.code)
    assert (row.answer, row.waiting) == (Answer.OFFERED, False)
    assert row.offer.id == second.id and first.withdrawn_at == NOON


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"quantity": 13}, "quantity"),
        ({"ready_on": TODAY - DAY}, "ready_on"),
        ({"ready_on": TODAY + 400 * DAY}, "ready_on"),
    ],
)
def test_an_offer_that_cannot_be_is_refused_by_field(maker, ask, said, field):
    artisan = maker()
    row = ask(quantity=12).recipients[0]
    with pytest.raises(Invalid) as caught:
        operations.offer(row, Said(**said), actor=actor_of(artisan), **LATER)
    assert list(caught.value.fields) == [field]


def test_nobody_answers_for_another(maker, ask):
    maker()
    row = ask().recipients[0]
    stranger = actor_of(maker())
    for deed in (
        lambda: operations.offer(row, Said(), actor=stranger, **LATER),
        lambda: operations.decline(row, "Tidak bisa", actor=stranger, **LATER),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_who_cannot_passes_her_place_to_the_next_in_turn(maker, ask, session, monkeypatch):
    monkeypatch.setattr(operations, "MOST_AT_ONCE", 1)
    first, second = maker(), maker()
    request = ask()
    assert [row.artisan_id for row in request.recipients] == [first.id]
    for _ in range(2):
        operations.decline(request.recipients[0], "Sedang penuh", actor=actor_of(first), **LATER)
    assert [row.artisan_id for row in request.recipients] == [first.id, second.id]
    assert request.recipients[0].reason == "Sedang penuh"


def test_places_that_are_passed_on_come_to_an_end(maker, ask, monkeypatch):
    monkeypatch.setattr(operations, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(operations, "MOST_ASKED", 1)
    first = maker()
    maker()
    request = ask()
    operations.decline(request.recipients[0], "Sedang penuh", actor=actor_of(first), **LATER)
    assert len(request.recipients) == 1


def test_the_buyer_of_one_is_told_why_not(make, ask, session, jobs, outbox):
    bag = make.listing()
    request = ask(bag)
    operations.decline(request.recipients[0], "Benangnya habis", actor=actor_of(bag.artisan), **LATER)
    session.commit()
    jobs.run_all()
    assert len([one for one in outbox.letters if one.to == "rina@contoh.invalid"]) == 2


def test_a_buyer_ends_what_is_open_and_whoever_offered_is_told(maker, ask, offered, session, jobs, outbox):
    artisan = maker()
    request = ask(quantity=3)
    offered(request, artisan, quantity=3)
    operations.end(request, at=NOON)
    session.commit()
    assert (request.state, request.recipients[0].waiting) == (State.CANCELLED, False)
    refused("lifecycle.illegal", operations.end, request, at=NOON)
    refused("request.over", operations.offer, request.recipients[0], Said(), actor=actor_of(artisan), **LATER)
    jobs.run_all()
    assert len([one for one in outbox.letters if one.to == artisan.account.email]) == 2


def test_its_day_ends_it_once_with_what_was_taken(maker, ask, offered, session, jobs, outbox):
    artisan = maker()
    taken, idle = ask(quantity=3), ask(words="Sesuatu yang lain sama sekali", quantity=3)
    take(taken, offered(taken, artisan, quantity=2), 2)
    session.commit()
    late = {"at": NOON + 8 * DAY, "today": taken.closes_on + DAY}
    assert operations.end_due(at=NOON, today=taken.closes_on) == 0
    assert operations.end_due(**late) == 2
    assert operations.end_due(**late) == 0
    session.commit()
    assert (taken.state, idle.state) == (State.CLOSED, State.LAPSED)


def test_requests_of_one_sender_are_counted(make):
    for _ in range(SENDER_LIMITS[0][0]):
        operations.admit(
            "rina@contoh.invalid", address="127.0.0.1", secret=SECRET, actor=None, artisan_id=None, at=NOON
        )
    with pytest.raises(TooMany):
        operations.admit(
            "rina@contoh.invalid", address="127.0.0.2", secret=SECRET, actor=None, artisan_id=7, at=NOON
        )


def test_the_deposit_is_a_share_of_what_is_taken():
    terms = operations.terms_of(Said(price_each=99_999, deposit=30), 3)
    assert (terms.price, terms.deposit) == (299_997, 89_999)


def test_whoever_has_an_order_calls_that_off_and_not_the_request(maker, ask, offered):
    artisan = maker()
    request = ask(quantity=2)
    take(request, offered(request, artisan, quantity=1), 1)
    refused(
        "request.ordered",
        operations.decline,
        request.recipients[0],
        "Penuh",
        actor=actor_of(artisan),
        **LATER,
    )


def test_what_ended_without_an_order_is_forgotten_with_its_link(maker, ask, offered, session):
    artisan = maker(capacity=50)
    bought, idle, going = (ask(words=f"Permintaan nomor {number}", quantity=2) for number in range(3))
    take(bought, offered(bought, artisan, quantity=1), 1)
    offered(idle, artisan)
    for one in (bought, idle):
        operations.end(one, at=NOON)
    session.commit()
    kept = {bought.id, going.id}
    assert operations.forget(at=NOON) == 0
    assert operations.forget(at=NOON + 200 * DAY) == 1
    session.commit()
    session.expire_all()
    assert {one.id for one in session.query(type(bought))} == kept
