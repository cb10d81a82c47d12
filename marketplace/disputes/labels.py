"""Words about disputes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.disputes.rules import Action, Category, Ending, Outcome, State

CATEGORIES: Mapping[StrEnum, LazyString] = {
    Category.NOT_AS_DESCRIBED: lazy_gettext("Not as it was described"),
    Category.NOT_DELIVERED: lazy_gettext("It never arrived"),
    Category.LATE: lazy_gettext("It is late"),
    Category.DAMAGED: lazy_gettext("It is damaged"),
    Category.PAYMENT: lazy_gettext("About the payment"),
    Category.OTHER: lazy_gettext("Something else about the order"),
}
STATES: Mapping[StrEnum, LazyString] = {
    State.OPEN: lazy_gettext("Waits for the other side's reply"),
    State.REPLIED: lazy_gettext("Replied, waits for an officer"),
    State.SETTLED: lazy_gettext("Settled between the two"),
    State.WITHDRAWN: lazy_gettext("Taken back"),
    State.DECIDED: lazy_gettext("An officer gave the outcome"),
}
ENDINGS: Mapping[StrEnum, LazyString] = {
    Ending.GO_ON: lazy_gettext("The order goes on where it stood"),
    Ending.CALL_OFF: lazy_gettext("The order is called off"),
}
OUTCOMES: Mapping[StrEnum, LazyString] = {
    Outcome.FOR_BUYER: lazy_gettext("The buyer is right"),
    Outcome.FOR_ARTISAN: lazy_gettext("The artisan is right"),
    Outcome.SHARED: lazy_gettext("Both have a part in it"),
    Outcome.NOT_PROVEN: lazy_gettext("It could not be proven"),
    Outcome.WITHDRAWN: lazy_gettext("It was taken back"),
}
DEEDS: Mapping[StrEnum, LazyString] = {
    Action.OPEN: lazy_gettext("Dispute opened"),
    Action.REPLY: lazy_gettext("Reply to the dispute"),
    Action.PROPOSE: lazy_gettext("Proposal to settle it"),
    Action.ACCEPT: lazy_gettext("Proposal accepted: settled"),
    Action.WITHDRAW: lazy_gettext("Dispute taken back"),
    Action.DECIDE: lazy_gettext("Outcome of an officer"),
}
LABELS: Sequence[Mapping[StrEnum, LazyString]] = (CATEGORIES, STATES, ENDINGS, OUTCOMES, DEEDS)
MESSAGES: Mapping[str, LazyString] = {
    "dispute.category": lazy_gettext("Choose what is wrong."),
    "dispute.words": lazy_gettext("Write it down in a sentence or two; the other side reads it."),
    "dispute.ending": lazy_gettext("Choose how it is to be settled."),
    "dispute.outcome": lazy_gettext("Choose the outcome."),
    "dispute.not_yours": lazy_gettext("This step in the dispute is the other side's."),
    "dispute.own_proposal": lazy_gettext("You made this proposal: the other side has to accept it."),
    "dispute.proposal_changed": lazy_gettext(
        "The proposal is no longer the one you saw. Nothing was accepted: read the one at hand."
    ),
    "dispute.proposals": lazy_gettext(
        "You have made as many proposals as one dispute takes. Accept the other side's, or wait for the officer."
    ),
    "dispute.too_early": lazy_gettext(
        "The outcome has to wait for the other side's reply, or for the end of the time for it."
    ),
    "dispute.none": lazy_gettext("No dispute can be opened about this order note now."),
    "dispute.own_order": lazy_gettext("This is your own order. Another officer has to look at it."),
}


def words_of(value: str) -> str:
    """Return what a category, an ending or an outcome is called, from the value a letter carries."""
    for words in (CATEGORIES, ENDINGS, OUTCOMES):
        for member, name in words.items():
            if member.value == value:
                return str(name)
    return value
