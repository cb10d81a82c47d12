"""When a letter may go out, on the wall clock of whoever reads it. Pure: moments in UTC go in and come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONES: Mapping[str, str] = {
    "Asia/Jakarta": "WIB · Jakarta",
    "Asia/Makassar": "WITA · Bontang, Makassar",
    "Asia/Jayapura": "WIT · Jayapura",
    "Asia/Singapore": "Singapore · Kuala Lumpur",
    "Asia/Tokyo": "Tokyo",
    "Australia/Sydney": "Sydney",
    "Europe/Amsterdam": "Amsterdam",
    "Europe/London": "London",
    "America/New_York": "New York",
    "America/Los_Angeles": "Los Angeles",
}
"""The zones that are offered, by IANA name: Indonesia's three first. Cities are called the same in both languages."""
USUAL_HOUR = 7


def offered(*own: str) -> dict[str, str]:
    """Return the zones to choose from: those of an account and its installation first, by their names if need be."""
    return {zone: ZONES.get(zone, zone) for zone in own if zone not in ZONES} | dict(ZONES)


@dataclass(frozen=True, slots=True)
class Hours:
    """An account's hours, whole ones from 0 to 23. No quiet hours where both are None."""

    zone: str
    digest: int = USUAL_HOUR
    quiet_from: int | None = None
    quiet_until: int | None = None

    def after_quiet(self, at: datetime) -> datetime:
        """Return `at`, or the end of the quiet hours it lies in; they may reach over midnight."""
        if self.quiet_from is None or self.quiet_until is None:
            return at
        hour = at.astimezone(ZoneInfo(self.zone)).hour
        begun = (hour - self.quiet_from) % 24
        if begun >= (self.quiet_until - self.quiet_from) % 24:
            return at
        return self._next(at, self.quiet_until)

    def next_digest(self, at: datetime) -> datetime:
        """Return the next hour of the digest after `at`; the end of quiet hours where it lies in them."""
        return self.after_quiet(self._next(at, self.digest))

    def _next(self, at: datetime, hour: int) -> datetime:
        """Return the first moment after `at` at which the wall clock shows the hour, also where clocks change."""
        zone = ZoneInfo(self.zone)
        today = at.astimezone(zone).date()
        for day in (today, today + timedelta(days=1)):
            moment = datetime.combine(day, time(hour), zone).astimezone(UTC)
            if moment > at:
                return moment
        return moment + timedelta(days=1)
