"""A certificate of attendance: once the cohort is over, for who was there, and never a word of competence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import NotFound
from marketplace.registrations import attended, forgetting
from marketplace.registrations.rules import Presence
from tests.conftest import NOON
from tests.registrations.conftest import FIRST, LAST
from tests.registrations.test_attending import SECOND, mark


def test_it_names_the_days_somebody_was_there(app, held, register, officer):
    cohort = held(seats=2)
    row, absent = register(cohort, name="Rina Contoh"), register(cohort)
    mark(cohort, officer, {row.id: Presence.PRESENT, absent.id: Presence.ABSENT})
    mark(cohort, officer, {row.id: Presence.PRESENT}, on=SECOND)
    with app.test_request_context():
        found = attended.paper(row, LAST)
    assert (found.name, found.title, list(found.days)) == ("Rina Contoh", "Kelas Rajut", [FIRST, SECOND])
    assert (found.receipt, found.venue) == (row.receipt, "Gedung Contoh")
    for who, today in ((absent, LAST), (row, LAST - timedelta(days=1))):
        assert not attended.is_ready(who, today)
        with pytest.raises(NotFound):
            attended.paper(who, today)
    forgetting.forget(row, NOON)
    assert not attended.is_ready(row, LAST)
