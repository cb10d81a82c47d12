"""Approvals come and go; what was put on show stays there."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Task
from marketplace.accounts.rules import Identifier
from marketplace.approvals import operations
from marketplace.approvals.rules import Means
from marketplace.database.base import db
from marketplace.helping import operations as helpers
from marketplace.helping.queries import acting
from marketplace.listings.rules import State
from tests.conftest import NOON
from tests.factories.make import Make


def test_approvals_come_and_go_and_bags_stay(newest: Flask, config: Config) -> None:
    session = db.session()
    make = Make(session, lambda: NOON)
    bag = make.listing(state=State.DRAFT)
    artisan, person = bag.artisan, make.account(name="Budi", email="budi@contoh.invalid")
    her = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    contact = Identifier(email="budi@contoh.invalid")
    helper, _ = helpers.invite(artisan, contact, [Task.BAGS], actor=her, at=NOON)
    helpers.accept(helper, actor=Actor(person.id, Role.BUYER, "Budi"), at=NOON)
    found, artisan_id = acting(helper.id, person.id)
    hand = Actor(person.id, Role.BUYER, "Budi", artisan_id, acting=found)
    for one in (bag, make.listing(artisan, state=State.DRAFT)):
        asked = operations.ask(one, actor=hand, at=NOON)
    word = {"made_by": "self", "units": [], "outside_certificate": False}
    operations.approve(asked, word, actor=her, means=Means.LINK, at=NOON)
    session.commit()
    db.session.remove()
    command.downgrade(config, "20261128_1200-1")
    assert "approval" not in inspect(db.engine).get_table_names()
    states = db.session.scalars(text("SELECT state FROM listing ORDER BY id")).all()
    assert states == ["draft", "published"]
    db.session.remove()
    command.upgrade(config, "head")
    assert "approval" in inspect(db.engine).get_table_names()
    assert db.session.scalar(text("SELECT count(*) FROM approval")) == 0
