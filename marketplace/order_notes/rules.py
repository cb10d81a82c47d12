"""What is true of order notes: their steps and who may take them, their limits, what two versions differ in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Protocol

from marketplace.inquiries.rules import Side
from marketplace.kit.lifecycle import Lifecycle, Move

Limits = tuple[tuple[int, timedelta], ...]

MAX_DETAILS, MAX_PLACE, MAX_WORDS, MAX_PAYMENT = 1000, 200, 500, 400
"""Characters."""
PAYMENT_SIDE = 1600
"""Pixels: large enough for a code on a poster to be read from the screen of another phone."""
MIN_WORDS = 3
MAX_QUANTITY = 99
MAX_VERSIONS = 30
"""Proposals of one note: who has not agreed by then talks, and begins a new one."""
MAX_DISPUTES = 3
"""How often one side may say that something is wrong: each writes letters, and its end opens the way to the next."""
FURTHEST = timedelta(days=366)
"""How far ahead a ready date may lie."""
LINK_LIFETIME = timedelta(days=90)
"""How long the buyer's link works after the last step, and after the ready date."""
SENDER_LIMITS: Limits = ((4, timedelta(hours=1)), (12, timedelta(days=1)))
"""Notes one contact, or one account, may propose about any bags."""
ADDRESS_LIMITS: Limits = ((20, timedelta(hours=1)), (80, timedelta(days=1)))
"""Notes from one network address; many phones share one here."""
LISTING_LIMITS: Limits = ((20, timedelta(hours=1)), (100, timedelta(days=1)))
"""Notes of everybody about one bag."""
ARTISAN_LIMITS: Limits = ((30, timedelta(hours=1)), (150, timedelta(days=1)))
"""Notes one artisan may propose: each may write a letter to an address she typed in."""
CONTACT_LIMITS: Limits = ((3, timedelta(hours=1)), (6, timedelta(days=1)))
"""Changes of the address one note's letters go to: each writes to two addresses."""
PRESSED_TWICE = timedelta(minutes=10)
"""Within this the same proposal of the same buyer is the button pressed twice on a slow line."""
CODE_LENGTH = 10
NEAR = timedelta(days=7)
"""A bag promised within this stands on its maker's list of the day."""


class State(StrEnum):
    """How far a note has come. `CANCELLED` is the end; `HANDED_OVER` may still be disputed."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    MAKING = "making"
    READY = "ready"
    HANDED_OVER = "handed_over"
    DISPUTED = "disputed"
    CANCELLED = "cancelled"


OPEN: Sequence[State] = (State.PROPOSED, State.AGREED, State.MAKING, State.READY, State.DISPUTED)
"""What stands on the artisan's board, in its order."""
CLOSED: Sequence[State] = (State.HANDED_OVER, State.CANCELLED)
PROMISED: Collection[State] = frozenset({State.AGREED, State.MAKING})
"""What still has to be made by the ready date."""


class Action(StrEnum):
    PROPOSE = "propose"
    CHANGE = "change"
    CONFIRM = "confirm"
    START = "start"
    FINISH = "finish"
    HAND_OVER = "hand_over"
    DISPUTE = "dispute"
    SETTLE = "settle"
    CANCEL = "cancel"


class Mover(StrEnum):
    """Who may take a step. `OTHER`: whoever did not write the version at hand."""

    EITHER = "either"
    OTHER = "other"
    ARTISAN = "artisan"
    BUYER = "buyer"


def _step(
    action: Action, mover: Mover, target: State, *sources: State, reason: bool = False
) -> Move[State, Action, Mover]:
    return Move(action, frozenset(sources), target, mover, needs_reason=reason)


LIFECYCLE: Lifecycle[State, Action, Mover] = Lifecycle(
    [
        _step(Action.CONFIRM, Mover.OTHER, State.AGREED, State.PROPOSED),
        _step(Action.CHANGE, Mover.EITHER, State.PROPOSED, State.PROPOSED),
        _step(Action.START, Mover.ARTISAN, State.MAKING, State.AGREED),
        _step(Action.FINISH, Mover.ARTISAN, State.READY, State.AGREED, State.MAKING),
        _step(Action.HAND_OVER, Mover.EITHER, State.HANDED_OVER, State.READY),
        _step(
            Action.DISPUTE,
            Mover.EITHER,
            State.DISPUTED,
            State.AGREED,
            State.MAKING,
            State.READY,
            State.HANDED_OVER,
            reason=True,
        ),
        _step(Action.CANCEL, Mover.EITHER, State.CANCELLED, State.PROPOSED),
        _step(
            Action.CANCEL,
            Mover.EITHER,
            State.CANCELLED,
            State.AGREED,
            State.MAKING,
            State.READY,
            reason=True,
        ),
    ]
)
"""What ends a dispute is no step of this table: `disputed.release` lets the note go, once `disputes` is through.

That a bag was handed over stays on the note (its day) whatever follows, and with it the right to a review.
"""

PLAIN_STEPS: Collection[Action] = frozenset({Action.START, Action.FINISH, Action.HAND_OVER, Action.CANCEL})
"""Steps that need no form of their own beyond a reason."""


def may(side: Side, mover: Mover, proposed_by: Side) -> bool:
    """Whether a side may take a step that is this mover's."""
    match mover:
        case Mover.OTHER:
            return side is not proposed_by
        case Mover.ARTISAN:
            return side is Side.ARTISAN
        case Mover.BUYER:
            return side is Side.BUYER
    return True


def steps(state: State, side: Side, proposed_by: Side) -> list[Move[State, Action, Mover]]:
    """Return what this side can do now, in the order of the table."""
    return [move for move in LIFECYCLE.actions(state) if may(side, move.permission, proposed_by)]


class Happened(Protocol):
    """What disputes are counted of."""

    @property
    def action(self) -> Action: ...
    @property
    def side(self) -> Side: ...


def disputes(events: Iterable[Happened], side: Side) -> int:
    """How often a side has said that something is wrong."""
    return sum(one.action is Action.DISPUTE and one.side is side for one in events)


class Delivery(StrEnum):
    PICK_UP = "pick_up"
    IN_PERSON = "in_person"
    COURIER = "courier"


class ShippingBy(StrEnum):
    BUYER = "buyer"
    ARTISAN = "artisan"


class Terms(Protocol):
    """What is agreed on. Price and deposit in whole rupiah, for all pieces together and without shipping."""

    @property
    def variant_code(self) -> str | None: ...
    @property
    def details(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def price(self) -> int: ...
    @property
    def deposit(self) -> int: ...
    @property
    def ready_on(self) -> date: ...
    @property
    def delivery(self) -> Delivery: ...
    @property
    def place(self) -> str: ...
    @property
    def shipping_by(self) -> ShippingBy | None: ...


TERMS = (
    "variant_code",
    "details",
    "quantity",
    "price",
    "deposit",
    "ready_on",
    "delivery",
    "place",
    "shipping_by",
)
"""The names of `Terms`, in the order of the page."""


def differences(before: Any, after: Any) -> list[str]:
    """Return the names of the terms in which two versions differ, in the order of the page."""
    return [name for name in TERMS if getattr(before, name) != getattr(after, name)]


def wrong_terms(terms: Terms, today: date) -> dict[str, str]:
    """Return what cannot be agreed on, by field; the values themselves are within their bounds already."""
    wrong: dict[str, str] = {}
    if terms.deposit > terms.price:
        wrong["deposit"] = "order_note.deposit"
    if terms.ready_on < today:
        wrong["ready_on"] = "order_note.ready_past"
    elif terms.ready_on > today + FURTHEST:
        wrong["ready_on"] = "order_note.ready_far"
    if terms.delivery is Delivery.COURIER and terms.shipping_by is None:
        wrong["shipping_by"] = "order_note.shipping"
    return wrong


def link_ends(at: datetime, ready_on: date) -> datetime:
    """Return until when the buyer's link works, counted anew with every step."""
    return max(at, datetime.combine(ready_on, time(), at.tzinfo)) + LINK_LIFETIME


def overdue(state: State, ready_on: date, today: date) -> bool:
    """Whether the bag should have been ready by now."""
    return state in PROMISED and ready_on < today


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
