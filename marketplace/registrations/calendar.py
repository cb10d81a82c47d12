"""The days of a cohort as a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_LONGEST_LINE = 75
"""Octets, without the line break (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One day: all of it where no hour was written down, an hour long where only its beginning was."""

    uid: str
    on: date
    begins: time | None
    ends: time | None
    title: str
    text: str = ""
    place: str = ""


def calendar(events: Sequence[Event], *, maker: str, at: datetime, timezone: str) -> str:
    """Return the file's text; hours are of the wall clock in `timezone` and written in UTC, as readers know it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_escaped(maker)}//ID", "METHOD:PUBLISH"]
    for event in events:
        lines += _event(event, at, ZoneInfo(timezone))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event, at: datetime, zone: ZoneInfo) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_utc(at)}"
    if event.begins is None:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    else:
        begins = datetime.combine(event.on, event.begins, zone)
        ends = datetime.combine(event.on, event.ends, zone) if event.ends else begins + timedelta(hours=1)
        yield f"DTSTART:{_utc(begins)}"
        yield f"DTEND:{_utc(ends)}"
    for name, text in (("SUMMARY", event.title), ("DESCRIPTION", event.text), ("LOCATION", event.place)):
        if text:
            yield f"{name}:{_escaped(text)}"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Return a text as a value (RFC 5545, 3.3.11)."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """Cut a long line between characters; each piece after the first begins with a blank."""
    piece, room = "", _LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield piece
            piece, room = " ", _LONGEST_LINE - 1
        piece, room = piece + letter, room - size
    yield piece
