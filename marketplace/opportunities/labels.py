"""What kinds, states, steps and answers are called, and what can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext

from marketplace.opportunities.rules import Action, Answer, Deed, Kind, State

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = (
    {
        Kind.FAIR: lazy_gettext("Fair"),
        Kind.EXHIBITION: lazy_gettext("Exhibition"),
        Kind.PROCUREMENT: lazy_gettext("Procurement"),
        Kind.TRAINING: lazy_gettext("Training course"),
        Kind.FINANCE: lazy_gettext("Finance"),
    },
    {
        State.DRAFT: lazy_gettext("Draft"),
        State.PUBLISHED: lazy_gettext("Published"),
        State.CLOSED: lazy_gettext("Closed"),
        State.WITHDRAWN: lazy_gettext("Withdrawn"),
    },
    {
        Action.PUBLISH: lazy_gettext("Publish it"),
        Action.CLOSE: lazy_gettext("Close it, no more applications"),
        Action.REOPEN: lazy_gettext("Open it again"),
        Action.WITHDRAW: lazy_gettext("Withdraw it"),
        Action.BRING_BACK: lazy_gettext("Make it a draft again"),
    },
    {
        Answer.SENT: lazy_gettext("Application sent"),
        Answer.SHORTLISTED: lazy_gettext("On the shortlist"),
        Answer.CHOSEN: lazy_gettext("Chosen"),
        Answer.NOT_CHOSEN: lazy_gettext("Not chosen"),
        Answer.TAKEN_BACK: lazy_gettext("Taken back"),
    },
    {
        Deed.TAKE_BACK: lazy_gettext("Take the application back"),
        Deed.SEND_AGAIN: lazy_gettext("Apply again"),
        Deed.SHORTLIST: lazy_gettext("Put on the shortlist"),
        Deed.UNLIST: lazy_gettext("Take off the shortlist"),
        Deed.CHOOSE: lazy_gettext("Choose"),
        Deed.LEAVE_OUT: lazy_gettext("Do not choose"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "opportunities.title": lazy_gettext("Write the Indonesian title."),
    "opportunities.offered_by": lazy_gettext("Write who offers it."),
    "opportunities.last_without_first": lazy_gettext("Write the first day as well."),
    "opportunities.last_before_first": lazy_gettext("The last day lies before the first."),
    "opportunities.deadline_after": lazy_gettext("The last day to apply lies after the end."),
    "opportunities.deadline_over": lazy_gettext("The last day to apply is over: write a later one."),
    "opportunities.both_languages": lazy_gettext(
        "Write this before you publish: visitors read both languages."
    ),
    "opportunities.not_possible": lazy_gettext(
        "That step cannot be taken now. Somebody may have been quicker: open the page again."
    ),
    "opportunities.changed": lazy_gettext(
        "Somebody changed this after you opened it. Open it again in another tab, compare, and save again."
    ),
    "opportunities.decided": lazy_gettext("An outcome was given. Nothing moves any more."),
    "opportunities.not_closed": lazy_gettext(
        "Close it first: an outcome is given once nobody can apply any more."
    ),
    "opportunities.not_standing": lazy_gettext(
        "Somebody has taken an application back meanwhile. Look at the list again and choose once more."
    ),
    "opportunities.too_many": lazy_gettext("You have chosen more than there are places."),
    "opportunities.over": lazy_gettext("The last day to apply is over, so nothing was sent."),
    "opportunities.not_eligible": lazy_gettext(
        "You cannot apply: your record does not fit what is asked for. The list below says what misses."
    ),
}
FIELDS: Mapping[str, LazyString] = {
    "kind": lazy_gettext("What it is"),
    "title": lazy_gettext("Title in Indonesian"),
    "title_en": lazy_gettext("Title in English"),
    "description": lazy_gettext("Description in Indonesian"),
    "description_en": lazy_gettext("Description in English"),
    "offered_by": lazy_gettext("Who offers it"),
    "place_code": lazy_gettext("Where"),
    "first_on": lazy_gettext("First day"),
    "last_on": lazy_gettext("Last day"),
    "deadline": lazy_gettext("Last day to apply"),
    "places": lazy_gettext("Places to give"),
    "units": lazy_gettext("Needs one of these units"),
    "rule_valid": lazy_gettext("Needs a certificate that is valid today"),
    "rule_until": lazy_gettext("Needs a certificate valid until"),
    "areas": lazy_gettext("For artisans of"),
    "state": lazy_gettext("State"),
}
"""The fields of an entry, in forms and histories alike."""


def value_words(field: str, value: object) -> str:
    """Return one side of a change in the history; what was not recorded is said to be that."""
    if value is None or value == "" or value == []:
        return gettext("not recorded")
    if field == "state":
        return str(LABELS[1][State(str(value))])
    if field == "kind":
        return str(LABELS[0][Kind(str(value))])
    if isinstance(value, bool):
        return gettext("Yes")
    if isinstance(value, list):
        return "; ".join(str(line) for line in value)
    return str(value)
