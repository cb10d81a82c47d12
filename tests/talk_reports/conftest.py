"""A talk of a buyer and an artisan, a report of it, and an officer."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.inquiries.rules import Side
from marketplace.talk_reports import operations
from marketplace.talk_reports.rules import Category
from tests.conftest import NOON

SECRET = "a secret"
SAID = "Dia meminta kode dari SMS saya."
FOUND = "Meminta kode orang lain tidak boleh."


def officer_of(make, session, name="Petugas Satu"):
    account = make.account(role=Role.OFFICER, name=name)
    session.commit()
    return Actor(account.id, Role.OFFICER, account.name, None, True)


@pytest.fixture
def thread(make):
    return make.thread()


@pytest.fixture
def report(thread, session):
    """Made by the buyer, and committed."""
    found = operations.report(thread, Side.BUYER, Category.FRAUD, SAID, at=NOON)
    session.commit()
    return found


@pytest.fixture
def officer(make, session):
    return officer_of(make, session)
