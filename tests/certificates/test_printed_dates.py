"""Dates as people copy them from paper."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certificates.printed_dates import read_printed_date

DAYS = st.dates(date(2004, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(["d MMMM y", "d MMM y", "dd-MM-y", "d/M/y", "d.M.y", "y-MM-dd", "d  MMMM,  y"]))
def test_every_day_is_read_back_in_both_languages(day: date, pattern: str) -> None:
    for locale in ("id", "en"):
        assert read_printed_date(str(format_date(day, pattern, locale=locale))) == day


@pytest.mark.parametrize(
    "text",
    ["Jakarta, 31 Oktober 2025", "31 OKTOBER 2025.", "31st October 2025", "October 31, 2025", "31 Okt. 2025"],
)
def test_printed_forms(text: str) -> None:
    assert read_printed_date(text) == date(2025, 10, 31)


@pytest.mark.parametrize("text", ["5 Nopember 2024", "5 Pebruari 2024", "5 Agt 2024", "5 Mei 2024"])
def test_old_and_short_month_names(text: str) -> None:
    assert read_printed_date(text).day == 5


@pytest.mark.parametrize(
    "text",
    ["", "besok", "31 Oktuber 2025", "30 Februari 2025", "31-10-25", "13/31/2025", "2025", "٣١-١٠-٢٠٢٥x"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        read_printed_date(text)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(read_printed_date(text), date)
