"""What is true of reviews: who may write one, what is asked, when an average is honest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

Limits = tuple[tuple[int, timedelta], ...]

MAX_NAME, MAX_WORDS, MAX_WHY, MAX_REPLY = 40, 1000, 300, 1000
"""Characters."""
MAX_OBJECTION, MAX_RULING = 500, 500
LOWEST, HIGHEST = 1, 5
LOW = 2
"""A mark up to this one owes a reason."""
FEWEST_FOR_AVERAGE = 5
"""With fewer buyers no average is shown: of two marks the mean says nothing, and one buyer decides it."""
LINK_LIMITS: Limits = ((3, timedelta(hours=1)), (6, timedelta(days=1)))
"""Letters with the link to a review: about one note, and to one mailbox."""
ADDRESS_LIMITS: Limits = ((20, timedelta(hours=1)), (60, timedelta(days=1)))
"""The same from one network address; many phones share one here."""
MAX_VERSIONS = 5
"""How often a review may be written, the first time included; every version is kept and shown."""

REPORT_LIMITS: Limits = ((10, timedelta(hours=1)), (30, timedelta(days=1)))
"""Reports of reviews from one network address."""


class Aspect(StrEnum):
    """What is judged, each for itself; there is no mark for the whole."""

    AS_DESCRIBED = "as_described"
    MADE_WELL = "made_well"
    ON_TIME = "on_time"
    COMMUNICATION = "communication"


class How(StrEnum):
    """How whoever wrote was known to read a mailbox that is not the artisan's."""

    ACCOUNT = "account"
    LETTER = "letter"


class Objection(StrEnum):
    """What may be wrong with a review, for whoever reports one and for the officer. A low mark is none of it."""

    PERSONAL = "personal"
    RUDE = "rude"
    ADVERTISING = "advertising"
    OFF_TOPIC = "off_topic"
    NOT_A_BUYER = "not_a_buyer"


class Ruling(StrEnum):
    """What an officer decides on a review."""

    HIDE = "hide"
    KEEP = "keep"
    SHOW = "show"
    STAY = "stay"
    """Of a hidden one that was written anew: it stays hidden."""


class Lack(StrEnum):
    """What the right to a review waits for, or why there is none."""

    NOT_YET = "review.not_yet"
    OWN = "review.own"
    ACCOUNT = "review.account"
    ADDRESS = "review.address"
    LETTER = "review.letter"


class Ordered(Protocol):
    """What the right to a review is asked of."""

    @property
    def handed_over_at(self) -> datetime | None: ...
    @property
    def passed_on(self) -> bool: ...
    @property
    def buyer_account_id(self) -> int | None: ...


def holds(note: Ordered, account_id: int | None) -> bool:
    """Whether whoever is signed in has the account that the note names as its buyer's."""
    return account_id is not None and account_id == note.buyer_account_id


def closed(note: Ordered, account_id: int | None = None) -> Lack | None:
    """Return why nobody with this note's link may even ask for the right to review it; None where somebody may.

    Where the artisan passed the link on herself she still has it and could write as well: then only the account that
    confirmed the note may, signed in. `account_id` is who is signed in.
    """
    if note.handed_over_at is None:
        return Lack.NOT_YET
    return Lack.ACCOUNT if note.passed_on and not holds(note, account_id) else None


@dataclass(frozen=True, slots=True)
class Seen:
    """What an officer's page showed of a review: its version, how many decisions on it, and its open reports by row."""

    number: int
    decided: int
    reports: frozenset[int] = frozenset()


def may_rule(ruling: Ruling, *, hidden: bool, reported: bool, anew: bool) -> bool:
    """Whether there is anything to rule: hidden ones can be shown, or stay where they were written anew since; shown
    ones can be hidden, or kept where they were reported.
    """
    if ruling in (Ruling.SHOW, Ruling.STAY):
        return hidden and (anew or ruling is Ruling.SHOW)
    return not hidden and (reported or ruling is Ruling.HIDE)


def unexplained(marks: Mapping[Aspect, int], reasons: Mapping[Aspect, str]) -> list[Aspect]:
    """Return the low marks that lack their reason."""
    return [aspect for aspect in Aspect if marks[aspect] <= LOW and not reasons.get(aspect, "").strip()]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many reviews there are, how many of them by buyers who proved a mailbox, and how many mailboxes that are.

    `tenths`: the mean mark of each aspect, of the newest proved review of each mailbox; none while there are too few.
    """

    count: int
    proved: int
    buyers: int
    tenths: Mapping[Aspect, int]

    @property
    def unproved(self) -> int:
        """How many stand here without counting in any mean."""
        return self.count - self.proved


def summary(count: int, proved: int, buyers: int, sums: Sequence[int]) -> Summary:
    """Return the summary; `sums` are the added marks by aspect, one review of each mailbox. Halves round up."""
    if buyers < FEWEST_FOR_AVERAGE:
        return Summary(count, proved, buyers, {})
    means = {
        aspect: (20 * total + buyers) // (2 * buyers) for aspect, total in zip(Aspect, sums, strict=True)
    }
    return Summary(count, proved, buyers, means)
