"""The dry run: one outcome for each row, and a fingerprint of what was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from marketplace.rosters.judging import fingerprint, judge
from marketplace.rosters.rules import Entry, Flaw, Outcome, Problem, Result

ONE = Entry(
    number=2,
    holder_name="Siti",
    certificate_no="00000 0000 0 0000001 2025",
    scheme="Tas",
    issue_date=date(2025, 10, 31),
    valid_until=date(2028, 10, 31),
)
KEY = "000000000000000012025"


def outcomes(*entries: Entry, known=None, recorded=(), not_yet=()) -> list[Outcome]:
    return [one.outcome for one in judge(entries, known or {}, set(recorded), set(not_yet))]


def test_a_number_nobody_has_is_new():
    assert outcomes(ONE) == [Outcome.NEW]


def test_a_known_row_is_the_same_or_differs_by_name():
    assert outcomes(ONE, known={KEY: ONE}) == [Outcome.SAME]
    (judged,) = judge([ONE], {KEY: replace(ONE, scheme="Topi")}, set(), set())
    assert (judged.outcome, judged.fields) == (Outcome.DIFFERS, ("scheme",))


def test_a_known_row_that_was_claimed_is_the_same_though_it_is_a_record():
    assert outcomes(ONE, known={KEY: ONE}, recorded=[KEY]) == [Outcome.SAME]


def test_every_row_of_a_number_that_stands_twice_is_a_duplicate():
    other = replace(ONE, number=3, certificate_no="0000000000.0000001.2025")
    assert outcomes(ONE, other) == [Outcome.DUPLICATE] * 2


def test_a_recorded_number_is_a_duplicate():
    (judged,) = judge([ONE], {}, {KEY}, set())
    assert (judged.outcome, judged.recorded) == (Outcome.DUPLICATE, True)


def test_a_row_with_a_problem_is_an_error_before_anything_else():
    assert outcomes(replace(ONE, problems=(Problem(Flaw.MISSING),)), known={KEY: ONE}) == [Outcome.ERROR]


def test_somebody_not_yet_competent_is_new_once():
    bare = Entry(number=3, result=Result.NOT_YET, holder_name="Rosa", scheme="Tas")
    assert outcomes(bare) == [Outcome.NEW]
    assert outcomes(bare, not_yet=[("Rosa", "Tas")]) == [Outcome.SAME]


def test_the_fingerprint_tells_outcomes_apart():
    seen = judge([ONE], {}, set(), set())
    assert fingerprint(seen) == fingerprint(judge([ONE], {}, set(), set()))
    assert fingerprint(seen) != fingerprint(judge([ONE], {KEY: ONE}, set(), set()))
