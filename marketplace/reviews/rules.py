"""What is true of reviews: who may write one, what is asked, when an average is honest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

MAX_NAME, MAX_WORDS, MAX_WHY, MAX_REPLY = 40, 1000, 300, 1000
"""Characters."""
LOWEST, HIGHEST = 1, 5
LOW = 2
"""A mark up to this one owes a reason."""
FEWEST_FOR_AVERAGE = 5
"""With fewer reviews no average is shown: of two marks the mean says nothing, and one buyer decides it."""
MAX_VERSIONS = 5
"""How often a review may be written, the first time included; every version is kept and shown."""


class Aspect(StrEnum):
    """What is judged, each for itself; there is no mark for the whole."""

    AS_DESCRIBED = "as_described"
    MADE_WELL = "made_well"
    ON_TIME = "on_time"
    COMMUNICATION = "communication"


class Ordered(Protocol):
    """What the right to a review is asked of."""

    @property
    def handed_over_at(self) -> datetime | None: ...
    @property
    def passed_on(self) -> bool: ...
    @property
    def buyer_account_id(self) -> int | None: ...


def may_review(note: Ordered, account_id: int | None = None) -> bool:
    """Whether whoever holds a note's link may review it: handed over, and by a link the artisan never had.

    Where she passed the link on herself she still has it and could write as well: then only the account that
    confirmed the note may, signed in. `account_id` is who is signed in.
    """
    if note.handed_over_at is None:
        return False
    return not note.passed_on or (account_id is not None and account_id == note.buyer_account_id)


def needs_account(note: Ordered, account_id: int | None) -> bool:
    """Whether a review waits only for the account that confirmed the note to sign in."""
    return (
        note.handed_over_at is not None and note.passed_on and note.buyer_account_id not in (None, account_id)
    )


def unexplained(marks: Mapping[Aspect, int], reasons: Mapping[Aspect, str]) -> list[Aspect]:
    """Return the low marks that lack their reason."""
    return [aspect for aspect in Aspect if marks[aspect] <= LOW and not reasons.get(aspect, "").strip()]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many reviews there are, and the mean mark of each aspect in tenths; none while there are too few."""

    count: int
    tenths: Mapping[Aspect, int]


def summary(count: int, sums: Sequence[int]) -> Summary:
    """Return the summary of so many reviews; `sums` are the added marks by aspect. Halves round up."""
    if count < FEWEST_FOR_AVERAGE:
        return Summary(count, {})
    return Summary(
        count,
        {aspect: (20 * total + count) // (2 * count) for aspect, total in zip(Aspect, sums, strict=True)},
    )
