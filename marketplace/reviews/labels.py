"""Words about reviews."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.reviews.rules import Aspect

LABELS: Mapping[StrEnum, LazyString] = {
    Aspect.AS_DESCRIBED: lazy_gettext("As described"),
    Aspect.MADE_WELL: lazy_gettext("Made well"),
    Aspect.ON_TIME: lazy_gettext("On time"),
    Aspect.COMMUNICATION: lazy_gettext("Communication"),
}
MESSAGES: Mapping[str, LazyString] = {
    "review.mark": lazy_gettext("Choose a mark from 1 to 5."),
    "review.why": lazy_gettext("Write why this mark is so low."),
    "review.name": lazy_gettext("Write the name to stand beside your review; it may be made up."),
    "review.reply": lazy_gettext("Write your reply."),
    "review.not_yet": lazy_gettext("This order can be reviewed once the bag was handed over."),
    "review.account": lazy_gettext(
        "The artisan passed this link on herself. Sign in with the account that confirmed the order, then review it."
    ),
    "review.own": lazy_gettext(
        "The artisan and people related to her cannot review her orders, nor can anybody under an address of theirs."
    ),
    "review.letter": lazy_gettext("Open this page by the link in our letter, or sign in, and send it again."),
    "review.address": lazy_gettext(
        "Open this page by the link in our letter, or sign in, and send it again."
    ),
    "review.letter_void": lazy_gettext(
        "This link no longer works: it was cut off, or another address was given since. Have a new one sent to you."
    ),
    "review.too_many_letters": lazy_gettext(
        "Enough letters were sent for now. Look into the mailbox, or try again in %(minutes)s minutes."
    ),
    "review.too_many_versions": lazy_gettext("This review was changed as often as it may be."),
    "review.replied": lazy_gettext("You have replied already; a reply is given once."),
}
