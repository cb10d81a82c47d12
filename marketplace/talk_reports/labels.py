"""Words about reports of talks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.talk_reports.rules import Category, Outcome

CATEGORIES: Mapping[StrEnum, LazyString] = {
    Category.INSULT: lazy_gettext("Insults or threats"),
    Category.UNWANTED: lazy_gettext("Unwanted advances"),
    Category.FRAUD: lazy_gettext("It looks like fraud"),
    Category.ADVERTISING: lazy_gettext("Advertising, or the same again and again"),
    Category.ORDER: lazy_gettext("Something about an order"),
    Category.OTHER: lazy_gettext("Something else about the talk"),
}
OUTCOMES: Mapping[StrEnum, LazyString] = {
    Outcome.NO_STEP: lazy_gettext("No step was needed"),
    Outcome.WARNED: lazy_gettext("A warning was given"),
    Outcome.BLOCKED: lazy_gettext("Neither of the two can write to the other any more"),
    Outcome.PASSED_ON: lazy_gettext("Left to a dispute over the order"),
}
LABELS: Sequence[Mapping[StrEnum, LazyString]] = (CATEGORIES, OUTCOMES)
MESSAGES: Mapping[str, LazyString] = {
    "talk_report.category": lazy_gettext("Choose what is wrong with the talk."),
    "talk_report.words": lazy_gettext("Write it down in a sentence or two."),
    "talk_report.outcome": lazy_gettext("Choose the outcome of the report."),
    "talk_report.open": lazy_gettext("You reported this talk already, and an officer will look at it."),
    "talk_report.nothing_new": lazy_gettext(
        "An officer has dealt with this talk, and nothing was written since. You can report it again once there is"
        " something new."
    ),
    "talk_report.ruled": lazy_gettext("Another officer was quicker: this report has an outcome."),
    "talk_report.no_order": lazy_gettext(
        "The two have agreed on no order over which a dispute could be opened."
    ),
    "talk_report.own_talk": lazy_gettext("This is your own talk. Another officer has to look at it."),
    "talk_report.too_many": lazy_gettext(
        "Many reports came from your connection in a short time. Your words are still here: send them in %(minutes)s"
        " minutes."
    ),
}


def words_of(value: str) -> str:
    """Return what a category or an outcome is called, from the value a letter carries."""
    for words in LABELS:
        for member, name in words.items():
            if member.value == value:
                return str(name)
    return value
