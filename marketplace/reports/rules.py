"""What is true of reports: their states, their clock, their limits. None of it touches a certificate or a bag."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from marketplace.access.permissions import Permission
from marketplace.certificates.waiting import working_day_after
from marketplace.kit.lifecycle import Lifecycle, Move

Limits = tuple[tuple[int, timedelta], ...]

RECEIPT_LENGTH = 10
"""Crockford characters of a receipt: 50 bits of chance, and read aloud without mistakes."""
MIN_TEXT, MAX_TEXT = 20, 2000
MIN_WORDS = 4
"""Fewer words are no sentence anybody could look into."""
MAX_SENTENCE = 300
MAX_NAME, MAX_EMAIL = 120, 254

REPLY_WITHIN = timedelta(days=7)
"""How long the artisan has for her reply. Ours: a week holds a market day and a day on which there is signal."""
DECIDE_WORKING_DAYS = 14
"""Working days from receipt to outcome. Ours: the artisan's week, and a week for an LSP to answer the officer."""
KEEP_FOR = timedelta(days=30)
"""How long evidence and the reporter's name and address stay after the outcome: as long as an appeal can be made."""

ADDRESS_LIMITS: Limits = ((10, timedelta(hours=1)), (30, timedelta(days=1)))
"""Reports from one network address; many phones share one here."""
SENDER_LIMITS: Limits = ((3, timedelta(hours=1)), (6, timedelta(days=1)))
"""Reports of one sender about one record or bag."""
RECORD_LIMITS: Limits = ((10, timedelta(hours=1)), (30, timedelta(days=1)))
"""Reports of everybody about one record or bag: senders can be made up, an officer's day cannot."""


class Subject(StrEnum):
    """What a report is about."""

    RECORD = "record"
    BAG = "bag"


class Reason(StrEnum):
    """What the reporter doubts."""

    NUMBER_WRONG = "number_wrong"
    NOT_THIS_PERSON = "not_this_person"
    NOT_MADE_BY_HOLDER = "not_made_by_holder"
    WITHDRAWN_BY_ISSUER = "withdrawn_by_issuer"
    BADGE_MISUSED = "badge_misused"
    STOLEN_PHOTOS = "stolen_photos"
    NOT_AS_DESCRIBED = "not_as_described"
    NOT_MADE_BY_MAKER = "not_made_by_maker"
    PROHIBITED = "prohibited"
    COUNTERFEIT = "counterfeit"
    OTHER = "other"


REASONS: Mapping[Subject, tuple[Reason, ...]] = {
    Subject.RECORD: (
        Reason.NUMBER_WRONG,
        Reason.NOT_THIS_PERSON,
        Reason.NOT_MADE_BY_HOLDER,
        Reason.WITHDRAWN_BY_ISSUER,
        Reason.BADGE_MISUSED,
        Reason.OTHER,
    ),
    Subject.BAG: (
        Reason.STOLEN_PHOTOS,
        Reason.NOT_AS_DESCRIBED,
        Reason.NOT_MADE_BY_MAKER,
        Reason.PROHIBITED,
        Reason.COUNTERFEIT,
        Reason.OTHER,
    ),
}


class State(StrEnum):
    """How far a report is."""

    RECEIVED = "received"
    WITH_ARTISAN = "with_artisan"
    REPLIED = "replied"
    CLOSED = "closed"


class Action(StrEnum):
    FORWARD = "forward"
    REPLY = "reply"
    CLOSE = "close"
    SET_ASIDE = "set_aside"


class Outcome(StrEnum):
    """What came of a report. `OUTSIDE` is not about the record or bag at all, and is never public."""

    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    CORRECTED = "corrected"
    OUTSIDE = "outside"


PUBLIC_OUTCOMES: frozenset[Outcome] = frozenset(Outcome) - {Outcome.OUTSIDE}
OPEN_STATES: frozenset[State] = frozenset(State) - {State.CLOSED}

_ARTISAN, _OFFICER = Permission.SUBMIT_CERTIFICATE, Permission.REVIEW_CERTIFICATE

LIFECYCLE: Lifecycle[State, Action, Permission] = Lifecycle(
    [
        Move(Action.FORWARD, frozenset({State.RECEIVED}), State.WITH_ARTISAN, _OFFICER, needs_reason=True),
        Move(Action.REPLY, frozenset({State.WITH_ARTISAN}), State.REPLIED, _ARTISAN, needs_reason=True),
        Move(
            Action.CLOSE,
            frozenset({State.WITH_ARTISAN, State.REPLIED}),
            State.CLOSED,
            _OFFICER,
            needs_reason=True,
        ),
        Move(Action.SET_ASIDE, OPEN_STATES, State.CLOSED, _OFFICER, needs_reason=True),
    ]
)
"""Closing from `WITH_ARTISAN` also needs the time for the reply to be over: see `may_close`."""


def closing(outcome: Outcome) -> Action:
    """Return the step that ends a report with this outcome."""
    return Action.SET_ASIDE if outcome is Outcome.OUTSIDE else Action.CLOSE


def time_is_over(reply_until: datetime | None, at: datetime) -> bool:
    """Whether the artisan's time for a reply has run out. False while it has not begun."""
    return reply_until is not None and at >= reply_until


def may_close(state: State, reply_until: datetime | None, at: datetime) -> bool:
    """Whether a report may be proven, not proven or corrected now: after the reply, or after the time for it."""
    if state is State.WITH_ARTISAN:
        return time_is_over(reply_until, at)
    return state is State.REPLIED


def due_on(received_on: date) -> date:
    """Return the last day on which the outcome is in time, counted on the installation's calendar."""
    return working_day_after(received_on, DECIDE_WORKING_DAYS)


def first_in_time(today: date) -> date:
    """Return the earliest day of receipt that is not late today; what came before it is."""
    day = today
    while due_on(day - timedelta(days=1)) >= today:
        day -= timedelta(days=1)
    return day
