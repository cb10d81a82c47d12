"""Words about public questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.questions.rules import Action, FlagReason, State

LABELS: Sequence[Mapping[StrEnum, LazyString]] = (
    {
        State.WAITING: lazy_gettext("Waits for your answer"),
        State.ANSWERED: lazy_gettext("On the bag's page"),
        State.HIDDEN: lazy_gettext("Hidden by the artisan"),
        State.REMOVED: lazy_gettext("Removed by an officer"),
    },
    {
        Action.ANSWER: lazy_gettext("Answer for everybody"),
        Action.CORRECT: lazy_gettext("Correct the answer"),
        Action.HIDE: lazy_gettext("Hide this question"),
        Action.SHOW: lazy_gettext("Show it with this answer"),
        Action.REMOVE: lazy_gettext("Remove it"),
    },
    {
        FlagReason.PERSONAL: lazy_gettext("It tells something private about somebody"),
        FlagReason.RUDE: lazy_gettext("It insults or threatens somebody"),
        FlagReason.ADVERTISING: lazy_gettext("It advertises something else"),
        FlagReason.UNTRUE: lazy_gettext("Question or answer is not true"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "question.name": lazy_gettext("Write a name, or one you make up: it stands beside your question."),
    "question.body": lazy_gettext("Write your question."),
    "question.answer": lazy_gettext("Write your answer."),
    "question.reason": lazy_gettext("Write why it is removed; the artisan reads it."),
    "question.flag": lazy_gettext("Choose what is wrong with it."),
    "question.email": lazy_gettext("This is no e-mail address. Leave it empty if you want no letter."),
    "question.has_link": lazy_gettext("Leave out web addresses: everybody will read this."),
    "question.has_email": lazy_gettext(
        "Leave out e-mail addresses and account names: everybody will read this."
    ),
    "question.has_phone": lazy_gettext("Leave out telephone numbers: everybody will read this."),
    "question.not_offered": lazy_gettext("This bag is sold. Write to the artisan if you want a similar one."),
    "question.too_many": lazy_gettext(
        "Many questions came in a short time. Your text is still here: send it again in %(minutes)s minutes."
    ),
}
