"""When a holder is told, and by when to register."""

from datetime import date

import pytest

from marketplace.kit.dates import add_months
from marketplace.renewals.rules import REMINDER_DAYS, is_due, reached, register_by


@pytest.mark.parametrize(
    ("days_left", "reminder"),
    [(-1, None), (0, 7), (7, 7), (8, 30), (30, 30), (31, 90), (90, 90), (91, 180), (180, 180), (181, None)],
)
def test_the_tightest_reminder_whose_day_has_come(days_left, reminder):
    assert reached(days_left) == reminder


def test_day_by_day_each_reminder_is_sent_once_and_in_order():
    sent, told = [], None
    for days_left in range(400, -30, -1):
        if is_due(days_left, told):
            told = reached(days_left)
            sent.append((days_left, told))
    assert sent == [(days, days) for days in REMINDER_DAYS]


@pytest.mark.parametrize("start", range(180, -1, -1))
def test_after_a_pause_only_the_tightest_is_sent(start):
    told = None
    sent = []
    for days_left in (start, start - 1, start - 1):
        if is_due(days_left, told):
            told = reached(days_left)
            sent.append(told)
    assert sent[0] == reached(start)
    assert sent == sorted(set(sent), reverse=True)


@pytest.mark.parametrize(
    ("issued", "months", "latest"),
    [
        (date(2025, 10, 31), 36, date(2028, 9, 30)),
        (date(2024, 2, 29), 36, date(2027, 1, 28)),
        (date(2024, 2, 29), 48, date(2028, 1, 29)),
        (date(2026, 6, 12), 60, date(2031, 5, 12)),
    ],
)
def test_registering_a_month_before_leaves_no_gap(issued, months, latest):
    assert register_by(add_months(issued, months)) == latest
