"""Transactions: one place commits, and a refused request leaves nothing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.database.base import db
from marketplace.database.columns import UtcDateTime
from marketplace.database.session import writing

NOW = datetime(2026, 4, 14, tzinfo=UTC)


def account(number: int) -> Account:
    return Account(name="x", email=f"{number}@x.invalid", password_hash="!", role=Role.BUYER, created_at=NOW)


def test_a_block_that_ends_well_is_kept(app, session):
    with writing() as open_session:
        open_session.add(account(1))
    assert session.scalar(select(func.count(Account.id))) == 1


def test_a_block_that_fails_leaves_nothing(app, session):
    def fail() -> None:
        with writing() as open_session:
            open_session.add(account(1))
            open_session.flush()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert session.scalar(select(func.count(Account.id))) == 0


def test_eight_writers_at_once_all_succeed(app, session):
    problems = []

    def write(number: int) -> None:
        try:
            for turn in range(5):
                with app.app_context(), writing() as mine:
                    mine.scalar(select(func.count(Account.id)))
                    mine.add(account(number * 100 + turn))
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    session.rollback()
    assert session.scalar(select(func.count(Account.id))) == 40


def test_a_moment_without_a_zone_is_refused(app):
    with app.app_context(), pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), db.engine.dialect)


def test_a_moment_comes_back_in_utc(app, session):
    row = account(1)
    row.created_at = datetime(2026, 4, 14, 9, tzinfo=timezone(timedelta(hours=8)))
    session.add(row)
    session.commit()
    session.expire_all()
    assert row.created_at == datetime(2026, 4, 14, 1, tzinfo=UTC)
    assert row.created_at.tzinfo is UTC
