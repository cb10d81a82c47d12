"""Offers become order notes, and never more pieces are taken than were asked for."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.order_notes import operations as notes
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import Action as NoteAction
from marketplace.order_notes.rules import State as NoteState
from marketplace.requests import links, operations, taking
from marketplace.requests.models import Offer, Part, Recipient
from marketplace.requests.rules import Answer, State
from tests.conftest import NOON
from tests.requests.conftest import LATER, TODAY, actor_of, take


def refused(code, request, offer, quantity):
    with pytest.raises((Conflict, Invalid)) as caught:
        take(request, offer, quantity)
    found = caught.value
    assert code in (found.code, *(found.fields.values() if isinstance(found, Invalid) else ()))


def test_a_pool_of_twelve_is_filled_by_two_makers(maker, ask, offered, session, jobs, outbox):
    one, two = maker("Siti Contoh"), maker("Dewi Contoh")
    request = ask(quantity=12)
    first, second = offered(request, one, quantity=5), offered(request, two, quantity=9)
    take(request, first, 5)
    assert (request.remaining, request.state) == (7, State.OPEN)
    refused("request.more_than_left", request, second, 8)
    take(request, second, 7)
    session.commit()
    assert (request.remaining, request.state) == (0, State.FILLED)
    made = [(part.note.artisan.name, part.quantity, part.note.state) for part in request.parts]
    assert made == [("Siti Contoh", 5, NoteState.AGREED), ("Dewi Contoh", 7, NoteState.AGREED)]
    assert all(part.note.snapshot.taken_on == TODAY and part.note.snapshot.kind for part in request.parts)
    assert (request.parts[1].note.current.price, request.parts[1].note.current.deposit) == (
        1_050_000,
        315_000,
    )


def test_the_same_offer_pressed_twice_is_one_order(maker, ask, offered, session):
    artisan = maker()
    request = ask(quantity=3)
    offer = offered(request, artisan, quantity=3)
    assert take(request, offer, 2) is take(request, offer, 2)
    session.commit()
    assert session.query(OrderNote).count() == 1
    assert offer.part.note.passed_on is False


def test_what_no_longer_stands_cannot_be_taken(maker, ask, offered, session):
    artisan = maker()
    request = ask(quantity=3)
    old, new = offered(request, artisan, quantity=2), offered(request, artisan, quantity=1)
    refused("request.offer_gone", request, old, 1)
    refused("request.more_than_offered", request, new, 2)
    new.ready_on = TODAY - timedelta(days=1)
    refused("request.offer_gone", request, new, 1)
    new.ready_on = TODAY
    artisan.visible = False
    refused("request.offer_gone", request, new, 1)
    artisan.visible = True
    other = ask(words="Sesuatu yang lain sama sekali")
    refused("request.offer_gone", other, new, 1)
    operations.end(request, at=NOON)
    refused("request.over", request, new, 1)


def test_an_artisan_takes_no_offer_of_her_own(maker, ask, offered):
    artisan = maker()
    request = ask()
    with pytest.raises(Forbidden):
        take(request, offered(request, artisan), 1, actor=actor_of(artisan))


def test_a_part_that_is_called_off_gives_its_pieces_back(maker, ask, offered, session):
    artisan = maker()
    request = ask(quantity=2)
    part = take(request, offered(request, artisan, quantity=2), 2)
    with pytest.raises(Conflict, match="full"):
        operations.reopen(request, at=NOON, today=TODAY)
    who = notes.artisan_of(part.note, actor_of(artisan))
    notes.step(part.note, NoteAction.CANCEL, "Tangan sakit", who=who, at=NOON)
    session.commit()
    assert request.remaining == 2
    with pytest.raises(Conflict, match="over"):
        operations.reopen(request, at=NOON, today=request.closes_on + timedelta(days=1))
    operations.reopen(request, at=NOON, today=TODAY)
    assert request.state is State.OPEN
    take(request, offered(request, artisan, quantity=2), 2)
    assert request.state is State.FILLED


def test_of_fifty_takes_at_once_exactly_the_quantity_is_taken(app, maker, ask, offered, make, session):
    artisan = maker()
    request = ask(quantity=12)
    offers = [offered(request, artisan)]
    listing_id = offers[0].listing_id
    for _ in range(49):
        row = Recipient(
            request_id=request.id,
            artisan_id=make.artisan().id,
            asked_at=NOON,
            waiting=False,
            answer=Answer.OFFERED,
            answered_at=NOON,
        )
        offer = Offer(
            listing_id=listing_id, made_at=NOON, **{n: getattr(offers[0], n) for n in operations.OFFERED}
        )
        row.offers.append(offer)
        session.add(row)
        offers.append(offer)
    session.commit()
    numbers, token = [one.id for one in offers], links.give(request, at=NOON)
    session.commit()
    start, answers = threading.Barrier(50), []

    def press(number: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    held = links.opened(token, NOON, account_id=None, lock=True)
                    taking.take(held, number, 1, details="", place="", actor=None, **LATER)
                answers.append("taken")
            except Conflict as refusal:
                answers.append(refusal.code)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press, args=(number,)) for number in numbers]
    for one in threads:
        one.start()
    for one in threads:
        one.join(120)
    assert sorted(answers) == ["request.over"] * 38 + ["taken"] * 12
    assert sum(part.quantity for part in session.query(Part)) == 12
    assert session.query(OrderNote).count() == 12
    assert links.opened(token, NOON, account_id=None).state is State.FILLED


def test_notes_are_found_under_the_account_that_takes(maker, ask, offered, make):
    artisan, account = maker(), make.account()
    request = ask()
    part = take(request, offered(request, artisan), 1, actor=actor_of_buyer(account))
    assert part.note.buyer_account_id == account.id


def actor_of_buyer(account):
    return Actor(account.id, account.role, account.name)
