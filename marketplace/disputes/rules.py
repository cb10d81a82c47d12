"""What is true of disputes: who may take which step, their clock, their limits. None of it touches a certificate."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from marketplace.inquiries.rules import Side
from marketplace.kit.lifecycle import Lifecycle, Move

MIN_WORDS, MAX_WORDS = 10, 2000
"""Characters of what is said, replied or decided."""
MAX_NOTE = 500
"""Characters that may go with a proposal, or with taking the dispute back."""
MAX_PROPOSALS = 5
"""How often one side may propose how to settle one dispute: each writes a letter."""


class Category(StrEnum):
    """What is wrong."""

    NOT_AS_DESCRIBED = "not_as_described"
    NOT_DELIVERED = "not_delivered"
    LATE = "late"
    DAMAGED = "damaged"
    PAYMENT = "payment"
    OTHER = "other"


class State(StrEnum):
    """How far a dispute is. The last three are its ends."""

    OPEN = "open"
    REPLIED = "replied"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


GOING_ON: Collection[State] = frozenset({State.OPEN, State.REPLIED})


class Action(StrEnum):
    """What happens in a dispute. `OPEN` is its first event and no step of the table."""

    OPEN = "open"
    REPLY = "reply"
    PROPOSE = "propose"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"
    DECIDE = "decide"


class Mover(StrEnum):
    """Who may take a step. `OTHER`: whoever did not open it; `ANSWERER`: whoever did not make the proposal at hand."""

    OPENER = "opener"
    OTHER = "other"
    EITHER = "either"
    ANSWERER = "answerer"
    OFFICER = "officer"


class Ending(StrEnum):
    """What two sides may agree on: the order goes on where it stood, or is called off."""

    GO_ON = "go_on"
    CALL_OFF = "call_off"


class Outcome(StrEnum):
    """What an officer found: a recommendation to both, and a fact on record."""

    FOR_BUYER = "for_buyer"
    FOR_ARTISAN = "for_artisan"
    SHARED = "shared"
    NOT_PROVEN = "not_proven"
    WITHDRAWN = "withdrawn"


def _step(
    action: Action, mover: Mover, target: State, *sources: State, reason: bool = False
) -> Move[State, Action, Mover]:
    return Move(action, frozenset(sources), target, mover, needs_reason=reason)


LIFECYCLE: Lifecycle[State, Action, Mover] = Lifecycle(
    [
        _step(Action.REPLY, Mover.OTHER, State.REPLIED, State.OPEN, reason=True),
        _step(Action.PROPOSE, Mover.EITHER, State.OPEN, State.OPEN),
        _step(Action.PROPOSE, Mover.EITHER, State.REPLIED, State.REPLIED),
        _step(Action.ACCEPT, Mover.ANSWERER, State.SETTLED, *GOING_ON),
        _step(Action.WITHDRAW, Mover.OPENER, State.WITHDRAWN, *GOING_ON),
        _step(Action.DECIDE, Mover.OFFICER, State.DECIDED, *GOING_ON, reason=True),
    ]
)
"""Deciding from `OPEN` also needs the time for the reply to be over: see `may_decide`."""


def may(side: Side | None, mover: Mover, opened_by: Side, proposed_by: Side | None) -> bool:
    """Whether a side may take a step that is this mover's. `side` is None for an officer."""
    match mover:
        case Mover.OFFICER:
            return side is None
        case Mover.OPENER:
            return side is opened_by
        case Mover.OTHER:
            return side is not None and side is not opened_by
        case Mover.ANSWERER:
            return side is not None and proposed_by is not None and side is not proposed_by
    return side is not None


def steps(state: State, side: Side, opened_by: Side, proposed_by: Side | None) -> list[Action]:
    """Return what this side can do now, in the order of the table."""
    return [
        move.action for move in LIFECYCLE.actions(state) if may(side, move.permission, opened_by, proposed_by)
    ]


def may_decide(state: State, reply_until: datetime, at: datetime) -> bool:
    """Whether an officer may give an outcome now: after the reply, or after the time for it."""
    return state is State.REPLIED or (state is State.OPEN and at >= reply_until)


def clock(opened_at: datetime, reply_days: int, outcome_days: int) -> tuple[datetime, datetime]:
    """Return until when the other side's reply is awaited, and by when an officer's outcome is due without one."""
    reply_until = opened_at + timedelta(days=reply_days)
    return reply_until, reply_until + timedelta(days=outcome_days)
