"""Money, dates, times and numbers as each language writes them, on the installation's own clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from marketplace.web import formatting
from tests.conftest import NOON

Speak = Callable[[str], AbstractContextManager[None]]
LATE = datetime(2026, 10, 30, 16, 5, tzinfo=UTC)
"""Already the 31st in Bontang, still the 30th in Jakarta and in London."""


@pytest.fixture
def speak(app: Flask) -> Speak:
    @contextmanager
    def words_in(locale: str) -> Iterator[None]:
        with app.app_context(), force_locale(locale):
            yield

    return words_in


@pytest.mark.parametrize(
    ("locale", "long", "short", "moment"),
    [
        ("id", "31 Oktober 2026", "31 Okt 2026", "31 Oktober 2026, 00.05 WITA"),
        ("en", "31 October 2026", "31 Oct 2026", "31 October 2026, 00:05 WITA (UTC+8)"),
    ],
)
def test_a_moment_is_shown_on_the_day_and_clock_of_the_city(
    speak: Speak, locale: str, long: str, short: str, moment: str
) -> None:
    with speak(locale):
        day = formatting.day_of(LATE)
        assert day == date(2026, 10, 31)
        assert (formatting.date_long(day), formatting.date_short(day)) == (long, short)
        assert formatting.moment(LATE) == moment


@pytest.mark.parametrize(
    ("zone", "indonesian", "english"),
    [
        ("Asia/Jakarta", "WIB", "WIB (UTC+7)"),
        ("Asia/Makassar", "WITA", "WITA (UTC+8)"),
        ("Asia/Jayapura", "WIT", "WIT (UTC+9)"),
        ("UTC", "UTC", "UTC (UTC+0)"),
        ("Asia/Kolkata", "IST", "IST (UTC+5:30)"),
        ("America/St_Johns", "NDT", "NDT (UTC-2:30)"),
        ("America/New_York", "EDT", "EDT (UTC-4)"),
    ],
)
def test_every_zone_has_its_name_and_foreigners_are_told_the_distance(
    speak: Speak, changed_settings: Callable[..., None], zone: str, indonesian: str, english: str
) -> None:
    changed_settings(timezone=zone)
    with speak("id"):
        assert formatting.zone_name(NOON) == indonesian
    with speak("en"):
        assert formatting.zone_name(NOON) == english


def test_a_time_of_day_is_no_moment_and_is_not_moved(speak: Speak) -> None:
    with speak("id"):
        assert formatting.time_short(time(8)) == "08.00"
        assert formatting.time_short(NOON) == "09.12"
    with speak("en"):
        assert formatting.time_short(time(8)) == "08:00"


AGES = [
    (timedelta(hours=-1), "1 menit", "1 minute"),
    (timedelta(0), "1 menit", "1 minute"),
    (timedelta(seconds=119), "1 menit", "1 minute"),
    (timedelta(minutes=2), "2 menit", "2 minutes"),
    (timedelta(minutes=59, seconds=59), "59 menit", "59 minutes"),
    (timedelta(hours=1), "1 jam", "1 hour"),
    (timedelta(hours=23, minutes=59), "23 jam", "23 hours"),
    (timedelta(days=1), "1 hari", "1 day"),
    (timedelta(days=400), "400 hari", "400 days"),
]


@pytest.mark.parametrize(("age", "indonesian", "english"), AGES)
def test_an_age_is_told_in_its_largest_whole_unit(
    speak: Speak, age: timedelta, indonesian: str, english: str
) -> None:
    with speak("id"):
        assert formatting.ago(NOON - age) == indonesian
    with speak("en"):
        assert formatting.ago(NOON - age) == english


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (Decimal("34.0"), "34", "34"),
        (Decimal("34.50"), "34,5", "34.5"),
        (34.1, "34,1", "34.1"),
        (0.3, "0,3", "0.3"),
        (1200, "1200", "1200"),
        (Decimal("1E+3"), "1000", "1000"),
        (0, "0", "0"),
        (Decimal("0.00"), "0", "0"),
        (None, "", ""),
    ],
)
def test_a_measure_has_no_needless_zeros(
    speak: Speak, number: Decimal | float | None, indonesian: str, english: str
) -> None:
    with speak("id"):
        assert formatting.decimal(number) == indonesian
    with speak("en"):
        assert formatting.decimal(number) == english


@profile(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(number=st.decimals(0, 10_000, places=2))
def test_a_measure_read_back_is_the_same(speak: Speak, number: Decimal) -> None:
    with speak("id"):
        assert Decimal(formatting.decimal(number).replace(",", ".")) == number


def test_what_was_not_recorded_is_shown_as_nothing(speak: Speak) -> None:
    with speak("id"):
        shown = [
            formatting.rupiah(None),
            formatting.date_long(None),
            formatting.date_short(None),
            formatting.time_short(None),
            formatting.moment(None),
            formatting.mobile(None),
            formatting.mobile(""),
        ]
        assert shown == [""] * len(shown)
        assert formatting.day_of(None) is None
        assert formatting.rupiah(0) == "Rp0"


@pytest.mark.parametrize("locale", ["id", "en"])
def test_money_is_written_alike_in_both_languages(speak: Speak, locale: str) -> None:
    with speak(locale):
        assert formatting.rupiah(1_285_000) == "Rp1.285.000"
        assert formatting.mobile("+6281234567890") == "0812-3456-7890"


def test_the_lowest_of_several_prices_says_so(speak: Speak) -> None:
    for locale, said in (("id", "mulai Rp285.000"), ("en", "from Rp285.000")):
        with speak(locale):
            assert formatting.from_price(285_000, True) == said
            assert formatting.from_price(285_000, False) == "Rp285.000"
            assert formatting.from_price(None, True) == ""
