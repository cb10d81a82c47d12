"""Order notes and reviews come and go with what they hold; the bags and people they are about stay."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.database.base import db
from marketplace.inquiries.rules import Side
from marketplace.kit.tokens import digest
from marketplace.listings.models import Listing
from marketplace.order_notes import links
from marketplace.order_notes import operations as orders
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.rules import Action
from marketplace.reviews import operations as reviews
from marketplace.reviews.rules import Aspect
from tests.conftest import NOON
from tests.factories.make import Make
from tests.order_notes.conftest import SECRET, TODAY, Said, actor_of
from tests.reviews.conftest import by_letter

LATER = {"at": NOON}


def test_notes_and_reviews_come_and_go_with_their_locks(newest: Flask, config: Config) -> None:
    make = Make(db.session(), lambda: NOON)
    bag = make.listing(photos=1)
    session, actor = db.session(), actor_of(bag.artisan)
    buyer = Buyer("Rina", "rina@contoh.invalid", None, "id")
    note, _ = orders.propose(
        bag, Said(price=9_000_000_000), buyer, side=Side.BUYER, actor=None, today=TODAY, **LATER
    )
    orders.confirm(note, seen=1, who=orders.artisan_of(note, actor), today=TODAY, **LATER)
    for action in (Action.FINISH, Action.HAND_OVER):
        orders.step(note, action, "", who=orders.artisan_of(note, actor), **LATER)
    reviews.write(
        note,
        name="R",
        marks=dict.fromkeys(Aspect, 5),
        reasons={},
        words="",
        claim=by_letter(note),
        secret=SECRET,
        **LATER,
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


def test_links_handed_out_go_on_working_through_a_move_and_agreed_notes_stay_locked(
    newest: Flask, config: Config
) -> None:
    make, session = Make(db.session(), lambda: NOON), db.session()
    bag = make.listing()
    buyer = Buyer("Rina", "rina@contoh.invalid", None, "id")
    note, first = orders.propose(bag, Said(), buyer, side=Side.BUYER, actor=None, today=TODAY, **LATER)
    bare, _ = orders.propose(
        bag,
        Said(),
        Buyer("Dewi", None, "+6281200000009", "id"),
        side=Side.ARTISAN,
        actor=actor_of(bag.artisan),
        today=TODAY,
        **LATER,
    )
    orders.confirm(note, seen=1, who=orders.artisan_of(note, actor_of(bag.artisan)), today=TODAY, **LATER)
    newest_link = links.rotate(note, at=NOON)
    number = note.id
    assert bare.links == []
    session.commit()
    db.session.remove()
    command.downgrade(config, "20261128_0400-1")
    kept = db.session.scalar(text("SELECT link_digest FROM order_note WHERE id = :id").bindparams(id=number))
    assert kept == digest(newest_link) != digest(first)
    db.session.remove()
    command.upgrade(config, "head")
    assert links.opened(newest_link, NOON, account_id=None).id == number
    assert db.session.scalar(text("SELECT count(*) FROM order_note_version")) == 2
    for statement in ("UPDATE order_note SET number = 2", "DELETE FROM order_note_version"):
        try:
            db.session.execute(text(statement))
        except IntegrityError:
            db.session.rollback()
        else:
            raise AssertionError(statement)
