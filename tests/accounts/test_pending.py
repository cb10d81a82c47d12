"""The moment between a right password and its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask import session as cookie
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts.credentials import Known, stamp
from marketplace.accounts.models import Account
from marketplace.accounts.rules import SECOND_FACTOR_WAIT
from marketplace.accounts.views import pending
from tests.conftest import NOON
from tests.factories.make import Make

SECOND = timedelta(seconds=1)


@pytest.fixture
def who(app: Flask, session: Session, make: Make) -> Iterator[Account]:
    account = make.account(Role.OFFICER)
    with app.test_request_context():
        yield account


def begin(account: Account, wanted: str = "/desk/", at: datetime = NOON) -> None:
    pending.remember(Known(account.id, account.role, stamp(account.password_hash), True), wanted, at)


@pytest.mark.parametrize(
    ("later", "waits"),
    [
        (timedelta(0), True),
        (SECOND_FACTOR_WAIT - SECOND, True),
        (SECOND_FACTOR_WAIT, False),
        (timedelta(days=1), False),
        (-SECOND, False),
    ],
)
def test_a_password_waits_five_minutes_and_never_before_it_was_given(
    who: Account, later: timedelta, waits: bool
) -> None:
    begin(who)
    assert (pending.waiting(NOON + later) is not None) is waits


def test_who_waits_is_known_by_what_the_database_says_now(who: Account, session: Session) -> None:
    begin(who)
    who.role = Role.BUYER
    session.flush()
    found = pending.waiting(NOON)
    assert found is not None
    assert (found.known.id, found.known.role, found.wanted) == (who.id, Role.BUYER, "/desk/")
    assert found.known.asks_second_factor


@pytest.mark.parametrize(
    "change",
    [
        lambda account: setattr(account, "password_hash", "another"),
        lambda account: setattr(account, "disabled_at", NOON),
    ],
    ids=["password changed", "disabled"],
)
def test_a_password_that_is_right_no_more_does_not_wait(
    who: Account, session: Session, change: Callable[[Account], None]
) -> None:
    begin(who)
    change(who)
    session.flush()
    assert pending.waiting(NOON) is None


def test_nobody_waits_without_a_cookie_or_for_an_account_that_is_gone(who: Account) -> None:
    assert pending.waiting(NOON) is None
    begin(who)
    cookie[pending.KEY] = cookie[pending.KEY] | {"account": 999_999}
    assert pending.waiting(NOON) is None
    cookie[pending.KEY] = "x"
    assert pending.waiting(NOON) is None


def test_the_cookie_keeps_nothing_of_before_and_nothing_secret(who: Account) -> None:
    cookie["older"] = "left by somebody else"
    begin(who, wanted="/" + "a" * 9000)
    assert set(cookie) == {pending.KEY}
    assert who.password_hash not in [str(value) for value in cookie[pending.KEY].values()]
    assert len(str(dict(cookie))) < 1_000, "a cookie above 4 kB is dropped by browsers"
