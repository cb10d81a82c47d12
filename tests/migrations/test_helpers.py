"""Helpers come and go; what they wrote keeps their name."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Task
from marketplace.accounts import sign_ins
from marketplace.accounts.rules import Identifier
from marketplace.database.base import db
from marketplace.helping import operations
from marketplace.helping.deeds import note
from marketplace.helping.models import Helper
from marketplace.helping.queries import acting
from marketplace.helping.rules import Deed
from marketplace.inquiries.models import Message
from marketplace.inquiries.rules import Side
from tests.conftest import NOON
from tests.factories.make import Make

TABLES = {"helper", "helper_deed", "acting_session"}


def test_helpers_come_and_go_and_their_words_keep_their_name(newest: Flask, config: Config) -> None:
    session = db.session()
    make = Make(session, lambda: NOON)
    bag, person = make.listing(), make.account(name="Budi", email="budi@contoh.invalid")
    artisan = bag.artisan
    helper, _ = operations.invite(
        artisan,
        Identifier(email="budi@contoh.invalid"),
        list(operations.Task),
        actor=Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id),
        at=NOON,
    )
    operations.accept(helper, actor=Actor(person.id, Role.BUYER, "Budi"), at=NOON)
    sign_ins.begin(person, at=NOON, device="", second_factor=False)
    session.flush()
    operations.act(helper, person.sign_ins[0].id, actor=Actor(person.id, Role.BUYER, "Budi"), at=NOON)
    found, artisan_id = acting(helper.id, person.id)
    note(Actor(person.id, Role.BUYER, "Budi", artisan_id, acting=found), Deed.ANSWERED, 1, "Tas", at=NOON)
    thread = make.thread(bag)
    thread.messages.append(Message(side=Side.ARTISAN, body="Ada, Bu.", helper="Budi", sent_at=NOON))
    session.commit()
    db.session.remove()
    command.downgrade(config, "20261128_1000-1")
    inspector = inspect(db.engine)
    assert not TABLES & set(inspector.get_table_names())
    for table in ("message", "order_note_event"):
        assert "helper" not in {column["name"] for column in inspector.get_columns(table)}
    said = db.session.scalars(text("SELECT body FROM message ORDER BY id")).all()
    assert said == ["Apakah masih ada?", "Budi: Ada, Bu."]
    db.session.remove()
    command.upgrade(config, "head")
    assert set(inspect(db.engine).get_table_names()) >= TABLES
    assert db.session.scalars(text("SELECT helper FROM message ORDER BY id")).all() == ["", ""]


def test_contacts_of_invitations_that_are_over_go_and_stay_gone(newest: Flask, config: Config) -> None:
    session = db.session()
    make = Make(session, lambda: NOON)
    artisan, person = make.artisan(), make.account(name="Budi", email="budi@contoh.invalid")
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    for name in ("budi", "wati", "dewi"):
        operations.invite(
            artisan, Identifier(email=f"{name}@contoh.invalid"), [Task.BAGS], actor=actor, at=NOON
        )
    helper, withdrawn, _ = session.query(Helper).order_by(Helper.id)
    operations.accept(helper, actor=Actor(person.id, Role.BUYER, "Budi"), at=NOON)
    operations.end(withdrawn, actor=actor, at=NOON)
    note(
        Actor(person.id, Role.BUYER, "Budi", artisan.id, acting=acting(helper.id, person.id)[0]),
        Deed.ANSWERED,
        1,
        "Tas",
        at=NOON,
    )
    session.commit()
    db.session.remove()
    command.downgrade(config, "20261128_1210-1")
    contacts = text("SELECT email FROM helper ORDER BY id")
    assert db.session.scalars(contacts).all() == ["", "", "dewi@contoh.invalid"]
    db.session.execute(text("UPDATE helper SET email = 'x@contoh.invalid' WHERE email = ''"))
    db.session.commit()
    db.session.remove()
    command.upgrade(config, "head")
    assert db.session.scalars(contacts).all() == [None, None, "dewi@contoh.invalid"]
    assert db.session.scalar(text("SELECT count(*) FROM helper_deed")) == 1
    indexes = {index["name"]: index["unique"] for index in inspect(db.engine).get_indexes("helper")}
    assert indexes["uq_helper_standing"] and "ix_helper_account_id" in indexes
    for statement in (
        "UPDATE helper SET email = NULL WHERE email IS NOT NULL",
        "UPDATE helper SET email = 'x' WHERE email IS NULL",
    ):
        with pytest.raises(IntegrityError):
            db.session.execute(text(statement))
        db.session.rollback()
