"""Who may apply: each part of the rule by itself, together, and never by an invalid certificate."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.opportunities.eligibility import About, Facts, Held, Part, Rule, lies_in, verdict

DAY = timedelta(days=1)
NEEDED = date(2028, 5, 1)
KNIT, SEW = {"A": "Merajut"}, {"B": "Menjahit"}
VALID = Held(True, NEEDED, KNIT)
OVER = Held(False, NEEDED + 900 * DAY, KNIT | SEW)


def holds(rule, *certificates, place=None):
    return verdict(rule, Facts(tuple(certificates), place)).eligible


def test_an_empty_rule_is_open_to_everybody():
    assert Rule().is_empty and holds(Rule()) and verdict(Rule(), Facts()).parts == ()
    assert not any(one.is_empty for one in (Rule(units=("A",)), Rule(valid=True), Rule(areas=("64",))))


def test_a_unit_counts_on_a_valid_certificate_alone_and_any_of_them_will_do():
    rule = Rule(units=("X", "A"))
    assert holds(rule, VALID) and not holds(rule, OVER) and not holds(rule, Held(True, NEEDED, SEW))
    assert verdict(rule, Facts((VALID,))).parts == (Part(About.UNIT, True, units=("Merajut",)),)


@pytest.mark.parametrize(("days", "enough"), [(-1, False), (0, True), (1, True)])
def test_the_last_day_needed_counts(days, enough):
    found = verdict(Rule(until=NEEDED), Facts((Held(True, NEEDED + days * DAY, {}),)))
    assert found.eligible is enough and found.parts[0].until == NEEDED + days * DAY


def test_valid_until_asks_for_a_valid_one_and_takes_the_place_of_valid():
    assert not holds(Rule(until=NEEDED), OVER) and not holds(Rule(valid=True), OVER)
    assert holds(Rule(valid=True), VALID) and not holds(Rule(valid=True))
    assert [part.about for part in verdict(Rule(valid=True, until=NEEDED), Facts()).parts] == [About.UNTIL]


def test_two_halves_do_not_make_a_whole():
    short, long = Held(True, NEEDED - DAY, KNIT), Held(True, NEEDED + DAY, SEW)
    assert not holds(Rule(units=("A",), until=NEEDED), short, long)
    assert holds(Rule(units=("A", "B"), until=NEEDED), short, long)


def test_a_city_means_every_kelurahan_of_it_and_no_look_alike():
    assert lies_in("64.74.01.1001", ["64.74"]) and lies_in("64.74.01.1001", ["64.74.01.1001"])
    assert (
        not lies_in("64.7", ["64.74"]) and not lies_in("64.741", ["64.74"]) and not lies_in(None, ["64.74"])
    )
    assert not holds(Rule(areas=("64.74",)), VALID) and holds(Rule(areas=("64.74",)), place="64.74.02.1001")


HELD = st.builds(
    Held,
    st.booleans(),
    st.none() | st.dates(NEEDED - 3 * DAY, NEEDED + 3 * DAY),
    st.dictionaries(st.sampled_from("ABC"), st.just("x")),
)
RULES = st.builds(
    Rule,
    st.lists(st.sampled_from("ABC"), unique=True, max_size=2).map(tuple),
    st.booleans(),
    st.none() | st.just(NEEDED),
    st.just(()),
)


@given(RULES, st.lists(HELD, max_size=4).map(tuple))
def test_somebody_is_eligible_exactly_when_one_valid_certificate_does_all_that_is_asked(rule, held):
    def does(one):
        has = not rule.units or any(key in one.units for key in rule.units)
        lasts = rule.until is None or (one.until is not None and one.until >= rule.until)
        return one.valid and has and lasts

    assert verdict(rule, Facts(held)).eligible is (rule.is_empty or any(does(one) for one in held))
