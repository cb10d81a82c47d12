"""The words alerts keep of bags come with every bag being looked at once more, and go again."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import text

from marketplace.alerts.models import Entry, Followed, Sight
from marketplace.database.base import db
from tests.conftest import NOON
from tests.factories.make import Make


def test_words_come_and_go_with_bags_looked_at(newest: Flask, config: Config) -> None:
    make = Make(db.session(), lambda: NOON)
    number = make.listing().id
    make.keep(Followed(id=1, cursor="0", filled_to=0, started_at=NOON))
    make.keep(Sight(listing_id=number, terms="|type:tote|", price=9, words="|tas|\ntas"))
    make.keep(Entry(listing_id=number, at=NOON, terms="", price=9, words="|tas|\ntas", fresh=True))
    db.session.remove()
    command.downgrade(config, "20261128_0950-1")
    assert db.session.execute(text("SELECT listing_id, terms FROM alert_sight")).all() == [
        (number, "|type:tote|")
    ]
    db.session.remove()
    command.upgrade(config, "head")
    assert db.session.query(Followed).one().filled_to == number + 1
    assert [db.session.query(kept).one().words for kept in (Sight, Entry)] == [None, None]
