"""The sales book comes and goes with its lines and their lock; whoever kept it stays."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.database.base import db
from marketplace.listings.models import Listing
from marketplace.sales import operations
from tests.conftest import NOON
from tests.factories.make import Make
from tests.order_notes.conftest import TODAY, actor_of
from tests.sales.conftest import form


def test_the_sales_book_comes_and_goes_with_its_lock(newest: Flask, config: Config) -> None:
    session = db.session()
    bag = Make(session, lambda: NOON).listing()
    operations.write(
        form(bag=bag.code, amount=9_000_000_000),
        once="a",
        actor=actor_of(bag.artisan),
        at=NOON,
        today=TODAY,
    )
    session.commit()
    for statement in ("UPDATE sale_version SET amount = 1", "DELETE FROM sale_version"):
        with pytest.raises(IntegrityError):
            session.execute(text(statement))
        session.rollback()
    number = bag.id
    db.session.remove()
    command.downgrade(config, "20261128_0800-1")
    assert not {"sale", "sale_version"} & set(inspect(db.engine).get_table_names())
    command.upgrade(config, "head")
    assert db.session.get_one(Listing, number).title
    assert db.session.scalar(text("SELECT count(*) FROM sale")) == 0
