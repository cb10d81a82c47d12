"""Order notes and reviews come and go with what they hold; the bags and people they are about stay."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.database.base import db
from marketplace.inquiries.rules import Side
from marketplace.listings.models import Listing
from marketplace.order_notes import operations as orders
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.rules import Action
from marketplace.reviews import operations as reviews
from marketplace.reviews.rules import Aspect
from tests.conftest import NOON
from tests.factories.make import Make
from tests.order_notes.conftest import SECRET, TODAY, Said, actor_of
from tests.reviews.conftest import by_letter

LATER = {"secret": SECRET, "at": NOON}


def test_notes_and_reviews_come_and_go_with_their_locks(newest: Flask, config: Config) -> None:
    make = Make(db.session(), lambda: NOON)
    bag = make.listing(photos=1)
    session, actor = db.session(), actor_of(bag.artisan)
    buyer = Buyer("Rina", "rina@contoh.invalid", None, "id")
    note = orders.propose(
        bag, Said(price=9_000_000_000), buyer, side=Side.BUYER, actor=None, today=TODAY, **LATER
    )
    orders.confirm(note, seen=1, who=orders.artisan_of(note, actor), today=TODAY, **LATER)
    for action in (Action.FINISH, Action.HAND_OVER):
        orders.step(note, action, "", who=orders.artisan_of(note, actor), **LATER)
    reviews.write(
        note, name="R", marks=dict.fromkeys(Aspect, 5), reasons={}, words="", claim=by_letter(note), **LATER
    )
    session.commit()
    for statement in (
        "UPDATE order_note SET number = 2",
        "UPDATE review_version SET on_time = 1",
        "DELETE FROM review_way",
    ):
        try:
            session.execute(text(statement))
        except IntegrityError:
            session.rollback()
        else:
            raise AssertionError(statement)
    number = bag.id
    db.session.remove()
    command.downgrade(config, "20261127_1130-1")
    assert not {"order_note", "review", "review_way"} & set(inspect(db.engine).get_table_names())
    command.upgrade(config, "head")
    assert db.session.get_one(Listing, number).title
    assert db.session.scalar(text("SELECT count(*) FROM order_note")) == 0
