"""People around a bag that was taken down: two officers, and its maker."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.listings.models import Listing
from marketplace.reports.rules import Reason
from marketplace.takedowns import operations
from marketplace.takedowns.models import Takedown
from tests.factories.make import Make

UNTIL = date(2026, 5, 14)


def officer_of(make: Make, name: str) -> Actor:
    account = make.account(Role.OFFICER, name=name)
    return Actor(account.id, account.role, account.name, second_factor=True)


def take_down(make: Make, bag: Listing, officer: Actor, **changes: object) -> Takedown:
    values = {"ground": Reason.STOLEN_PHOTOS, "reason": "Fotonya milik orang lain.", "until": UNTIL} | changes
    taken = operations.take_down(bag, actor=officer, at=make.clock(), **values)
    make.session.commit()
    return taken


@pytest.fixture
def officer(make: Make) -> Actor:
    return officer_of(make, "Petugas Satu")


@pytest.fixture
def other(make: Make) -> Actor:
    return officer_of(make, "Petugas Dua")


@pytest.fixture
def bag(make: Make) -> Listing:
    account = make.account(Role.ARTISAN, name="Siti Contoh", email="siti@contoh.invalid")
    return make.listing(make.artisan(account, name="Siti Contoh"), title="Tote Ombak")


@pytest.fixture
def maker(bag: Listing) -> Actor:
    account = bag.artisan.account
    return Actor(account.id, account.role, account.name, bag.artisan_id)


@pytest.fixture
def down(make: Make, bag: Listing, officer: Actor) -> Takedown:
    return take_down(make, bag, officer)
