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
from marketplace.inquiries.models import Thread, ThreadBlock
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
