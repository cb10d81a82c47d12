"""Counting seats, and finding what belongs to a cohort alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import NotFound
from marketplace.programmes import operations as programmes
from marketplace.programmes.rules import CohortAction
from marketplace.registrations import operations, queries
from marketplace.registrations.rules import OFFER_STANDS, State
from tests.conftest import NOON
from tests.registrations.conftest import ZONE


def test_seats_are_counted_in_one_statement(held, register):
    cohort = held(seats=3)
    assert (queries.tally(cohort).free, queries.tally(cohort).waiting) == (3, 0)
    for _ in range(5):
        register(cohort)
    found = queries.tally(cohort)
    assert (found.taken, found.waiting, found.free) == (3, 2, 0)
    assert found.counts == {State.SEATED: 3, State.WAITING: 2}


def test_a_seat_somebody_waits_for_is_not_said_to_be_free():
    assert queries.Tally(3, {State.SEATED: 1, State.WAITING: 1}).free == 0
    assert queries.Tally(3, {State.SEATED: 1, State.OFFERED: 1}).free == 1
    assert queries.Tally(None, {}).free == 0


def test_two_cohorts_do_not_touch_each_other(held, register, session, officer, clock):
    one = held(seats=1)
    register(one)
    register(one)
    entry = programmes.entry_of_cohort(one)
    other = programmes.add_cohort(one.programme, entry, actor=officer, at=clock())
    programmes.move_cohort(other, CohortAction.PUBLISH, version=other.version, actor=officer, at=clock())
    row = register(other)
    assert (row.state, row.number) == (State.SEATED, 1)
    assert queries.place_in_line(queries.first_waiting(one.id, 9)[0]) == 1


def test_a_cohort_nobody_may_see_is_not_found(held, officer, session, clock):
    cohort = held()
    assert queries.cohort_shown("kelas-rajut", 1).id == cohort.id
    programmes.move_cohort(cohort, CohortAction.WITHDRAW, version=cohort.version, actor=officer, at=clock())
    for slug, number in (("kelas-rajut", 1), ("kelas-rajut", 2), ("nobody", 1)):
        with pytest.raises(NotFound):
            queries.cohort_shown(slug, number)
    for missing in (lambda: queries.locked_cohort(99), lambda: queries.one(99)):
        with pytest.raises(NotFound):
            missing()


def test_offers_are_over_at_their_very_end(held, register, session, clock):
    cohort = held(seats=1)
    seated, first = register(cohort), register(cohort)
    operations.withdraw(seated, clock=clock, timezone=ZONE)
    end = NOON + OFFER_STANDS
    assert queries.over(end - timedelta(seconds=1), 9) == []
    assert queries.over(end, 9) == [(first.id, cohort.id)]
