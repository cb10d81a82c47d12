"""Opportunities come and go with those who applied; artisans stay."""

from __future__ import annotations

from datetime import timedelta

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text

from marketplace.artisans.models import Artisan
from marketplace.database.base import db
from marketplace.fair_lists.models import FairList
from marketplace.opportunities.models import Application, Nudge, Opportunity
from marketplace.opportunities.rules import Kind, State
from tests.conftest import NOON
from tests.factories.make import Make
from tests.opportunities.conftest import TODAY

TABLES = {"opportunity", "application", "opportunity_nudge"}


def test_opportunities_come_and_go(newest: Flask, config: Config) -> None:
    session = db.session()
    artisan = Make(session, lambda: NOON).artisan()
    found = Opportunity(
        slug="x",
        kind=Kind.FAIR,
        state=State.PUBLISHED,
        title="Bazar",
        offered_by="Panitia",
        deadline=TODAY,
        created_at=NOON,
        updated_at=NOON,
        published_at=NOON,
    )
    found.applications.append(
        Application(artisan_id=artisan.id, standing_on=TODAY, sent_at=NOON, changed_at=NOON)
    )
    session.add(found)
    session.flush()
    session.add(Nudge(opportunity_id=found.id, artisan_id=artisan.id, told_at=NOON))
    session.commit()
    number = artisan.id
    db.session.remove()
    command.downgrade(config, "20261128_1120-1")
    assert not TABLES & set(inspect(db.engine).get_table_names())
    command.upgrade(config, "head")
    assert db.session.get_one(Artisan, number).name
    assert db.session.scalar(text("SELECT count(*) FROM application")) == 0


def test_lent_lists_come_and_go(newest: Flask, config: Config) -> None:
    session = db.session()
    row = FairList(
        digest="0" * 64,
        given_to="Panitia",
        unit_key="A",
        unit_title="A",
        given_by="Petugas",
        given_at=NOON,
        expires_at=NOON + timedelta(days=7),
    )
    session.add(row)
    session.commit()
    db.session.remove()
    command.downgrade(config, "20261128_1121-1")
    assert "fair_list" not in inspect(db.engine).get_table_names()
    command.upgrade(config, "head")
    assert db.session.scalar(text("SELECT count(*) FROM fair_list")) == 0


def test_how_far_she_sells_comes_and_goes_and_she_stays(newest: Flask, config: Config) -> None:
    session = db.session()
    artisan = Make(session, lambda: NOON).artisan(markets={"local": ["post"]})
    number = artisan.id
    db.session.remove()
    command.downgrade(config, "20261128_1122-1")
    assert "markets" not in {one["name"] for one in inspect(db.engine).get_columns("artisan")}
    command.upgrade(config, "head")
    assert db.session.get_one(Artisan, number).markets is None
