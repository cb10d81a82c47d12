"""An officer, a published fair, and artisans whose record fits or does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates.unit_keys import unit_key
from marketplace.opportunities import applying, operations
from marketplace.opportunities.operations import Entry
from marketplace.opportunities.rules import Action, Kind
from tests.conftest import NOON

TODAY = date(2026, 4, 14)
DAY = timedelta(days=1)
LATER = {"at": NOON, "today": TODAY}
UNIT = unit_key("CONTOH.000.001", "Merajut badan tas")
NUMBERS = count(1)
FAIR = Entry(
    kind=Kind.FAIR,
    title="Bazar Contoh",
    offered_by="Panitia Contoh",
    deadline=TODAY + 30 * DAY,
    title_en="Sample fair",
    description="Tiga hari di alun-alun.",
    description_en="Three days on the square.",
)


def officer_of(make, **changes):
    account = make.account(Role.OFFICER, **changes)
    return Actor(account.id, Role.OFFICER, account.name, second_factor=True)


def actor_of(artisan):
    account = artisan.account
    return Actor(account.id, account.role, account.name, artisan.id)


@pytest.fixture
def officer(make):
    return officer_of(make)


@pytest.fixture
def draft(session, officer):
    """Write one down; what is named differs from the fair."""

    def begin(**changes):
        found = operations.add(replace(FAIR, **changes), actor=officer, **LATER)
        session.commit()
        return found

    return begin


@pytest.fixture
def published(session, officer, draft):
    def begin(**changes):
        found = draft(**changes)
        operations.move(found, Action.PUBLISH, version=found.version, actor=officer, **LATER)
        session.commit()
        return found

    return begin


@pytest.fixture
def holder(make):
    """An artisan with a certificate that is valid until October 2028."""

    def begin(**changes):
        artisan = make.artisan(name=f"Siti {next(NUMBERS)}", **changes)
        make.certificate(artisan)
        return artisan

    return begin


@pytest.fixture
def applied(session):
    def begin(found, artisan, with_contact=False):
        row = applying.apply(found, artisan, with_contact=with_contact, actor=actor_of(artisan), **LATER)
        session.commit()
        return row

    return begin


@pytest.fixture
def closed(session, officer):
    """Close one, so that an outcome can be given."""

    def begin(found):
        operations.move(found, Action.CLOSE, version=found.version, actor=officer, **LATER)
        session.commit()
        return found

    return begin
