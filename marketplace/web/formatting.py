"""Money, dates, numbers and phones as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from flask_babel import gettext, ngettext

from marketplace.kit.money import format_rupiah
from marketplace.kit.phones import show_mobile
from marketplace.toolbox import toolbox
from marketplace.web.locale import current_locale

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def rupiah(amount: int | None) -> str:
    """`Rp285.000`, in both languages; an amount nobody wrote down is an empty text."""
    return "" if amount is None else format_rupiah(amount)


def from_price(amount: int | None, varies: bool) -> str:
    """`from Rp285.000` where an amount is the lowest of several, else the amount."""
    return (
        gettext("from %(price)s", price=rupiah(amount)) if varies and amount is not None else rupiah(amount)
    )


def date_long(day: date | None) -> str:
    """`31 Oktober 2028`."""
    return "" if day is None else _written(day, "d MMMM y", current_locale())


def date_short(day: date | None) -> str:
    """`31 Okt 2028`, for tables."""
    return "" if day is None else _written(day, "d MMM y", current_locale())


def month_of(day: date | None) -> str:
    """`Oktober 2028`, above what belongs to one month."""
    return "" if day is None else _written(day, "MMMM y", current_locale())


@lru_cache(maxsize=2048)
def _written(day: date, pattern: str, locale: str) -> str:
    return str(format_date(day, pattern, locale=locale))


def moment_from_iso(text: str) -> str:
    """Write a moment that a letter carries as text."""
    return moment(datetime.fromisoformat(str(text)).astimezone(UTC))


def day_from_iso(text: str) -> date:
    """The day a letter's row holds as text; ValueError for anything else."""
    return date.fromisoformat(str(text))  # what is missing in a letter says so when it is turned into text


def zone_name(at: datetime) -> str:
    """`WITA`; readers of English are told how far from UTC that is."""
    settings = toolbox().settings
    local = toolbox().local(at)
    name = ZONE_NAMES.get(settings.timezone) or local.tzname() or settings.timezone
    if current_locale() == "id":
        return name
    return f"{name} (UTC{_distance(local.utcoffset() or timedelta())})"


def _distance(offset: timedelta) -> str:
    """`+8`, `-2:30`."""
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    return f"{sign}{hours}:{minutes:02d}" if minutes else f"{sign}{hours}"


def time_short(at: datetime | time | None) -> str:
    """`09.12` in Indonesian, `09:12` in English; moments are shown on the installation's wall clock."""
    if at is None:
        return ""
    clock = toolbox().local(at) if isinstance(at, datetime) else at
    return clock.strftime("%H.%M" if current_locale() == "id" else "%H:%M")


def moment(at: datetime | None) -> str:
    """`14 April 2026, 09.12 WITA`."""
    if at is None:
        return ""
    return f"{date_long(toolbox().local(at).date())}, {time_short(at)} {zone_name(at)}"


def day_of(at: datetime | None) -> date | None:
    """The local calendar day of a moment."""
    return toolbox().local(at).date() if at else None


def ago(at: datetime) -> str:
    """How long ago, in the largest whole unit."""
    seconds = max(0, int((toolbox().clock() - at).total_seconds()))
    if seconds < 3600:
        minutes = max(1, seconds // 60)
        return str(ngettext("%(num)d minute", "%(num)d minutes", minutes))
    if seconds < 86_400:
        return str(ngettext("%(num)d hour", "%(num)d hours", seconds // 3600))
    return str(ngettext("%(num)d day", "%(num)d days", seconds // 86_400))


def decimal(number: Decimal | float | int | None) -> str:
    """`34` or `34,5` (`34.5` in English); no needless zeros."""
    if number is None:
        return ""
    text = f"{Decimal(str(number)).normalize():f}"  # by way of its text: 34.1 has no exact binary form
    return text.replace(".", ",") if current_locale() == "id" else text


def mobile(number: str | None) -> str:
    """`0812-3456-7890`."""
    return show_mobile(number) if number else ""
