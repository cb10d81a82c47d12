"""A note that is agreed as it begins has the same history, lock and snapshot as any other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.listings.rules import State as BagState
from marketplace.order_notes import offered
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.rules import Action, State
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, Said, actor_of

RINA = Buyer("Rina", None, "+6281200000009", "id")


def agree(bag, actor=None, **terms):
    return offered.agree(
        bag,
        Said(**terms),
        RINA,
        offered_at=NOON - timedelta(days=1),
        actor=actor,
        at=NOON,
        today=TODAY,
    )


def test_the_offer_is_the_artisans_and_taking_it_the_buyers(bag, session, jobs, outbox):
    note = agree(bag)
    session.commit()
    assert (note.state, note.agreed_on, note.passed_on) == (State.AGREED, TODAY, False)
    assert [(one.action, one.side, one.at) for one in note.events] == [
        (Action.PROPOSE, Side.ARTISAN, NOON - timedelta(days=1)),
        (Action.CONFIRM, Side.BUYER, NOON),
    ]
    assert (note.snapshot.taken_on, note.links) == (TODAY, [])
    jobs.run_all()
    assert [letter.to for letter in outbox.letters] == [bag.artisan.account.email]


def test_it_is_locked_at_once(bag, session):
    agree(bag)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE order_note SET ready_on = '2027-01-01'"))
    session.rollback()


def test_what_cannot_be_agreed_is_refused(bag, make):
    with pytest.raises(Invalid):
        agree(bag, ready_on=TODAY - timedelta(days=1))
    with pytest.raises(Conflict):
        agree(make.listing(state=BagState.DRAFT))
    with pytest.raises(Forbidden):
        agree(bag, actor=actor_of(bag.artisan))
