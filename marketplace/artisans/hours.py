"""When an artisan answers: the one place that writes it. Times are those of the site's wall clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.models import Artisan, ReplyHours
from marketplace.artisans.weeks import Away, Week
from marketplace.database.session import session
from marketplace.kit.clock import local_day
from marketplace.kit.errors import Invalid

LONG_AGO = date(2000, 1, 1)
"""The first day of a break of which only the return was written down."""


def keep(artisan: Artisan, days: Mapping[int, tuple[time | None, time | None]], *, actor: Actor) -> None:
    """Write down when she answers on each weekday; a day with neither time is closed, a week without any not recorded.

    Raises Invalid for a day with one time alone.
    """
    policy.require(actor, Permission.EDIT_PROFILE, artisan)
    problems = {
        f"{'closes' if closes is None else 'opens'}_{day}": "artisan.hours"
        for day, (opens, closes) in days.items()
        if (opens is None) != (closes is None)
    }
    if problems:
        raise Invalid(problems)
    kept = {row.weekday: row for row in artisan.reply_hours}
    for day, (opens, closes) in days.items():
        row = kept.pop(day, None)
        if opens is None or closes is None:
            if row is not None:
                artisan.reply_hours.remove(row)
        elif row is None:
            artisan.reply_hours.append(ReplyHours(weekday=day, opens=opens, closes=closes))
        else:
            row.opens, row.closes = opens, closes
    session.flush()
    session.expire(artisan, ["hours_text"])


def week_of(artisan: Artisan) -> Week:
    """Return her hours; empty where none were recorded."""
    rows = [one.split() for one in (artisan.hours_text or "").split(",") if one]
    return {int(day): (time.fromisoformat(opens), time.fromisoformat(closes)) for day, opens, closes in rows}


def away_of(artisan: Artisan, zone: str) -> Away | None:
    """Return the break she last named, be it over or still to come.

    What was said of it on the day she is back, or later, was that she is back: when it is named it ends on a later day.
    """
    if artisan.paused_until is None:
        return None
    said_on = local_day(artisan.paused_at, zone) if artisan.paused_at else LONG_AGO
    came_back = said_on >= artisan.paused_until
    first = artisan.paused_from or (LONG_AGO if came_back else said_on)
    since = artisan.paused_at if came_back else None
    return Away(min(first, artisan.paused_until), artisan.paused_until, since)
