"""Reports of talks come and go with their tables; talks and blocks stay, and outcomes are append-only."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.database.base import db
from marketplace.inquiries.models import AutoReply, Message, Thread, ThreadBlock
from marketplace.inquiries.rules import Side
from marketplace.talk_reports import operations
from marketplace.talk_reports.rules import Category, Outcome
from tests.conftest import NOON
from tests.factories.make import Make


def test_reports_of_talks_come_and_go(newest: Flask, config: Config) -> None:
    session = db.session()
    make = Make(session, lambda: NOON)
    thread, account = make.thread(), make.account(role=Role.OFFICER)
    actor = Actor(account.id, account.role, account.name, None, True)
    report = operations.report(thread, Side.BUYER, Category.FRAUD, "Dia meminta kode saya.", at=NOON)
    operations.rule(report, Outcome.BLOCKED, "Tidak boleh.", secret="s", actor=actor, at=NOON)
    session.commit()
    number = thread.id
    db.session.remove()
    command.downgrade(config, "20261128_1100-1")
    assert not {"talk_report", "talk_ruling"} & set(inspect(db.engine).get_table_names())
    command.upgrade(config, "head")
    thread = db.session.get_one(Thread, number)
    assert [one.by_officer for one in db.session.query(ThreadBlock)] == [False]
    report = operations.report(thread, Side.BUYER, Category.FRAUD, "Dia meminta kode saya.", at=NOON)
    operations.rule(report, Outcome.NO_STEP, "Tidak apa-apa.", secret="s", actor=actor, at=NOON)
    db.session.commit()
    for statement in ("UPDATE talk_ruling SET words = 'x'", "DELETE FROM talk_ruling"):
        with pytest.raises(IntegrityError):
            db.session.execute(text(statement))
        db.session.rollback()


def test_texts_sent_by_themselves_come_and_go_and_the_messages_stay(newest: Flask, config: Config) -> None:
    session = db.session()
    thread = Make(session, lambda: NOON).thread()
    session.add(AutoReply(artisan_id=thread.artisan_id, outside="Nanti ya.", away=""))
    thread.messages.append(
        Message(side=Side.ARTISAN, body="Nanti ya.", automatic_on=NOON.date(), sent_at=NOON)
    )
    session.commit()
    number = thread.id
    db.session.remove()
    command.downgrade(config, "20261128_1110-1")
    assert "auto_reply" not in inspect(db.engine).get_table_names()
    command.upgrade(config, "head")
    messages = db.session.get_one(Thread, number).messages
    assert [one.automatic_on for one in messages] == [None, None]
    for statement in (
        "UPDATE message SET automatic_on = '2026-04-14'",
        "UPDATE message SET automatic_on = '2026-04-14' WHERE side = 'buyer'",
    ):
        with pytest.raises(IntegrityError):
            db.session.execute(text(statement))
        db.session.rollback()
