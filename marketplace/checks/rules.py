"""What is true of checks: which outcomes a method can have, what follows from the events, when a check is old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from marketplace.access.roles import Role
from marketplace.certificates.rules import Method, Status
from marketplace.kit.dates import months_between

OLD_AFTER_DAYS = 90
"""A check older than this is told with its age first. It changes what the reader sees, never the standing."""


class Outcome(StrEnum):
    """What one look at a source came to. "Not found" and "unavailable" say nothing about whether a paper is genuine."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    SOURCE_UNAVAILABLE = "source_unavailable"


_ALL = frozenset(Outcome)
POSSIBLE: Mapping[Method, frozenset[Outcome]] = {
    Method.PORTAL_BNSP: _ALL,
    Method.QR_SCAN: _ALL,
    Method.LSP_CONFIRMATION: _ALL,
    Method.CITY_LIST: _ALL - {Outcome.SOURCE_UNAVAILABLE},
    Method.PHYSICAL_DOCUMENT: frozenset({Outcome.MATCH, Outcome.MISMATCH}),
}
"""The city's own list is always at hand; a paper on the table is neither missing nor silent."""

NEEDS_NOTE: frozenset[Outcome] = frozenset({Outcome.MISMATCH})
"""Whoever settles a difference later must read what differed."""

ISSUERS_OUTCOMES: tuple[Outcome, ...] = (Outcome.MATCH, Outcome.MISMATCH, Outcome.NOT_FOUND)
"""What a certifying body can say of a holder."""

CHECKABLE: frozenset[Status] = frozenset({Status.SUBMITTED, Status.VERIFIED, Status.SUSPENDED})
"""Where a check still tells somebody something. A draft is the artisan's own, a revocation is final."""


class Seen(Protocol):
    """What the rules need to know of an event."""

    @property
    def id(self) -> int: ...
    @property
    def method(self) -> Method: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def checked_on(self) -> date: ...
    @property
    def actor_role(self) -> Role: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the events of one certificate come to. Attempts count only after the newest match."""

    match: Seen | None = None
    unanswered: Seen | None = None
    not_found: Seen | None = None
    mismatch: Seen | None = None

    @property
    def attempts(self) -> list[Seen]:
        """The fruitless looks that may be told to everybody, in the order they were taken."""
        return sorted(filter(None, (self.unanswered, self.not_found)), key=order)


def is_possible(method: Method, outcome: Outcome) -> bool:
    """Whether this method can end this way."""
    return outcome in POSSIBLE[method]


def order(event: Seen) -> tuple[date, int]:
    """Sort key: the later day, then the later entry."""
    return event.checked_on, event.id


def weigh(events: Iterable[Seen]) -> Evidence:
    """Return the newest match, and the newest of each other outcome that came after it."""
    newest: dict[Outcome, Seen] = {}
    for event in sorted(events, key=order):
        if event.outcome is Outcome.MATCH:
            newest.clear()
        newest[event.outcome] = event
    return Evidence(
        match=newest.get(Outcome.MATCH),
        unanswered=newest.get(Outcome.SOURCE_UNAVAILABLE),
        not_found=newest.get(Outcome.NOT_FOUND),
        mismatch=newest.get(Outcome.MISMATCH),
    )


def is_old(checked_on: date, today: date) -> bool:
    """Whether a check is told with its age. Both are local days."""
    return (today - checked_on).days > OLD_AFTER_DAYS


def months_old(checked_on: date, today: date) -> int:
    """Return the age of a check in whole months."""
    return months_between(checked_on, today)


def urgency(days: int, visits: int) -> int:
    """Return how much a certificate needs to be checked again: days since the last match, times its readers.

    One reader is added, so that a record nobody looked at still comes up as it grows older.
    """
    return days * (visits + 1)
