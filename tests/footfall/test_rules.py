"""Two weeks side by side: what was not counted is no zero."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from marketplace.footfall.rules import WEEK, Kind, days_shown, fortnight

TODAY = date(2026, 4, 14)


def test_fourteen_days_end_today():
    days = days_shown(TODAY)
    assert (days[0], days[-1], len(days)) == (date(2026, 4, 1), TODAY, 2 * WEEK)


@given(
    st.dictionaries(st.integers(0, 30).map(lambda back: TODAY - timedelta(days=back)), st.integers(1, 999)),
    st.none() | st.integers(-3, 40).map(lambda back: TODAY - timedelta(days=back)),
)
def test_every_day_is_in_one_week_and_days_before_counting_are_in_none(counts, since):
    told = fortnight(Kind.SEEN, counts, TODAY, since)
    first = since or TODAY
    for day, number in told.days:
        assert number == (counts.get(day, 0) if day >= first else None)
    shown = {day: number for day, number in counts.items() if first <= day and day in days_shown(TODAY)}
    newer = sum(number for day, number in shown.items() if TODAY - day < timedelta(days=WEEK))
    assert told.this_week == newer
    if first <= days_shown(TODAY)[0]:
        assert told.last_week == sum(shown.values()) - newer
    else:
        assert told.last_week is None
    assert told.most == max(shown.values(), default=0)
