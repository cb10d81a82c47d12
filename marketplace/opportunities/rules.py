"""What is true of opportunities and applications: their steps, their days, their limits."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from marketplace.kit.lifecycle import Lifecycle, Move

MAX_TITLE, MAX_WORDS, MAX_OFFERER, MAX_OUTCOME = 120, 4000, 160, 1000
"""Characters."""
MOST_PLACES = 1000
MOST_UNITS, MOST_AREAS = 40, 40
NEAR = timedelta(days=7)
"""So long before the deadline those who may apply, and chose to hear of it, are told."""


class Kind(StrEnum):
    FAIR = "fair"
    EXHIBITION = "exhibition"
    PROCUREMENT = "procurement"
    TRAINING = "training"
    FINANCE = "finance"


class State(StrEnum):
    """Visitors see published and closed ones. Applying also needs a deadline that is not over: see `takes_more`."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    PUBLISH = "publish"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    BRING_BACK = "bring_back"


class Mover(StrEnum):
    """Who may take a step: an officer, or the calendar as well."""

    OFFICER = "officer"
    CALENDAR = "calendar"


def _step(
    action: Action, sources: set[State], target: State, mover: Mover = Mover.OFFICER
) -> Move[State, Action, Mover]:
    return Move(action, frozenset(sources), target, mover)


LIFECYCLE: Lifecycle[State, Action, Mover] = Lifecycle(
    [
        _step(Action.PUBLISH, {State.DRAFT}, State.PUBLISHED),
        _step(Action.CLOSE, {State.PUBLISHED}, State.CLOSED, Mover.CALENDAR),
        _step(Action.REOPEN, {State.CLOSED}, State.PUBLISHED),
        _step(Action.WITHDRAW, {State.DRAFT, State.PUBLISHED, State.CLOSED}, State.WITHDRAWN),
        _step(Action.BRING_BACK, {State.WITHDRAWN}, State.DRAFT),
    ]
)
"""Once an outcome was given, nothing moves any more (`may_move`)."""
SHOWN = (State.PUBLISHED, State.CLOSED)


class Answer(StrEnum):
    """Where an application stands."""

    SENT = "sent"
    SHORTLISTED = "shortlisted"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    TAKEN_BACK = "taken_back"


class Deed(StrEnum):
    """What is done with an application."""

    TAKE_BACK = "take_back"
    SEND_AGAIN = "send_again"
    SHORTLIST = "shortlist"
    UNLIST = "unlist"
    CHOOSE = "choose"
    LEAVE_OUT = "leave_out"


class Doer(StrEnum):
    """Who does it: the artisan with her own, an officer with anybody's but her own or a relative's."""

    ARTISAN = "artisan"
    OFFICER = "officer"


def _deed(deed: Deed, sources: set[Answer], target: Answer, doer: Doer) -> Move[Answer, Deed, Doer]:
    return Move(deed, frozenset(sources), target, doer)


ANSWERS: Lifecycle[Answer, Deed, Doer] = Lifecycle(
    [
        _deed(Deed.TAKE_BACK, {Answer.SENT, Answer.SHORTLISTED}, Answer.TAKEN_BACK, Doer.ARTISAN),
        _deed(Deed.SEND_AGAIN, {Answer.TAKEN_BACK}, Answer.SENT, Doer.ARTISAN),
        _deed(Deed.SHORTLIST, {Answer.SENT}, Answer.SHORTLISTED, Doer.OFFICER),
        _deed(Deed.UNLIST, {Answer.SHORTLISTED}, Answer.SENT, Doer.OFFICER),
        _deed(Deed.CHOOSE, {Answer.SENT, Answer.SHORTLISTED}, Answer.CHOSEN, Doer.OFFICER),
        _deed(Deed.LEAVE_OUT, {Answer.SENT, Answer.SHORTLISTED}, Answer.NOT_CHOSEN, Doer.OFFICER),
    ]
)
STANDING = (Answer.SENT, Answer.SHORTLISTED)
"""Applications that wait for an outcome."""


def takes_more(state: State, deadline: date, today: date) -> bool:
    """Whether artisans can apply today: the last day counts to its end, whether or not the daily job has run."""
    return state is State.PUBLISHED and today <= deadline


def is_near(state: State, deadline: date, today: date) -> bool:
    """Whether the deadline is so near that those who may apply are told."""
    return takes_more(state, deadline, today) and deadline - today <= NEAR


def may_move(state: State, action: Action, *, decided: bool) -> bool:
    """Whether an officer can take this step; none once an outcome was given."""
    return not decided and LIFECYCLE.allows(state, action)


def wrong_days(first: date | None, last: date | None, deadline: date) -> dict[str, str]:
    """Return what does not fit about the days, as message codes by field."""
    if last is not None and first is None:
        return {"first_on": "opportunities.last_without_first"}
    if first is not None and last is not None and last < first:
        return {"last_on": "opportunities.last_before_first"}
    end = last or first
    return {"deadline": "opportunities.deadline_after"} if end is not None and deadline > end else {}


def lacking_for_publication(
    title_en: str, description: str, description_en: str, deadline: date, today: date
) -> dict[str, str]:
    """Return what still misses before visitors of both languages can read it, as message codes by field."""
    texts = {"title_en": title_en, "description": description, "description_en": description_en}
    found = {name: "opportunities.both_languages" for name, text in texts.items() if not text.strip()}
    return found | ({"deadline": "opportunities.deadline_over"} if deadline < today else {})
