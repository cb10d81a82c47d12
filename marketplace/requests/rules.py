"""What is true of custom requests: their steps, who is asked, how much of them is left, their limits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from marketplace.kit.contacts import carries_email, carries_link, carries_phone
from marketplace.kit.lifecycle import Lifecycle, Move

Limits = tuple[tuple[int, timedelta], ...]

CODE_LENGTH = 10
MIN_WORDS, MAX_WORDS, MAX_PLACE, MAX_NOTE = 10, 1500, 200, 120
"""Characters."""
MAX_MEASURE = 200
"""Centimetres."""
MAX_PHOTOS = 3
MAX_QUANTITY = 500
MAX_OFFERED = 99
"""Pieces of one offer: an order note takes no more."""
FURTHEST = timedelta(days=366)
LONGEST = timedelta(days=60)
"""How long an open request may take offers."""
USUAL = timedelta(days=7)
OF_ONE = timedelta(days=30)
"""How long a request to one artisan takes her answer."""
LINK_LIFETIME = timedelta(days=90)
PRESSED_TWICE = timedelta(minutes=10)
"""Within this the same words from the same sender are the button pressed twice."""
SENDER_LIMITS: Limits = ((4, timedelta(hours=1)), (10, timedelta(days=1)))
ADDRESS_LIMITS: Limits = ((15, timedelta(hours=1)), (60, timedelta(days=1)))
ARTISAN_LIMITS: Limits = ((10, timedelta(hours=1)), (40, timedelta(days=1)))
"""Requests of everybody to one artisan."""
MOST_AT_ONCE = 12
"""Artisans an open request is put to: enough to choose from, few enough to read."""
MOST_ASKED = 30
"""All artisans it is put to, with those who follow on who cannot."""


class Reach(StrEnum):
    """Who is asked: the maker of one bag, or those whose turn it is."""

    ONE = "one"
    ALL = "all"


class State(StrEnum):
    """`CLOSED` ended with something taken but not all, `LAPSED` by its day with nothing."""

    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Action(StrEnum):
    FILL = "fill"
    REOPEN = "reopen"
    CLOSE = "close"
    CANCEL = "cancel"
    END = "end"
    LAPSE = "lapse"


class Mover(StrEnum):
    """Who may take a step: the buyer, the last piece taken, or the calendar."""

    BUYER = "buyer"
    TAKE = "take"
    CALENDAR = "calendar"


def _step(action: Action, mover: Mover, source: State, target: State) -> Move[State, Action, Mover]:
    return Move(action, frozenset({source}), target, mover)


LIFECYCLE: Lifecycle[State, Action, Mover] = Lifecycle(
    [
        _step(Action.FILL, Mover.TAKE, State.OPEN, State.FILLED),
        _step(Action.REOPEN, Mover.BUYER, State.FILLED, State.OPEN),
        _step(Action.CLOSE, Mover.BUYER, State.OPEN, State.CLOSED),
        _step(Action.CANCEL, Mover.BUYER, State.OPEN, State.CANCELLED),
        _step(Action.END, Mover.CALENDAR, State.OPEN, State.CLOSED),
        _step(Action.LAPSE, Mover.CALENDAR, State.OPEN, State.LAPSED),
    ]
)
"""With something taken a request is closed or ends, with nothing it is cancelled or lapses (`ends_by`). It opens again
where a part was called off before its day: nothing else gives pieces back."""


class Answer(StrEnum):
    """What an artisan has said to a request. A later word takes the place of an earlier one."""

    WAITING = "waiting"
    OFFERED = "offered"
    ASKED_BACK = "asked_back"
    DECLINED = "declined"


def buyer_ends_by(taken: int) -> Action:
    """Return the step by which a buyer ends an open request."""
    return Action.CLOSE if taken else Action.CANCEL


def day_ends_by(taken: int) -> Action:
    """Return the step by which its day ends an open request."""
    return Action.END if taken else Action.LAPSE


def takes_more(state: State, closes_on: date, today: date) -> bool:
    """Whether offers are made and taken today: its last day counts, whether or not the daily job has run."""
    return state is State.OPEN and today <= closes_on


def weeks_until(today: date, day: date) -> int:
    """Return the weeks of work there are until a day, begun ones whole; at least one."""
    return max(1, -(-((day - today).days + 1) // 7))


def last_day_of_one(today: date, needed_on: date | None) -> date:
    """Return the last day of a request to one artisan."""
    return min(today + OF_ONE, needed_on or today + OF_ONE)


def link_ends(at: datetime, closes_on: date) -> datetime:
    """Return until when the buyer's link works, counted anew with every step."""
    return max(at, datetime.combine(closes_on, time(), at.tzinfo)) + LINK_LIFETIME


def wrong_days(needed: date | None, closes: date | None, today: date) -> dict[str, str]:
    """Return what cannot be, by field, of the day bags are needed and the last day for offers."""
    wrong: dict[str, str] = {}
    if needed is not None and needed < today:
        wrong["needed_on"] = "request.past"
    elif needed is not None and needed > today + FURTHEST:
        wrong["needed_on"] = "request.far"
    if closes is not None and closes < today:
        wrong["closes_on"] = "request.past"
    elif closes is not None and closes > today + LONGEST:
        wrong["closes_on"] = "request.closes_far"
    elif closes is not None and needed is not None and closes > needed:
        wrong["closes_on"] = "request.closes_late"
    return wrong


def contact_in(text: str) -> str | None:
    """Return which way to be reached a text carries: "link", "email" or "phone"; None for most texts."""
    checks = (("email", carries_email), ("link", carries_link), ("phone", carries_phone))
    return next((name for name, carries in checks if carries(text)), None)


class Piece(Protocol):
    @property
    def quantity(self) -> int: ...
    @property
    def counts(self) -> bool: ...


def taken(parts: Iterable[Piece]) -> int:
    """Return how many pieces are taken: those of parts whose note was not called off."""
    return sum(part.quantity for part in parts if part.counts)
