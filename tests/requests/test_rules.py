"""The steps of a request, its days, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from marketplace.kit.errors import Conflict
from marketplace.requests import rules
from marketplace.requests.rules import LIFECYCLE, Action, State

TODAY = date(2026, 4, 14)


@dataclass
class Piece:
    quantity: int
    counts: bool = True


def test_only_a_filled_request_opens_again_and_every_other_end_is_one():
    assert LIFECYCLE.move(State.FILLED, Action.REOPEN).target is State.OPEN
    for state in (State.CLOSED, State.CANCELLED, State.LAPSED):
        assert LIFECYCLE.actions(state) == []
    with pytest.raises(Conflict):
        LIFECYCLE.move(State.FILLED, Action.CANCEL)


@pytest.mark.parametrize(
    ("taken", "by_buyer", "by_day"),
    [(0, State.CANCELLED, State.LAPSED), (3, State.CLOSED, State.CLOSED)],
)
def test_how_it_ends_hangs_on_whether_anything_was_taken(taken, by_buyer, by_day):
    assert LIFECYCLE.move(State.OPEN, rules.buyer_ends_by(taken)).target is by_buyer
    assert LIFECYCLE.move(State.OPEN, rules.day_ends_by(taken)).target is by_day


def test_the_last_day_counts_and_the_next_one_does_not():
    assert rules.takes_more(State.OPEN, TODAY, TODAY)
    assert not rules.takes_more(State.OPEN, TODAY, TODAY + timedelta(days=1))
    assert not rules.takes_more(State.FILLED, TODAY, TODAY)


@pytest.mark.parametrize(("days", "weeks"), [(0, 1), (6, 1), (7, 2), (13, 2), (14, 3)])
def test_begun_weeks_count_whole(days, weeks):
    assert rules.weeks_until(TODAY, TODAY + timedelta(days=days)) == weeks


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ((TODAY, TODAY), {}),
        ((TODAY - timedelta(days=1), None), {"needed_on": "request.past"}),
        ((TODAY + timedelta(days=400), None), {"needed_on": "request.far"}),
        ((None, TODAY - timedelta(days=1)), {"closes_on": "request.past"}),
        ((None, TODAY + timedelta(days=61)), {"closes_on": "request.closes_far"}),
        ((TODAY, TODAY + timedelta(days=1)), {"closes_on": "request.closes_late"}),
    ],
)
def test_days_that_cannot_be_are_named(days, wrong):
    assert rules.wrong_days(*days, TODAY) == wrong


def test_a_request_to_one_ends_with_the_day_it_is_wished_for():
    assert rules.last_day_of_one(TODAY, None) == TODAY + rules.OF_ONE
    assert rules.last_day_of_one(TODAY, TODAY + timedelta(days=3)) == TODAY + timedelta(days=3)


def test_what_was_called_off_is_not_taken():
    assert rules.taken([Piece(5), Piece(7, counts=False), Piece(2)]) == 7


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Kirim ke rina@contoh.invalid", "email"),
        ("Lihat https://contoh.invalid/tas", "link"),
        ("Telepon 0812 0000 0001", "phone"),
        ("Dua warna, tali 120 cm", None),
    ],
)
def test_ways_to_be_reached_are_found(text, way):
    assert rules.contact_in(text) == way
