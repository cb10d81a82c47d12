"""What is true of rosters: what a column may mean, what becomes of a row, how a fact is kept without being kept."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

UNDO_WITHIN = timedelta(hours=24)
MOST_TRIES = 5
"""Wrong answers for a row, and for an account, after which only an officer helps."""


class State(StrEnum):
    """Where a list stands. A draft is forgotten after a day."""

    DRAFT = "draft"
    IMPORTED = "imported"
    UNDONE = "undone"


class Meaning(StrEnum):
    """What a column that may be kept can hold."""

    HOLDER_NAME = "holder_name"
    CERTIFICATE_NO = "certificate_no"
    REGISTRATION_NO = "registration_no"
    BLANKO_NO = "blanko_no"
    RESULT = "result"
    SCHEME = "scheme"
    ISSUE_DATE = "issue_date"
    VALIDITY = "validity"
    UNITS = "units"
    VILLAGE = "village"


REPEATABLE: frozenset[Meaning] = frozenset({Meaning.UNITS})
"""Meanings that several columns may share."""


class Personal(StrEnum):
    """What a column holds that is dropped on reading."""

    NIK = "nik"
    BIRTH_DATE = "birth_date"
    PASSPORT = "passport"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    OTHER = "other"


class Fact(StrEnum):
    """The one more thing an artisan must know of herself. Only its keyed hash is ever kept."""

    BIRTH_DATE = "birth_date"
    NIK_TAIL = "nik_tail"


FACT_OF: Mapping[Personal, Fact] = {Personal.BIRTH_DATE: Fact.BIRTH_DATE, Personal.NIK: Fact.NIK_TAIL}


class Result(StrEnum):
    """What the assessors decided."""

    COMPETENT = "competent"
    NOT_YET = "not_yet"


class Outcome(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"
    DUPLICATE = "duplicate"
    ERROR = "error"


class Flaw(StrEnum):
    """What is wrong with one cell."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    NO_LETTERS = "no_letters"
    NO_DIGITS = "no_digits"
    DIGITS_LOST = "digits_lost"
    FORMULA = "formula"
    PERSONAL = "personal"
    FUTURE = "future"
    TOO_OLD = "too_old"
    ENDS_BEFORE_START = "ends_before_start"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Problem:
    """A flaw and where it is; no column where a whole row is meant."""

    flaw: Flaw
    column: str = ""
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list as it would be kept. `number` is the row's in the file; a fact is a hash in hex."""

    number: int
    result: Result = Result.COMPETENT
    holder_name: str = ""
    certificate_no: str = ""
    registration_no: str = ""
    blanko_no: str = ""
    scheme: str = ""
    issue_date: date | None = None
    term_months: int | None = None
    valid_until: date | None = None
    village: str = ""
    units: tuple[str, ...] = ()
    fact_hash: str = ""
    problems: tuple[Problem, ...] = ()


COMPARED: tuple[str, ...] = (
    "holder_name",
    "registration_no",
    "blanko_no",
    "scheme",
    "issue_date",
    "valid_until",
)
"""Two rows with one number are the same where these agree."""


def differing(one: object, other: object) -> list[str]:
    """Return the names of the fields in which two rows of one number differ."""
    return [name for name in COMPARED if getattr(one, name) != getattr(other, name)]


def undo_until(imported_at: datetime) -> datetime:
    """Return the last moment at which an import can be taken back."""
    return imported_at + UNDO_WITHIN


def fact_hash(key: bytes, salt: str, number: int, fact: Fact, value: str) -> str:
    """Return the keyed hash under which one person's fact is kept.

    The list's salt and the row's number make equal birthdays look different; without the key, which is not in the
    database, ten thousand last digits cannot be tried.
    """
    return hmac.new(key, "\n".join((salt, str(number), fact, value)).encode(), sha256).hexdigest()


def agrees(expected: str, given: str) -> bool:
    """Compare two hashes in constant time; nothing kept agrees with nothing."""
    return hmac.compare_digest(expected.encode(), given.encode()) and bool(expected)


def counted(outcomes: Sequence[Outcome]) -> dict[Outcome, int]:
    """Return how many rows there are of each outcome, none left out."""
    return {outcome: outcomes.count(outcome) for outcome in Outcome}
