"""An agreed note, a dispute over it, and who takes part."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.disputes import operations
from marketplace.disputes.rules import Category
from marketplace.order_notes import operations as orders
from tests.conftest import NOON
from tests.order_notes.conftest import actor_of
from tests.order_notes.conftest import agreed as agreed
from tests.order_notes.conftest import bag as bag
from tests.order_notes.conftest import propose as propose

DAYS = (3, 7)
SAID = "Talinya lepas pada hari pertama."


def buyer(note):
    return orders.buyer_of(note, None)


def artisan(note):
    return orders.artisan_of(note, actor_of(note.artisan))


@pytest.fixture
def dispute(agreed, session):
    """Opened by the buyer, and committed."""
    found = operations.begin(agreed, Category.DAMAGED, SAID, who=buyer(agreed), days=DAYS, at=NOON)
    session.commit()
    return found


@pytest.fixture
def officer(make, session):
    account = make.account(role=Role.OFFICER, name="Petugas Satu")
    session.commit()
    return Actor(account.id, Role.OFFICER, account.name, None, True)
