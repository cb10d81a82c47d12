"""What is true of helpers: how long an invitation waits, how many there may be, what is told of their deeds."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

INVITATION_LIFETIME = timedelta(days=7)
MOST_HELPERS = 5
"""Helpers and open invitations of one studio together."""
INVITATION_LIMITS: tuple[tuple[int, timedelta], ...] = ((10, timedelta(days=1)),)
"""Invitations one artisan may make."""
ONE_DEED = timedelta(hours=1)
"""Saving the same bag again within this is told as one deed, at its last moment."""
DEEDS_SHOWN = 50
MAX_REF, MAX_TITLE = 40, 120


class Deed(StrEnum):
    """What a helper did for the artisan. The ref of a bag and of an order note is its code, of a talk its number."""

    BAG_BEGUN = "bag_begun"
    BAG_CHANGED = "bag_changed"
    BAG_PUBLISHED = "bag_published"
    BAG_PAUSED = "bag_paused"
    BAG_SOLD = "bag_sold"
    ANSWERED = "answered"
    ORDER_STARTED = "order_started"
    ORDER_FINISHED = "order_finished"
    ORDER_HANDED_OVER = "order_handed_over"


class Standing(StrEnum):
    """How far it has come between the two."""

    INVITED = "invited"
    LAPSED = "lapsed"
    HELPS = "helps"
    ENDED = "ended"


def standing(
    accepted_at: datetime | None, ended_at: datetime | None, expires_at: datetime, at: datetime
) -> Standing:
    """Return what an invitation, and what became of it, is worth now."""
    if ended_at is not None:
        return Standing.ENDED
    if accepted_at is not None:
        return Standing.HELPS
    return Standing.INVITED if at < expires_at else Standing.LAPSED
