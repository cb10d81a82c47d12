"""What is true of lists for fairs: how long a link works, how much stands on one."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

MAX_FOR = 120
MOST_ROWS, MOST_PHOTOS, MOST_LINKS = 500, 3, 50


class Span(StrEnum):
    """How long a link works."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


DAYS = {Span.WEEK: 7, Span.MONTH: 30, Span.QUARTER: 90}


def ends(span: Span, at: datetime) -> datetime:
    """Return the moment from which a link made now leads nowhere."""
    return at + timedelta(days=DAYS[span])


def works(expires_at: datetime, revoked_at: datetime | None, at: datetime) -> bool:
    """Whether a link opens its list."""
    return revoked_at is None and at < expires_at
