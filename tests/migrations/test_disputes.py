"""Disputes come and go; a note that was disputed before they came gets an open one with the words written then."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.database.base import db
from marketplace.disputes.models import Dispute, DisputeEvent
from marketplace.disputes.rules import State
from marketplace.inquiries.rules import Side
from marketplace.order_notes import disputed
from marketplace.order_notes import operations as orders
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.rules import Action
from marketplace.order_notes.rules import State as NoteState
from tests.conftest import NOON
from tests.factories.make import Make
from tests.order_notes.conftest import TODAY, Said, actor_of

LATER = {"at": NOON}


def test_notes_that_are_disputed_get_their_dispute(newest: Flask, config: Config) -> None:
    bag = Make(db.session(), lambda: NOON).listing()
    session = db.session()
    buyer = Buyer("Rina", "rina@contoh.invalid", None, "id")
    note, _ = orders.propose(bag, Said(), buyer, side=Side.BUYER, actor=None, today=TODAY, **LATER)
    artisan = orders.artisan_of(note, actor_of(bag.artisan))
    orders.confirm(note, seen=1, who=artisan, today=TODAY, **LATER)
    orders.step(note, Action.FINISH, "", who=artisan, **LATER)
    disputed.hold(note, "Talinya lepas", who=orders.buyer_of(note, None), at=NOON)
    session.commit()
    db.session.remove()
    command.downgrade(config, "20261128_0600-1")
    assert not {"dispute", "dispute_event", "dispute_photo"} & set(inspect(db.engine).get_table_names())
    command.upgrade(config, "head")
    found = db.session.query(Dispute).one()
    assert (found.side, found.state, found.note_state) == (Side.BUYER, State.OPEN, NoteState.READY)
    assert (found.opened_at, found.events[0].words) == (NOON, "Talinya lepas")
    assert found.note.state is NoteState.DISPUTED
    for statement in ("UPDATE dispute_event SET words = ''", "DELETE FROM dispute_event"):
        with pytest.raises(IntegrityError):
            db.session.execute(text(statement))
        db.session.rollback()
    assert db.session.query(DisputeEvent).count() == 1
