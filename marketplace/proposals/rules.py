"""What is true of decisions that two officers make."""

from datetime import datetime, timedelta
from enum import StrEnum

SECOND_WITHIN = timedelta(hours=48)
"""A proposal nobody confirms in this time has lapsed, without anybody doing anything."""


class Answer(StrEnum):
    """What became of a proposal."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"


def lapses_at(proposed_at: datetime) -> datetime:
    """Return the last moment at which a proposal can be confirmed."""
    return proposed_at + SECOND_WITHIN


def is_open(proposed_at: datetime, answer: Answer | None, now: datetime) -> bool:
    """Whether a proposal still waits for a second officer; the last moment counts."""
    return answer is None and now <= lapses_at(proposed_at)
