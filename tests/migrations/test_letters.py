"""Letters about one note can be ended; who chose about questions has chosen about what came out of that group."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text

from marketplace.access.roles import Role
from marketplace.database.base import db
from marketplace.notices.models import LetterWishes
from tests.conftest import NOON
from tests.factories.make import Make


def test_a_choice_about_questions_is_kept_for_what_came_out_of_it(newest: Flask, config: Config) -> None:
    session = db.session()
    make = Make(session, lambda: NOON)
    numbers = []
    for ways in ({"questions": "here", "reminders": "digest", "orders": "now"}, {"reminders": "here"}):
        account = make.account(Role.ARTISAN)
        session.add(LetterWishes(account_id=account.id, ways=ways, zone="Asia/Makassar", digest_hour=7))
        numbers.append(account.id)
    session.commit()
    db.session.remove()
    command.downgrade(config, "20261128_0700-1")
    assert "letters_ended_at" not in {one["name"] for one in inspect(db.engine).get_columns("order_note")}
    assert db.session.get_one(LetterWishes, numbers[0]).ways == {"questions": "here", "reminders": "digest"}
    db.session.remove()
    command.upgrade(config, "head")
    chosen = dict.fromkeys(("questions", "orders", "requests", "reviews"), "here")
    assert db.session.get_one(LetterWishes, numbers[0]).ways == chosen | {"reminders": "digest"}
    assert db.session.get_one(LetterWishes, numbers[1]).ways == {"reminders": "here"}
    assert db.session.scalar(text("SELECT count(letters_ended_at) FROM order_note")) == 0
