"""One agreement per note, exactly on the version that was seen, and nothing of it changes afterwards."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from marketplace.adapters.jobs.models import Job
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid
from marketplace.listings.rules import State as BagState
from marketplace.order_notes import operations, queries
from marketplace.order_notes.models import NoteEvent, NoteVersion, OrderNote
from marketplace.order_notes.rules import MAX_DISPUTES, MAX_VERSIONS, Action, Delivery, State
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, Said, actor_of

LATER = {"at": NOON}


def buyer(note):
    return operations.buyer_of(note, None)


def artisan(note):
    return operations.artisan_of(note, actor_of(note.artisan))


def agree(note, who, seen=1):
    operations.confirm(note, seen=seen, who=who, today=TODAY, **LATER)


def refused(code, deed, *args, **kwargs):
    with pytest.raises(Conflict) as caught:
        deed(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


def test_a_note_is_agreed_when_the_other_side_confirms_what_it_saw(propose, bag, session):
    note = propose(bag)
    refused("order_note.own_version", agree, note, artisan(note))
    agree(note, buyer(note))
    session.commit()
    assert (note.state, note.agreed_on) == (State.AGREED, TODAY)
    assert [(one.action, one.side, one.about) for one in note.events] == [
        (Action.PROPOSE, Side.ARTISAN, 1),
        (Action.CONFIRM, Side.BUYER, 1),
    ]


def test_a_change_is_a_version_proposed_back(propose, bag, session):
    note = propose(bag)
    operations.change(note, Said(price=300_000), seen=1, who=buyer(note), today=TODAY, **LATER)
    session.commit()
    assert (note.number, note.proposed_by, note.current.price) == (2, Side.BUYER, 300_000)
    assert refused("order_note.stale", agree, note, artisan(note)).details["number"] == 2
    assert note.state is State.PROPOSED
    agree(note, artisan(note), seen=2)
    assert note.agreed_at == NOON


def test_what_is_the_same_is_no_change_and_changes_come_to_an_end(propose, bag, session):
    note = propose(bag)
    refused("order_note.same", operations.change, note, Said(), seen=1, who=buyer(note), today=TODAY, **LATER)
    for number in range(1, MAX_VERSIONS):
        operations.change(
            note, Said(price=300_000 + number), seen=number, who=buyer(note), today=TODAY, **LATER
        )
    refused(
        "order_note.too_many_versions",
        operations.change,
        note,
        Said(price=299_000),
        seen=MAX_VERSIONS,
        who=buyer(note),
        today=TODAY,
        **LATER,
    )


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"deposit": 285_001}, "deposit"),
        ({"ready_on": TODAY - timedelta(days=1)}, "ready_on"),
        ({"ready_on": TODAY + timedelta(days=367)}, "ready_on"),
        ({"delivery": Delivery.COURIER, "shipping_by": None}, "shipping_by"),
        ({"variant_code": "nosuch"}, "variant_code"),
    ],
)
def test_terms_that_cannot_be_are_refused_by_field(propose, bag, terms, field):
    with pytest.raises(Invalid) as caught:
        propose(bag, **terms)
    assert list(caught.value.fields) == [field]


@pytest.mark.parametrize("state", [BagState.DRAFT, BagState.REMOVED, BagState.TAKEN_DOWN])
def test_no_note_is_begun_about_a_bag_that_is_not_there(propose, make, state):
    refused("order_note.bag", propose, make.listing(state=state))


def test_nobody_orders_from_herself_nor_proposes_for_another(propose, make, bag):
    with pytest.raises(Forbidden):
        propose(bag, side=Side.BUYER, account_id=bag.artisan.account_id)
    note = propose(bag)
    with pytest.raises(Forbidden):
        operations.artisan_of(note, actor_of(make.artisan()))


def test_the_artisan_cannot_take_the_buyers_side(propose, bag):
    note = propose(bag, email=None, phone="+6281200000009")
    with pytest.raises(Forbidden):
        operations.buyer_of(note, actor_of(bag.artisan))


def test_the_steps_belong_to_their_sides(agreed, session):
    note = agreed
    refused("order_note.not_yours", operations.step, note, Action.START, "", who=buyer(note), **LATER)
    refused("lifecycle.illegal", operations.step, note, Action.CONFIRM, "", who=buyer(note), **LATER)
    operations.step(note, Action.START, "", who=artisan(note), **LATER)
    operations.step(note, Action.FINISH, "", who=artisan(note), **LATER)
    operations.step(note, Action.HAND_OVER, "", who=buyer(note), **LATER)
    with pytest.raises(Incomplete):
        operations.step(note, Action.DISPUTE, " ", who=buyer(note), **LATER)
    operations.step(note, Action.DISPUTE, "Talinya lepas", who=buyer(note), **LATER)
    refused("order_note.not_yours", operations.step, note, Action.SETTLE, "", who=artisan(note), **LATER)
    operations.step(note, Action.SETTLE, "", who=buyer(note), **LATER)
    session.commit()
    assert note.state is State.HANDED_OVER
    assert None not in (note.making_at, note.ready_at, note.handed_over_at, note.disputed_at)


def test_every_step_is_told_once_to_the_other_side(agreed, session, jobs, outbox):
    for action in (Action.START, Action.FINISH):
        operations.step(agreed, action, "", who=artisan(agreed), **LATER)
    session.commit()
    jobs.run_all()
    assert [letter.to for letter in outbox.letters].count("rina@contoh.invalid") == 3
    assert [letter.to for letter in outbox.letters].count(agreed.artisan.account.email) == 1
    assert all(
        job.secret
        for job in session.scalars(select(Job).where(Job.unique_key.like("letter:order-note-finish%")))
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE order_note SET number = 9",
        "UPDATE order_note SET ready_on = '2027-01-01'",
        "UPDATE order_note SET agreed_at = NULL, agreed_on = NULL, state = 'proposed'",
        "UPDATE order_note_version SET price = 1",
        "DELETE FROM order_note_version",
        "UPDATE order_note_event SET who = 'x'",
        "DELETE FROM order_note_event",
        "UPDATE order_note_snapshot SET record_code = 'x'",
        "DELETE FROM order_note_picture",
        "INSERT INTO order_note_version (note_id, number, side, made_at, title, colour_words, size, details,"
        " quantity, price, deposit, ready_on, delivery, place)"
        " SELECT note_id, 2, side, made_at, title, '', '', '', 1, 1, 0, ready_on, delivery, '' FROM order_note_version",
    ],
)
def test_the_database_itself_refuses_to_change_an_agreement(agreed, make, session, statement):
    with pytest.raises(IntegrityError):
        session.execute(text(statement))
    session.rollback()


def test_a_locked_note_still_goes_its_way_and_outlives_its_bag(agreed, session):
    operations.step(agreed, Action.START, "", who=artisan(agreed), **LATER)
    session.commit()
    session.execute(text("UPDATE order_note SET listing_id = NULL"))
    session.commit()
    assert queries.own(agreed.artisan_id, agreed.code).snapshot.bag["title"] == "Tote Ombak"


def test_of_fifty_confirmations_at_once_one_wins_and_the_others_are_told(app, propose, bag, session):
    note = propose(bag)
    code, artisan_id = note.code, note.artisan_id
    session.rollback()
    start, answers = threading.Barrier(50), []

    def press() -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    locked = queries.own(artisan_id, code, lock=True)
                    agree(locked, buyer(locked))
                answers.append("agreed")
            except Conflict as refusal:
                answers.append(refusal.code)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press) for _ in range(50)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(answers) == ["agreed"] + ["order_note.already"] * 49
    assert session.query(NoteEvent).filter_by(action=Action.CONFIRM).count() == 1
    assert session.query(OrderNote).one().state is State.AGREED
    assert session.query(NoteVersion).count() == 1


def test_a_link_is_passed_on_only_to_a_number_without_a_talk(propose, bag, make):
    assert propose(bag, email=None, phone="+6281200000009").passed_on
    assert not propose(bag).passed_on
    assert not propose(bag, email=None, phone="+6281200000009", thread=make.thread(bag)).passed_on


def test_a_version_whose_day_is_over_is_not_agreed_on_late(propose, bag):
    note = propose(bag, ready_on=TODAY)
    refused(
        "order_note.ready_over",
        operations.confirm,
        note,
        seen=1,
        who=buyer(note),
        today=TODAY + timedelta(days=1),
        **LATER,
    )
    agree(note, buyer(note))
    assert note.state is State.AGREED


def test_disputes_and_settlements_do_not_go_round_for_ever(agreed):
    for _ in range(MAX_DISPUTES):
        operations.step(agreed, Action.DISPUTE, "Talinya lepas", who=buyer(agreed), **LATER)
        operations.step(agreed, Action.SETTLE, "", who=buyer(agreed), **LATER)
    refused(
        "order_note.disputes", operations.step, agreed, Action.DISPUTE, "Lagi", who=buyer(agreed), **LATER
    )
    operations.step(agreed, Action.DISPUTE, "Belum dibayar", who=artisan(agreed), **LATER)
    assert agreed.state is State.DISPUTED
