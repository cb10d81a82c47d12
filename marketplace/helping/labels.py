"""What helpers may do, and have done, is called; and what can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext

from marketplace.access.tasks import Task
from marketplace.helping.rules import Deed, Standing

TASKS: Mapping[StrEnum, LazyString] = {
    Task.BAGS: lazy_gettext("Prepare bags: photos, words, price, as drafts that the artisan approves"),
    Task.PUBLISH: lazy_gettext("Put bags on show, change, pause and sell them"),
    Task.TALKS: lazy_gettext("Answer questions in talks, in their own name"),
    Task.ORDERS: lazy_gettext("Mark order notes as begun, finished, handed over"),
    Task.SALES: lazy_gettext("Look at the sales book"),
}
DEEDS: Mapping[StrEnum, LazyString] = {
    Deed.BAG_BEGUN: lazy_gettext("began a bag"),
    Deed.BAG_CHANGED: lazy_gettext("changed a bag"),
    Deed.BAG_PUBLISHED: lazy_gettext("put a bag on show"),
    Deed.BAG_PAUSED: lazy_gettext("paused a bag"),
    Deed.BAG_SOLD: lazy_gettext("marked a bag as sold"),
    Deed.ANSWERED: lazy_gettext("answered a buyer"),
    Deed.ORDER_STARTED: lazy_gettext("marked an order as begun"),
    Deed.ORDER_FINISHED: lazy_gettext("marked an order as finished"),
    Deed.ORDER_HANDED_OVER: lazy_gettext("marked an order as handed over"),
}
STANDINGS: Mapping[StrEnum, LazyString] = {
    Standing.INVITED: lazy_gettext("Invited"),
    Standing.LAPSED: lazy_gettext("Invitation has run out"),
    Standing.HELPS: lazy_gettext("Helps"),
    Standing.ENDED: lazy_gettext("Ended"),
}


def writer(helper: str, artisan: str) -> str:
    """Return who wrote or did something for an artisan: she herself, or a helper in their own name."""
    return gettext("%(helper)s, for %(artisan)s", helper=helper, artisan=artisan) if helper else artisan


LABELS = (TASKS, DEEDS, STANDINGS)
MESSAGES: Mapping[str, LazyString] = {
    "forbidden.helper": lazy_gettext(
        "You are helping in somebody's studio. This is not among what she lets you do there."
    ),
    "forbidden.ended": lazy_gettext(
        "You no longer help in this studio. Nothing was changed. Go back to your own pages with the button above."
    ),
    "helper.tasks": lazy_gettext("Tick at least one thing this person may do."),
    "helper.contact": lazy_gettext("Write an e-mail address or an Indonesian mobile number."),
    "helper.self": lazy_gettext("This is your own address or number."),
    "helper.own": lazy_gettext("This is your own studio; you need no invitation to it."),
    "helper.too_many": lazy_gettext(
        "At most %(limit)s people can help in one studio, open invitations counted. End one first."
    ),
    "helper.staff": lazy_gettext(
        "Officers and people of certifying bodies cannot help in a studio: they decide about its certificates."
    ),
    "helper.not_you": lazy_gettext(
        "This invitation was made for another e-mail address or number than those of your account."
    ),
    "helper.already": lazy_gettext("You help in this studio already."),
    "helper.hers": lazy_gettext("Only the artisan herself does this."),
    "helper.own_talk": lazy_gettext("This talk is your own as a buyer. The artisan answers it herself."),
    "helper.own_order": lazy_gettext("You are the buyer of this order. The artisan marks its steps herself."),
}
