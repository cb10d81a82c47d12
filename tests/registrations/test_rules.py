"""The lifecycle pair by pair, who is seated, how long an offer stands, and when two names are alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace.kit.errors import Conflict
from marketplace.registrations.rules import (
    CODE_LENGTH,
    LIFECYCLE,
    MAX_NAME,
    OPEN,
    TAKING,
    Action,
    Mover,
    State,
    begins_as,
    day_code,
    days_between,
    free_seats,
    is_reminded,
    name_key,
    offered_until,
)
from tests.registrations.conftest import ZONE

LEGAL = {
    (State.WAITING, Action.OFFER): (State.OFFERED, Mover.SEAT),
    (State.OFFERED, Action.ACCEPT): (State.SEATED, Mover.PERSON),
    (State.OFFERED, Action.DECLINE): (State.CANCELLED, Mover.PERSON),
    (State.OFFERED, Action.LAPSE): (State.LAPSED, Mover.CALENDAR),
    (State.SEATED, Action.CANCEL): (State.CANCELLED, Mover.PERSON),
    (State.WAITING, Action.CANCEL): (State.CANCELLED, Mover.PERSON),
    (State.SEATED, Action.STRIKE): (State.CANCELLED, Mover.OFFICER),
    (State.WAITING, Action.STRIKE): (State.CANCELLED, Mover.OFFICER),
    (State.OFFERED, Action.STRIKE): (State.CANCELLED, Mover.OFFICER),
}
FIRST = date(2026, 5, 4)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_pair_is_either_legal_or_refused(state, action):
    if (state, action) in LEGAL:
        move = LIFECYCLE.move(state, action)
        assert (move.target, move.permission) == LEGAL[state, action]
        assert move.needs_reason is (action is Action.STRIKE)
    else:
        with pytest.raises(Conflict, match="illegal"):
            LIFECYCLE.move(state, action)


def test_only_seated_and_offered_ones_take_a_seat_and_nothing_comes_of_the_ended():
    assert set(TAKING) == {State.SEATED, State.OFFERED}
    assert set(OPEN) == {state for state in State if LIFECYCLE.actions(state)}


@pytest.mark.parametrize(
    ("free", "waiting", "state"),
    [(1, 0, State.SEATED), (0, 0, State.WAITING), (3, 1, State.WAITING), (0, 5, State.WAITING)],
)
def test_nobody_is_seated_past_somebody_who_waits(free, waiting, state):
    assert begins_as(free, waiting) is state


def test_seats_that_were_taken_away_again_are_not_fewer_than_none():
    assert [free_seats(10, 4), free_seats(3, 4), free_seats(None, 0)] == [6, 0, 0]


def test_an_offer_stands_two_days_and_never_past_the_morning_of_the_first():
    early = datetime(2026, 4, 1, 3, tzinfo=UTC)
    assert offered_until(early, FIRST, ZONE) == early + timedelta(hours=48)
    morning = datetime(2026, 5, 3, 16, tzinfo=UTC)  # midnight in Bontang
    assert offered_until(morning - timedelta(hours=5), FIRST, ZONE) == morning
    assert offered_until(morning, FIRST, ZONE) is None


def test_people_are_marked_on_each_day_and_of_a_long_cohort_on_those_of_its_plan():
    two = FIRST + timedelta(days=1)
    assert days_between(FIRST, two, []) == days_between(FIRST, two, [two]) == [FIRST, two]
    weekly = [FIRST + timedelta(days=7 * week) for week in (3, 1, 9)]
    assert days_between(FIRST, FIRST + timedelta(days=90), weekly) == sorted(weekly)


def test_each_day_of_each_cohort_has_a_code_of_its_own():
    codes = {day_code("s", cohort, FIRST + timedelta(days=day)) for cohort in range(20) for day in range(20)}
    assert len(codes) == 400 and all(len(code) == CODE_LENGTH for code in codes)
    assert day_code("s", 1, FIRST) == day_code("s", 1, FIRST) != day_code("t", 1, FIRST)


@pytest.mark.parametrize(("days", "told"), [(3, False), (2, True), (1, True), (0, False), (-1, False)])
def test_people_are_reminded_in_the_two_days_before(days, told):
    assert is_reminded(FIRST, FIRST - timedelta(days=days)) is told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti Aminah", "siti  aminah"),
        ("Siti Aminah", "Aminah Siti"),
        ("Ibu Siti Aminah", "Hj. Sitti Aminnah"),
        ("Soekarni", "Sukarni"),
        ("Nurhayati Syarif", "Nurhayati Sarip"),
        ("Fitriyah", "Fitria"),
        ("Khadijah", "Hadija"),
        ("Ny. Dwi Astuti", "DWI ASTUTI"),
    ],
)
def test_two_spellings_of_a_name_have_one_key(one, other):
    assert name_key(one) == name_key(other) != ""


def test_other_names_have_other_keys_and_no_key_is_empty_or_too_long():
    assert name_key("Siti Aminah") != name_key("Siti Aisyah")
    assert name_key("Bu") == "bu" and len(name_key("Ab" * 300)) <= MAX_NAME
