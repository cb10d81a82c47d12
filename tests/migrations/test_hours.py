"""Hours for every day become a week of them, and go back to one pair."""

from __future__ import annotations

from datetime import time

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from marketplace.artisans.hours import week_of
from marketplace.artisans.models import Artisan, ReplyHours
from marketplace.artisans.rules import Pace
from marketplace.database.base import db
from marketplace.inquiries.models import ReplyTime
from tests.conftest import NOON
from tests.factories.make import Make

DAY, EVENING = (time(8), time(17)), (time(20), time(2))


def test_a_pair_of_hours_becomes_a_week_and_a_week_its_first_days_pair(newest: Flask, config: Config) -> None:
    session = db.session()
    make = Make(session, lambda: NOON)
    numbers = [make.artisan().id for _ in range(2)]
    for day, (opens, closes) in {3: EVENING, 1: DAY}.items():
        make.keep(ReplyHours(artisan_id=numbers[0], weekday=day, opens=opens, closes=closes))
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE reply_hours SET weekday = 7"))
    session.rollback()
    db.session.remove()
    command.downgrade(config, "20261128_0300-1")
    told = db.session.execute(text("SELECT reply_from IS NULL, name FROM artisan ORDER BY id")).all()
    assert [bool(row[0]) for row in told] == [False, True]
    db.session.remove()
    command.upgrade(config, "head")
    weeks = [week_of(db.session.get_one(Artisan, number)) for number in numbers]
    assert weeks == [dict.fromkeys(range(7), DAY), {}]


def test_how_soon_artisans_answer_comes_and_goes(newest: Flask, config: Config) -> None:
    session = db.session()
    make = Make(session, lambda: NOON)
    artisan = make.artisan(reply_pace=Pace.DAY)
    thread = make.thread(make.listing(artisan))
    row = ReplyTime(
        thread_id=thread.id, artisan_id=artisan.id, asked_at=NOON, answered_at=NOON, minutes=1, days=0
    )
    make.keep(row)
    for statement in ("UPDATE reply_time SET minutes = -1", "UPDATE artisan SET reply_pace = 'never'"):
        with pytest.raises(IntegrityError):
            session.execute(text(statement))
        session.rollback()
    number = artisan.id
    db.session.remove()
    command.downgrade(config, "20261128_0301-1")
    command.upgrade(config, "head")
    assert db.session.get_one(Artisan, number).reply_pace is None
    assert db.session.scalar(text("SELECT count(*) FROM reply_time")) == 0
