"""A calendar file as RFC 5545 asks for: hours in UTC, days whole, texts escaped, lines folded."""

from __future__ import annotations

from datetime import date, time

from marketplace.registrations.calendar import Event, calendar
from tests.conftest import NOON

DAY = date(2026, 5, 4)


def written(**changes):
    event = Event(**({"uid": "1@x", "on": DAY, "begins": None, "ends": None, "title": "Kelas"} | changes))
    return calendar([event], maker="Terajut", at=NOON, timezone="Asia/Makassar")


def test_a_day_without_hours_is_a_whole_day():
    assert written().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Terajut//ID",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:1@x",
        "DTSTAMP:20260414T011200Z",
        "DTSTART;VALUE=DATE:20260504",
        "DTEND;VALUE=DATE:20260505",
        "SUMMARY:Kelas",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_hours_are_those_of_the_installations_wall_clock():
    assert "DTSTART:20260504T000000Z\r\nDTEND:20260504T081500Z" in written(begins=time(8), ends=time(16, 15))
    assert "DTSTART:20260504T000000Z\r\nDTEND:20260504T010000Z" in written(begins=time(8))


def test_signs_with_a_meaning_are_escaped_so_that_no_text_adds_a_line():
    text = written(title="a;b,c\\d\nEND:VEVENT\r\nX", place="")
    assert "SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT\\nX\r\n" in text and "LOCATION" not in text


def test_long_lines_are_folded_between_characters_and_unfold_to_what_they_were():
    long = "é→𝄞 kata " * 40
    lines = written(text=long).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert f"DESCRIPTION:{long}" in "\r\n".join(lines).replace("\r\n ", "")
