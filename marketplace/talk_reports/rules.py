"""What is true of reports of talks: their categories, outcomes, lengths and limits."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

Limits = tuple[tuple[int, timedelta], ...]

MIN_WORDS, MAX_WORDS = 10, 2000
"""Characters of what is reported, and of an outcome."""
LIMITS: Limits = ((5, timedelta(hours=1)), (20, timedelta(days=1)))
"""Reports of talks from one network address."""


class Category(StrEnum):
    """What is wrong with a talk."""

    INSULT = "insult"
    UNWANTED = "unwanted"
    FRAUD = "fraud"
    ADVERTISING = "advertising"
    ORDER = "order"
    OTHER = "other"


class Outcome(StrEnum):
    """What an officer did. `BLOCKED`: neither side can write to the other any more."""

    NO_STEP = "no_step"
    WARNED = "warned"
    BLOCKED = "blocked"
    PASSED_ON = "passed_on"
    """Left to a dispute over the order the two have agreed on, where both are heard."""


def anything_new(reported_until: int | None, newest: int) -> bool:
    """Whether a side may report again: only once something was written since its report before; numbers of messages."""
    return reported_until is None or newest > reported_until
