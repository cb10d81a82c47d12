"""How an artisan's hours are said: what buyers read on her page, and in a talk outside of them."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from flask_babel import gettext

from marketplace.artisans.hours import away_of, week_of
from marketplace.artisans.labels import address_name, back_on
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Pace
from marketplace.artisans.weeks import ONE_DAY, WEEKDAYS, Hours, Week, is_open, next_open
from marketplace.toolbox import toolbox
from marketplace.web.formatting import date_long, time_short, zone_name
from marketplace.web.locale import current_locale


def hours_sentence(artisan: Artisan) -> str:
    """Return the sentence that says when she answers; empty where nothing was recorded."""
    week = week_of(artisan)
    if not week:
        return ""
    return gettext(
        "%(maker)s answers %(hours)s %(zone)s.",
        maker=address_name(artisan),
        hours=hours_words(week),
        zone=zone_name(toolbox().clock()),
    )


def pace_sentence(artisan: Artisan) -> str:
    """Return the sentence that says how soon she usually answers; empty while too little was measured."""
    called = address_name(artisan)
    match artisan.reply_pace:
        case Pace.HOUR:
            return gettext("%(maker)s usually answers within an hour.", maker=called)
        case Pace.DAY:
            return gettext("%(maker)s usually answers the same day.", maker=called)
        case Pace.TWO_DAYS:
            return gettext("%(maker)s usually answers within two days.", maker=called)
        case None:
            return ""


def hours_words(week: Week) -> str:
    """`Monday–Friday 08:00–17:00, Saturday 09:00–12:00`: neighbouring days with the same hours are named together."""
    if len(week) == len(WEEKDAYS) and len(set(week.values())) == 1:
        return gettext("every day %(hours)s", hours=_hours(week[0]))
    parts = []
    for first, last in _runs(week):
        days = day_name(first) if first == last else f"{day_name(first)}–{day_name(last)}"
        parts.append(f"{days} {_hours(week[first])}")
    return ", ".join(parts)


def day_name(weekday: int) -> str:
    """`Monday`, for 0."""
    return str(get_day_names("wide", "stand-alone", locale=current_locale())[weekday])


def _runs(week: Week) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for day in sorted(week):
        if runs and runs[-1][1] == day - 1 and week[day] == week[day - 1]:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    return runs


def _hours(hours: Hours) -> str:
    opens, closes = hours
    until = time_short(closes) if closes != time() else time_short(time(23)).replace("23", "24")
    return f"{time_short(opens)}–{until}"


def answers_again(artisan: Artisan, at: datetime) -> str:
    """Return the sentence that says when her hours begin again; empty within them, without any, and on a break."""
    box, week = toolbox(), week_of(artisan)
    away = away_of(artisan, box.settings.timezone)
    zone, today = ZoneInfo(box.settings.timezone), box.local(at).date()
    if not week or back_on(artisan, today) is not None or is_open(at, week, zone, away):
        return ""
    begins = next_open(at, week, zone, away)
    said = {"maker": address_name(artisan), "time": time_short(begins), "zone": zone_name(begins)}
    day = box.local(begins).date()
    if day == today:
        return gettext("%(maker)s answers again today from %(time)s %(zone)s.", **said)
    if day == today + ONE_DAY:
        return gettext("%(maker)s answers again tomorrow from %(time)s %(zone)s.", **said)
    words = f"{day_name(day.weekday())}, {date_long(day)}"
    return gettext("%(maker)s answers again on %(day)s from %(time)s %(zone)s.", day=words, **said)
