"""Spans of the book, and days a sale can have."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.sales.rules import month_at, months_of, read_span, wrong_day, year_at

DAYS = st.dates(date(2000, 1, 1), date(2998, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_month_and_the_name_leads_back(day):
    month = month_at(day)
    assert month.first <= day < month.after
    assert read_span(month.name) == month
    assert not month.is_year


@given(DAYS)
def test_the_months_of_a_year_follow_each_other_without_a_gap(day):
    year = year_at(day.year)
    months = months_of(year)
    assert year.is_year and read_span(year.name) == year
    assert len(months) == 12 and months[0].first == year.first and months[-1].after == year.after
    assert all(one.after == following.first for one, following in pairwise(months))


@pytest.mark.parametrize(
    "text", ["", "26", "2026-13", "2026-1", "1999-12", "2026-01-01", "２０２６", "2026-01\n"]
)
def test_what_is_neither_a_year_nor_a_month_is_refused(text):
    with pytest.raises(ValueError, match="neither a year"):
        read_span(text)


def test_a_sale_lies_neither_ahead_nor_in_another_century():
    today = date(2026, 4, 14)
    assert wrong_day(today, today) == ""
    assert wrong_day(today + timedelta(days=1), today) == "sale.future"
    assert wrong_day(date(1999, 12, 31), today) == "sale.long_ago"
