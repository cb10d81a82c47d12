"""The two days a proposal lives."""

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.proposals.rules import Answer, is_open, lapses_at

MADE = datetime(2026, 4, 14, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "open_"),
    [
        (timedelta(0), True),
        (timedelta(hours=48), True),
        (timedelta(hours=48, microseconds=1), False),
        (timedelta(days=400), False),
    ],
)
def test_it_waits_for_48_hours_and_the_last_moment_counts(after: timedelta, open_: bool) -> None:
    assert is_open(MADE, None, MADE + after) is open_


@pytest.mark.parametrize("answer", Answer)
def test_what_was_answered_waits_no_more(answer: Answer) -> None:
    assert not is_open(MADE, answer, MADE)


def test_it_lapses_two_days_later() -> None:
    assert lapses_at(MADE) == datetime(2026, 4, 16, 1, 12, tzinfo=UTC)
