"""Words about custom requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.requests.rules import Action, Answer, State

STATES: Mapping[StrEnum, LazyString] = {
    State.OPEN: lazy_gettext("Open for offers"),
    State.FILLED: lazy_gettext("All pieces are ordered"),
    State.CLOSED: lazy_gettext("Closed with what was ordered"),
    State.CANCELLED: lazy_gettext("Withdrawn by the buyer"),
    State.LAPSED: lazy_gettext("Ended without an order"),
}
ANSWERS: Mapping[StrEnum, LazyString] = {
    Answer.WAITING: lazy_gettext("Not answered yet"),
    Answer.OFFERED: lazy_gettext("Offer made"),
    Answer.ASKED_BACK: lazy_gettext("Asked back"),
    Answer.DECLINED: lazy_gettext("Cannot make it"),
}
ACTIONS: Mapping[StrEnum, LazyString] = {
    Action.FILL: lazy_gettext("All pieces are ordered"),
    Action.REOPEN: lazy_gettext("Open it again for what is left"),
    Action.CLOSE: lazy_gettext("End this request"),
    Action.CANCEL: lazy_gettext("End this request"),
    Action.END: lazy_gettext("Its day is over"),
    Action.LAPSE: lazy_gettext("Its day is over"),
}
LABELS: Sequence[Mapping[StrEnum, LazyString]] = (STATES, ANSWERS, ACTIONS)
MESSAGES: Mapping[str, LazyString] = {
    "request.words": lazy_gettext("Write what you would like to have made."),
    "request.technique": lazy_gettext("Choose a technique."),
    "request.unit": lazy_gettext("Nobody holds this unit today. Choose another, or none."),
    "request.needed": lazy_gettext("Write the day by which you need the bags."),
    "request.closes": lazy_gettext("Write the last day for offers."),
    "request.past": lazy_gettext("This day is over. Write one from today on."),
    "request.far": lazy_gettext("This day is more than a year away. Check the year."),
    "request.closes_far": lazy_gettext("Offers are taken for 60 days at most."),
    "request.closes_late": lazy_gettext("Offers have to come before the day on which you need the bags."),
    "request.reason": lazy_gettext("Write why you cannot; the buyer reads it."),
    "request.has_email": lazy_gettext(
        "Leave e-mail addresses and @names out of this text: how you are reached is passed on once you two agree."
    ),
    "request.has_link": lazy_gettext("Leave links to other sites out of this text."),
    "request.has_phone": lazy_gettext(
        "Leave telephone numbers out of this text: how you are reached is passed on once you two agree."
    ),
    "request.nobody": lazy_gettext(
        "At the moment nobody who holds this technique's unit makes to order and has room in her weeks."
        " Try another technique or a later day, or write to an artisan."
    ),
    "request.ordered": lazy_gettext(
        "The buyer has ordered from you already: call the order off in its note."
    ),
    "request.own_bag": lazy_gettext("This is your own bag."),
    "request.link_replaced": lazy_gettext(
        "A newer link to this request was sent. Open the newest letter about it."
    ),
    "request.link": lazy_gettext("There is no request behind this link, or it has run out."),
    "request.over": lazy_gettext("This request takes no more offers."),
    "request.full": lazy_gettext("All pieces are ordered."),
    "request.no_bag": lazy_gettext(
        "An offer stands on a bag of yours. Put one you make to order in this technique on show, then answer."
    ),
    "request.no_talk": lazy_gettext("A talk can begin only about a bag that is there."),
    "request.offered_more": lazy_gettext("This is more than is asked for, or than one order note takes."),
    "request.offer_gone": lazy_gettext(
        "This offer no longer stands: it was changed, or its day is over. Nothing was ordered."
    ),
    "request.more_than_offered": lazy_gettext("She does not offer so many."),
    "request.more_than_left": lazy_gettext("Not so many are left to order. Nothing was ordered."),
    "request.too_many": lazy_gettext(
        "Many requests came in a short time. What you wrote is still here: send it again in %(minutes)s minutes."
    ),
}
