"""What standings of approvals are called; and what can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.approvals.rules import Means, Outcome, Standing

STANDINGS: Mapping[StrEnum, LazyString] = {
    Standing.WAITING: lazy_gettext("Waits for the artisan"),
    Standing.APPROVED: lazy_gettext("Approved, put on show"),
    Standing.REFUSED: lazy_gettext("Not approved"),
    Standing.TAKEN_OVER: lazy_gettext("The artisan finishes it herself"),
    Standing.REPLACED: lazy_gettext("Asked again later"),
    Standing.CHANGED: lazy_gettext("The draft was changed since; ask again"),
    Standing.LAPSED: lazy_gettext("Seven days are over; ask again"),
    Standing.HELP_ENDED: lazy_gettext("Ended with the help"),
    Standing.NO_DRAFT: lazy_gettext("No draft any more"),
}
MEANS: Mapping[StrEnum, LazyString] = {
    Means.LINK: lazy_gettext("by the link in the letter"),
    Means.SIGN_IN: lazy_gettext("signed in"),
}
OUTCOMES: Mapping[StrEnum, LazyString] = {one: STANDINGS[Standing(one.value)] for one in Outcome}
LABELS = (STANDINGS, OUTCOMES, MEANS)
MESSAGES: Mapping[str, LazyString] = {
    "approval.only_helpers": lazy_gettext(
        "Only helpers ask for approval. Your own bag you put on show yourself."
    ),
    "approval.not_draft": lazy_gettext("This bag is no draft any more; there is nothing to approve."),
    "approval.hers": lazy_gettext("The artisan has said that she finishes this draft herself."),
    "approval.waiting": lazy_gettext(
        "She has just been asked about this draft. Ask again in an hour at the earliest."
    ),
    "approval.too_many": lazy_gettext("She has been asked very often today. Go on tomorrow."),
    "approval.words": lazy_gettext("Say in a few words what should be different."),
    "approval.helper": lazy_gettext(
        "This link is for the artisan herself. Whoever drafted the bag cannot approve it."
    ),
    "approval.approved": lazy_gettext("You have approved this bag already. It was put on show once."),
    "approval.refused": lazy_gettext("You have answered already: you did not approve this draft."),
    "approval.taken_over": lazy_gettext("You have answered already: you finish this draft yourself."),
    "approval.replaced": lazy_gettext(
        "You were asked again about this bag. Use the newest letter, or the page of drafts in your studio."
    ),
    "approval.changed": lazy_gettext(
        "The draft was changed after you were asked, so this can no longer be approved. Your helper can ask you again."
    ),
    "approval.lapsed": lazy_gettext(
        "Seven days are over. Nothing was put on show. Your helper can ask you again."
    ),
    "approval.help_ended": lazy_gettext(
        "The person who asked no longer helps you. The draft is still in your studio."
    ),
    "approval.no_draft": lazy_gettext("This bag is no draft any more; there is nothing left to approve."),
}
