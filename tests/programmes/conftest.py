"""What the tests of programmes share."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.programmes import operations
from marketplace.programmes.operations import CohortEntry, ProgrammeEntry
from marketplace.programmes.rules import DayLine, Figure, OrganiserLine, OrganiserRole


@pytest.fixture
def officer(make):
    account = make.account(Role.OFFICER)
    return Actor(account.id, Role.OFFICER, account.name, second_factor=True)


@pytest.fixture
def programme(session, officer, clock):
    operations.add_craft("rajut", "Tas rajut", "Knitted bags")
    entry = ProgrammeEntry("Kelas Rajut", "rajut", "Knitting class", "Empat hari.", "Four days.")
    return operations.add_programme(entry, actor=officer, at=clock())


@pytest.fixture
def entry():
    return CohortEntry(
        first_on=date(2027, 3, 1),
        last_on=date(2027, 3, 4),
        venue="Gedung Contoh",
        seats=26,
        source="berita contoh",
        organisers=[OrganiserLine(OrganiserRole.DEPARTMENT, "Dinas Contoh", "Membuka.", "Opened it.")],
        days=[DayLine(date(2027, 3, 1), plan="Pembukaan", plan_en="Opening")],
        figures={Figure.PARTICIPANTS: 26},
    )
