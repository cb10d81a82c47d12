"""How hours are said: neighbouring days together, and when she answers again."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from flask_babel import force_locale

from marketplace.artisans.hour_words import answers_again, hours_sentence, hours_words
from marketplace.artisans.models import ReplyHours
from marketplace.artisans.rules import FormOfAddress

DAY = (time(8), time(17))
WORKDAYS = dict.fromkeys(range(5), DAY) | {5: (time(9), time(12))}
ZONE = ZoneInfo("Asia/Makassar")


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


def artisan_with(make, week, **values):
    rows = [ReplyHours(weekday=day, opens=opens, closes=closes) for day, (opens, closes) in week.items()]
    return make.artisan(name="Siti Rahma", form_of_address=FormOfAddress.BU, reply_hours=rows, **values)


@pytest.mark.parametrize(
    ("week", "indonesian", "english"),
    [
        (WORKDAYS, "Senin–Jumat 08.00–17.00, Sabtu 09.00–12.00", "Monday–Friday 08:00–17:00, Saturday 09:00–12:00"),
        (dict.fromkeys(range(7), DAY), "setiap hari 08.00–17.00", "every day 08:00–17:00"),
        ({0: DAY, 2: DAY}, "Senin 08.00–17.00, Rabu 08.00–17.00", "Monday 08:00–17:00, Wednesday 08:00–17:00"),
        ({6: (time(20), time())}, "Minggu 20.00–24.00", "Sunday 20:00–24:00"),
        ({6: (time(20), time(2))}, "Minggu 20.00–02.00", "Sunday 20:00–02:00"),
    ],
)  # fmt: skip
def test_days_with_the_same_hours_are_named_together(week, indonesian, english):
    with force_locale("id"):
        assert hours_words(week) == indonesian
    with force_locale("en"):
        assert hours_words(week) == english


def test_hours_are_said_with_her_name_and_the_zone_and_only_where_recorded(make):
    with force_locale("id"):
        assert hours_sentence(artisan_with(make, {0: DAY})) == "Bu Siti menjawab Senin 08.00–17.00 WITA."
        assert hours_sentence(make.artisan()) == ""


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [
        (10, 7, "Bu Siti menjawab lagi hari ini mulai pukul 08.00 WITA."),
        (10, 12, ""),
        (10, 18, "Bu Siti menjawab lagi besok mulai pukul 09.00 WITA."),
        (11, 12, "Bu Siti menjawab lagi hari Senin, 13 April 2026 mulai pukul 08.00 WITA."),
    ],
)
def test_outside_her_hours_it_is_said_when_she_answers_again(make, day, hour, said):
    at = datetime(2026, 4, day, hour, tzinfo=ZONE)
    with force_locale("id"):
        assert answers_again(artisan_with(make, WORKDAYS), at) == said


def test_on_a_break_and_without_hours_nothing_is_said_of_the_next_hours(make):
    at = datetime(2026, 4, 10, 18, tzinfo=ZONE)
    assert answers_again(make.artisan(), at) == ""
    away = artisan_with(make, WORKDAYS, paused_from=date(2026, 4, 9), paused_until=date(2026, 4, 20))
    assert answers_again(away, at) == ""


def test_hours_that_would_begin_in_a_break_begin_after_it(make):
    artisan = artisan_with(make, WORKDAYS, paused_from=date(2026, 4, 11), paused_until=date(2026, 4, 20))
    with force_locale("en"):
        said = answers_again(artisan, datetime(2026, 4, 10, 18, tzinfo=ZONE))
    assert said == "Bu Siti answers again on Monday, 20 April 2026 from 08:00 WITA (UTC+8)."
