"""A cohort people can register for, and people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from itertools import count

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.programmes import operations as programmes
from marketplace.programmes.operations import CohortEntry, ProgrammeEntry
from marketplace.programmes.rules import CohortAction, DayLine
from marketplace.registrations import operations
from marketplace.registrations.rules import Background, Entry, Experience

ZONE = "Asia/Makassar"
FIRST, LAST = date(2026, 5, 4), date(2026, 5, 7)
PLACE = "64.74.01.1001"
PERSON = {
    "name": "Rina Contoh",
    "phone": "0812-0000-0099",
    "place_code": PLACE,
    "background": "pkk",
    "experience": "some",
    "consent_data": "1",
}
"""What a form sends."""
NUMBERS = count(1)


def entry(**changes: object) -> Entry:
    """Somebody with an address of her own."""
    number = next(NUMBERS)
    given: dict[str, object] = {
        "name": f"Rina Contoh {number}",
        "email": f"rina{number}@contoh.invalid",
        "phone": None,
        "background": Background.PKK,
        "place_code": None,
        "experience": Experience.SOME,
    }
    return Entry(**(given | changes))


@pytest.fixture
def officer(make):
    account = make.account(Role.OFFICER)
    return Actor(account.id, Role.OFFICER, account.name, second_factor=True)


@pytest.fixture
def held(make, officer, clock, session) -> Callable[..., object]:
    """`held(seats=2)`: a published cohort of Kelas Rajut, open for registration."""

    def hold(seats: int | None = 2, **changes: object) -> object:
        make.place(PLACE)
        programmes.add_craft("rajut", "Tas rajut", "Knitted bags")
        made = ProgrammeEntry("Kelas Rajut", "rajut", "Knitting class", "Empat hari.", "Four days.")
        given: dict[str, object] = {
            "first_on": FIRST,
            "last_on": LAST,
            "venue": "Gedung Contoh",
            "seats": seats,
            "register_until": date(2026, 4, 30),
            "days": [DayLine(FIRST, time(8), time(16), "Pembukaan", "Opening"), DayLine(LAST, plan="Uji")],
        }
        programme = programmes.add_programme(made, actor=officer, at=clock())
        cohort = programmes.add_cohort(
            programme,
            CohortEntry(**(given | changes)),
            actor=officer,
            at=clock(),
        )
        programmes.move_cohort(
            cohort, CohortAction.PUBLISH, version=cohort.version, actor=officer, at=clock()
        )
        session.commit()
        return cohort

    return hold


@pytest.fixture
def register(clock, session) -> Callable[..., object]:
    """`register(cohort, name=…)`: one more registration, committed; its token is `token` of the row."""

    def add(cohort, *, locale="id", actor=None, once="", **changes):
        made, token = operations.register(
            cohort.id, entry(**changes), clock=clock, timezone=ZONE, locale=locale, actor=actor, once=once
        )
        session.commit()
        made.token = token
        return made

    return add
