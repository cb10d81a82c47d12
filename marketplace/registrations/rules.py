"""What is true of registrations: their lifecycle, who is seated, how long an offer stands, when two names are alike."""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from marketplace.kit.clock import local_midnight
from marketplace.kit.codes import RECORD_ALPHABET
from marketplace.kit.lifecycle import Lifecycle, Move
from marketplace.kit.text import words

Limits = tuple[tuple[int, timedelta], ...]

RECEIPT_LENGTH = 8
MAX_NAME, MAX_NOTE, MAX_REASON, MIN_REASON = 120, 500, 300, 3
"""Characters."""
CODE_LENGTH = 6
LONGEST_SPAN = 31
"""Days; of a longer cohort only those of its plan are days to be marked on."""
OFFER_STANDS = timedelta(hours=48)
REMINDED_BEFORE = 2
"""Days before the first one."""
PRESSED_TWICE = timedelta(minutes=10)
"""Within this the very same entry is the button pressed twice."""
CONTACT_LIMITS: Limits = ((10, timedelta(hours=1)), (30, timedelta(days=1)))
"""Somebody registers her neighbours with her own number: more than a buyer would send."""
CODE_LIMITS: Limits = ((10, timedelta(hours=1)),)
"""Tries of one registration number with the code of the day."""
MOVE_LIMITS: Limits = ((3, timedelta(hours=1)), (6, timedelta(days=1)))
"""Changes of the address letters of one registration go to: each writes to two addresses."""
ADDRESS_LIMITS: Limits = ((120, timedelta(hours=1)), (600, timedelta(days=1)))
"""A village hall and a whole mobile network stand behind one address."""

COHORT_LIMITS: Limits = ((12, timedelta(hours=1)), (30, timedelta(days=1)))
"""Registrations for one cohort from one network address: one script takes no whole cohort. Officers type in a hall."""


class State(StrEnum):
    """Where a registration stands. Seated and offered ones take a seat."""

    SEATED = "seated"
    WAITING = "waiting"
    OFFERED = "offered"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    CANCEL = "cancel"
    STRIKE = "strike"


class Mover(StrEnum):
    """Who may take a step: a seat that is free, whoever registered, the calendar, or an officer."""

    SEAT = "seat"
    PERSON = "person"
    CALENDAR = "calendar"
    OFFICER = "officer"


class Background(StrEnum):
    """What programmes of a city ask for (`domain.md` 1): a small firm, the PKK movement, or neither."""

    UMKM = "umkm"
    PKK = "pkk"
    PUBLIC = "public"


class Experience(StrEnum):
    """What somebody says of her own hands; nobody checked it."""

    NONE = "none"
    SOME = "some"
    SELLS = "sells"


class Same(StrEnum):
    """What two registrations have in common. A kelurahan alone says nothing: it is said beside one of the others."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"


class Presence(StrEnum):
    """What is marked of somebody on a day. It is never competence, and earns no badge."""

    PRESENT = "present"
    ABSENT = "absent"


class MarkedBy(StrEnum):
    """How it was marked: on the officers' list, or by whoever came, with the code of the day."""

    LIST = "list"
    CODE = "code"


class Consent(StrEnum):
    """What is agreed to, each for itself. Without the first there is no registration."""

    DATA = "data"
    PARTNERS = "partners"
    PHOTOS = "photos"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody says of herself. At least one of `email` and `phone`; both in their normal form."""

    name: str
    email: str | None
    phone: str | None
    background: Background
    place_code: str | None
    experience: Experience
    note: str = ""
    consents: frozenset[Consent] = frozenset({Consent.DATA})


def _step(
    action: Action, mover: Mover, sources: tuple[State, ...], target: State, *, needs_reason: bool = False
) -> Move[State, Action, Mover]:
    return Move(action, frozenset(sources), target, mover, needs_reason)


LIFECYCLE: Lifecycle[State, Action, Mover] = Lifecycle(
    [
        _step(Action.OFFER, Mover.SEAT, (State.WAITING,), State.OFFERED),
        _step(Action.ACCEPT, Mover.PERSON, (State.OFFERED,), State.SEATED),
        _step(Action.DECLINE, Mover.PERSON, (State.OFFERED,), State.CANCELLED),
        _step(Action.LAPSE, Mover.CALENDAR, (State.OFFERED,), State.LAPSED),
        _step(Action.CANCEL, Mover.PERSON, (State.SEATED, State.WAITING), State.CANCELLED),
        _step(
            Action.STRIKE,
            Mover.OFFICER,
            (State.SEATED, State.WAITING, State.OFFERED),
            State.CANCELLED,
            needs_reason=True,
        ),
    ]
)
TAKING = (State.SEATED, State.OFFERED)
"""States that take a seat."""
OPEN = (State.SEATED, State.WAITING, State.OFFERED)
"""States something may still come of."""


def begins_as(free: int, waiting: int) -> State:
    """Return how a registration begins: nobody is seated past somebody who waits."""
    return State.SEATED if free > 0 and waiting == 0 else State.WAITING


def free_seats(seats: int | None, taken: int) -> int:
    """Return the seats nobody has; none where an officer took away more than were free."""
    return max(0, (seats or 0) - taken)


def offered_until(at: datetime, first_on: date, timezone: str) -> datetime | None:
    """Return until when an offer made now stands: 48 hours, at most to the morning of the first day.

    None once that day has come: whoever is offered a seat then could not take it.
    """
    begins = local_midnight(first_on, timezone)
    return min(at + OFFER_STANDS, begins) if at < begins else None


def days_between(first_on: date, last_on: date, planned: Sequence[date]) -> list[date]:
    """Return the days people can be marked on: each from the first to the last, of a long cohort those of its plan."""
    span = (last_on - first_on).days + 1
    if span > LONGEST_SPAN:
        return sorted(planned)
    return [first_on + timedelta(days=offset) for offset in range(span)]


def day_code(secret: str, cohort_id: int, day: date) -> str:
    """Return the code of a day: it is shown in the room, and says that somebody saw it there."""
    told = hmac.digest(secret.encode(), f"attendance:{cohort_id}:{day.isoformat()}".encode(), "sha256")
    return "".join(RECORD_ALPHABET[byte % len(RECORD_ALPHABET)] for byte in told[:CODE_LENGTH])


def is_reminded(first_on: date, today: date) -> bool:
    """Whether today is one of the days before the first one on which people are reminded of it."""
    return timedelta(0) < first_on - today <= timedelta(days=REMINDED_BEFORE)


class Person(Protocol):
    """What is compared of two registrations."""

    name_folded: Any
    phone: Any
    email: Any
    place_code: Any


def alike(one: Person, other: Person) -> tuple[Same, ...]:
    """Return why two registrations may be one person's; empty where nothing speaks for it. A hint, no more."""
    pairs = (
        (Same.NAME, one.name_folded, other.name_folded),
        (Same.PHONE, one.phone, other.phone),
        (Same.EMAIL, one.email, other.email),
        (Same.PLACE, one.place_code, other.place_code),
    )
    found = tuple(same for same, left, right in pairs if left and left == right)
    return found if set(found) - {Same.PLACE} else ()


_TITLES = frozenset(
    {"bu", "ibu", "bpk", "bapak", "pak", "sdr", "sdri", "ny", "nyonya", "nn", "tn", "hj", "haji", "hajah", "h", "dr"}
)  # fmt: skip
_SPELLINGS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sy", "s"), ("kh", "h"), ("dh", "d"), ("th", "t"), ("ph", "p"),
    ("v", "p"), ("f", "p"), ("x", "ks"), ("q", "k"), ("z", "j"), ("y", "i"), ("w", "u"),
)  # fmt: skip
"""Letters one name is written with and another, old spelling (before 1972) and new: Soekarno, Sukarno."""
_TWICE = re.compile(r"(.)\1+")


def name_key(name: str) -> str:
    """Return what two spellings of a name have in common: without titles, order, case, doubled letters.

    It may join what are two people, which is why it is a hint to an officer and nothing is refused for it.
    """
    found = [word for word in words(name) if word not in _TITLES] or words(name)
    return " ".join(sorted(filter(None, (_plain(word) for word in found))))[:MAX_NAME]


def _plain(word: str) -> str:
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return _TWICE.sub(r"\1", word).removesuffix("h")
