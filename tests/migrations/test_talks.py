"""What belongs to talks comes and goes with its tables; the talks stay."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.database.base import db
from marketplace.inquiries.models import MessagePhoto, Thread
from tests.conftest import NOON
from tests.factories.make import Make


def test_photos_of_messages_come_and_go(newest: Flask, config: Config) -> None:
    session = db.session()
    thread = Make(session, lambda: NOON).thread()
    thread.messages[0].photos.append(MessagePhoto(source_key="00/11/a.jpg", digest="d" * 64))
    session.commit()
    for statement in (
        "UPDATE message_photo SET view_key = 'a'",
        "UPDATE message_photo SET view_key = 'a', thumb_key = 'b', width = 1, height = 1, failure = 'c'",
    ):
        with pytest.raises(IntegrityError):
            session.execute(text(statement))
        session.rollback()
    number = thread.id
    db.session.remove()
    command.downgrade(config, "20261127_1230-1")
    assert "message_photo" not in inspect(db.engine).get_table_names()
    command.upgrade(config, "head")
    assert db.session.get_one(Thread, number).messages[0].photos == []


def test_muted_talks_and_marks_of_messages_come_and_go(newest: Flask, config: Config) -> None:
    session = db.session()
    thread = Make(session, lambda: NOON).thread(muted_by_artisan=True)
    thread.messages[0].once = "m" * 16
    session.commit()
    number = thread.id
    db.session.remove()
    command.downgrade(config, "20261127_1231-1")
    assert "once" not in {column["name"] for column in inspect(db.engine).get_columns("message")}
    command.upgrade(config, "head")
    found = db.session.get_one(Thread, number)
    assert (found.muted_by_artisan, found.muted_by_buyer, found.messages[0].once) == (False, False, None)


def test_a_name_that_was_withheld_is_shown_again_without_its_column(newest: Flask, config: Config) -> None:
    session = db.session()
    hidden = Make(session, lambda: NOON).thread(buyer_name="Pembeli", withheld_name="Rina").id
    session.commit()
    db.session.remove()
    command.downgrade(config, "20261128_1140-1")
    assert "withheld_name" not in {column["name"] for column in inspect(db.engine).get_columns("thread")}
    command.upgrade(config, "head")
    found = db.session.get_one(Thread, hidden)
    assert (found.buyer_name, found.withheld_name) == ("Rina", None)
