"""The lifecycle of cohorts for all pairs, days that fit, figures that tell about nobody."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.errors import Conflict
from marketplace.programmes.rules import (
    FEWEST,
    TRANSITIONS,
    CohortAction,
    CohortState,
    DayLine,
    Figure,
    after,
    figures_shown,
    is_open,
    lacking_for_publication,
    possible,
    wrong_days,
    wrong_figures,
)

ONE, TWO, THREE = date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)
PUBLISHED = CohortState.PUBLISHED


@pytest.mark.parametrize("state", CohortState)
@pytest.mark.parametrize("action", CohortAction)
def test_every_pair_of_state_and_step_is_in_the_table_or_refused(state, action):
    known = {
        ("draft", "publish"): "published",
        ("draft", "archive"): "archived",
        ("published", "withdraw"): "draft",
        ("published", "close"): "closed",
        ("closed", "reopen"): "published",
        ("closed", "archive"): "archived",
        ("archived", "bring_back"): "closed",
    }
    wanted = known.get((state.value, action.value))
    if wanted is None:
        with pytest.raises(Conflict, match="not_possible"):
            after(state, action)
        assert action not in possible(state)
    else:
        assert after(state, action).value == wanted and action in possible(state)


def test_from_every_state_a_visitor_can_see_there_is_a_way_to_every_other():
    reached = {CohortState.DRAFT}
    while more := {to for (state, _), to in TRANSITIONS.items() if state in reached} - reached:
        reached |= more
    assert reached == set(CohortState)


@pytest.mark.parametrize(
    ("first", "last", "days", "register", "wanted"),
    [
        (ONE, THREE, [], (None, None), {}),
        (TWO, ONE, [], (None, None), {"last_on": "programmes.last_before_first"}),
        (ONE, TWO, [DayLine(THREE)], (None, None), {"day_on": "programmes.day_outside"}),
        (ONE, TWO, [DayLine(ONE), DayLine(ONE)], (None, None), {"day_on": "programmes.day_twice"}),
        (
            ONE,
            TWO,
            [DayLine(ONE, time(9), time(9))],
            (None, None),
            {"day_on": "programmes.ends_before_it_begins"},
        ),
        (ONE, TWO, [DayLine(ONE, time(9))], (ONE, TWO), {}),
        (ONE, TWO, [], (TWO, ONE), {"register_until": "programmes.registration_ends_first"}),
        (ONE, TWO, [], (ONE, THREE), {"register_until": "programmes.registration_too_long"}),
        (ONE, TWO, [], (ONE, None), {"register_until": "programmes.registration_without_end"}),
        (ONE, TWO, [], (None, ONE), {}),
    ],
)
def test_days_that_do_not_fit_are_named(first, last, days, register, wanted):
    assert wrong_days(first, last, days, register) == wanted


FIGURES = st.dictionaries(st.sampled_from(Figure), st.integers(0, 60))


@given(FIGURES)
def test_a_figure_above_one_it_is_a_part_of_is_refused_and_no_other(figures):
    order = list(Figure)
    for figure in order:
        wider = [figures[other] for other in order[: order.index(figure)] if other in figures]
        is_wrong = figure in figures and any(figures[figure] > number for number in wider)
        assert (figure.value in wrong_figures(figures)) is is_wrong


@given(FIGURES)
def test_no_figure_and_no_difference_tells_about_fewer_than_five(figures):
    if wrong_figures(figures):
        return
    shown = figures_shown(figures)
    assert all(figures[figure] == number >= FEWEST for figure, number in shown.items())
    numbers = list(shown.values())
    assert all(one == other or abs(one - other) >= FEWEST for one in numbers for other in numbers)


def test_of_two_figures_that_are_too_near_the_wider_one_stays():
    figures = {Figure.PARTICIPANTS: 26, Figure.ASSESSED: 24, Figure.COMPETENT: 21, Figure.CERTIFIED: 0}
    assert figures_shown(figures) == {Figure.PARTICIPANTS: 26, Figure.COMPETENT: 21}
    assert figures_shown({Figure.ASSESSED: 26, Figure.COMPETENT: 26}) == {
        Figure.ASSESSED: 26,
        Figure.COMPETENT: 26,
    }


def test_a_title_in_both_languages_is_needed_before_visitors_see_it():
    assert lacking_for_publication({"title": "A", "title_en": " "}) == {"title_en": "programmes.title_en"}
    assert lacking_for_publication({"title": "A", "title_en": "B"}) == {}


@pytest.mark.parametrize(
    ("state", "begins", "ends", "seats", "wanted"),
    [
        (PUBLISHED, None, TWO, 3, True),
        (PUBLISHED, TWO, TWO, 3, True),
        (PUBLISHED, THREE, THREE, 3, False),
        (PUBLISHED, None, ONE, 3, False),
        (PUBLISHED, None, None, 3, False),
        (PUBLISHED, None, TWO, None, False),
        *((state, None, TWO, 3, False) for state in CohortState if state is not PUBLISHED),
    ],
)
def test_people_can_register_while_it_is_published_has_seats_and_the_days_say_so(
    state, begins, ends, seats, wanted
):
    assert is_open(state, begins, ends, seats, TWO) is wanted
