"""A helper who prepares bags, a draft that lacks the artisan's own word alone, and the question about it."""

from __future__ import annotations

import re

import pytest

from marketplace.access.actors import Actor
from marketplace.access.tasks import Task
from marketplace.approvals import operations
from marketplace.helping import queries as helpers
from marketplace.listings.rules import State
from tests.conftest import NOON
from tests.helping.conftest import budi, employ, helping, invite, siti

__all__ = ["budi", "employ", "helping", "invite", "siti"]
WORD = {"made_by": "self", "units": [], "outside_certificate": False}


def hand_of(helper) -> Actor:
    """The helper at work in the studio."""
    found, artisan_id = helpers.acting(helper.id, helper.account_id)
    account = helper.account
    return Actor(account.id, account.role, account.name, artisan_id, acting=found)


def link_in(outbox, address: str) -> str:
    """The token in the newest letter to somebody."""
    text = [one.text for one in outbox.letters if one.to == address][-1]
    found = re.search(r"/approvals/([\w-]{43})", text)
    assert found is not None, text
    return found[1]


@pytest.fixture
def helper(employ, siti, budi):
    return employ(siti, budi, Task.BAGS)


@pytest.fixture
def draft(make, siti, session):
    made = make.listing(siti, title="Tote Ombak", state=State.DRAFT, made_by=None, units=())
    session.commit()
    return made


@pytest.fixture
def ask(helper, draft, session):
    """Ask about the draft, and commit."""

    def send(listing=None, at=NOON):
        asked = operations.ask(listing or draft, actor=hand_of(helper), at=at)
        session.commit()
        return asked

    return send


@pytest.fixture
def asked(ask):
    return ask()
