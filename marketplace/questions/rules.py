"""What is true of public questions: when they are seen, who may take them away, how many may be asked.

A question is seen by nobody but its artisan (and officers) until she answers it: her answer puts both on the page. So
nothing a stranger typed stands in public unread, and an unanswered question accuses nobody.
"""

import unicodedata
from datetime import timedelta
from enum import StrEnum

from marketplace.access.permissions import Permission
from marketplace.kit.contacts import carries_email, carries_link, carries_phone
from marketplace.kit.lifecycle import Lifecycle, Move
from marketplace.kit.text import squeeze_lines

Limits = tuple[tuple[int, timedelta], ...]

MAX_NAME = 40
MIN_QUESTION, MAX_QUESTION = 5, 500
MAX_ANSWER = 1000
MAX_REASON = 300
MAX_EMAIL = 254
MOST_MARKS = 3
"""Marks one letter may carry, in any writing: more are stacked to run across what stands beside them."""

SENDER_LIMITS: Limits = ((3, timedelta(hours=1)), (10, timedelta(days=1)))
"""Questions of one sender about one bag."""
ADDRESS_LIMITS: Limits = ((20, timedelta(hours=1)), (80, timedelta(days=1)))
"""Questions from one network address; many phones share one here."""
LISTING_LIMITS: Limits = ((20, timedelta(hours=1)), (60, timedelta(days=1)))
"""Questions of everybody about one bag: senders can be made up, an artisan's patience cannot."""
FLAG_LIMITS: Limits = ((10, timedelta(hours=1)), (30, timedelta(days=1)))
"""Reports of questions from one network address."""

FORGET_AFTER = timedelta(days=90)
"""How long an unanswered question keeps where its answer should go, and a settled report who sent it."""


class State(StrEnum):
    """Only `ANSWERED` is public. `HIDDEN` is the artisan's doing, `REMOVED` an officer's; both are kept and counted."""

    WAITING = "waiting"
    ANSWERED = "answered"
    HIDDEN = "hidden"
    REMOVED = "removed"


class Action(StrEnum):
    ANSWER = "answer"
    CORRECT = "correct"
    HIDE = "hide"
    SHOW = "show"
    REMOVE = "remove"


class FlagReason(StrEnum):
    """Why somebody reports a question."""

    PERSONAL = "personal"
    RUDE = "rude"
    ADVERTISING = "advertising"
    UNTRUE = "untrue"


_MARKS = frozenset({"Mn", "Me"})
_ARTISAN, _OFFICER = Permission.ANSWER_INQUIRY, Permission.MODERATE_QUESTION
_KEPT = frozenset({State.WAITING, State.ANSWERED, State.HIDDEN})

LIFECYCLE: Lifecycle[State, Action, Permission] = Lifecycle(
    [
        Move(Action.ANSWER, frozenset({State.WAITING}), State.ANSWERED, _ARTISAN, needs_reason=True),
        Move(Action.CORRECT, frozenset({State.ANSWERED}), State.ANSWERED, _ARTISAN, needs_reason=True),
        Move(Action.HIDE, frozenset({State.WAITING, State.ANSWERED}), State.HIDDEN, _ARTISAN),
        Move(Action.SHOW, frozenset({State.HIDDEN}), State.ANSWERED, _ARTISAN, needs_reason=True),
        Move(Action.REMOVE, _KEPT, State.REMOVED, _OFFICER, needs_reason=True),
    ]
)
"""The words owed are the answer; for a removal the reason. What was hidden comes back with an answer only."""


def clean(text: str) -> str:
    """Return a public text: plain, its line breaks kept, nothing that turns the writing around or runs over it."""
    kept, run = [], 0
    for char in unicodedata.normalize("NFD", squeeze_lines(text)):
        run = run + 1 if unicodedata.category(char) in _MARKS else 0
        if run <= MOST_MARKS:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def contact_in(text: str) -> str | None:
    """Return the code of what a public text must not carry: "link", "email" or "phone"; None where there is nothing."""
    found = (("email", carries_email), ("link", carries_link), ("phone", carries_phone))
    return next((code for code, carries in found if carries(text)), None)
