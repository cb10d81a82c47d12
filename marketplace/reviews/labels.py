"""Words about reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.reviews.rules import Aspect, Objection, Ruling

LABELS: Sequence[Mapping[StrEnum, LazyString]] = (
    {
        Aspect.AS_DESCRIBED: lazy_gettext("As described"),
        Aspect.MADE_WELL: lazy_gettext("Made well"),
        Aspect.ON_TIME: lazy_gettext("On time"),
        Aspect.COMMUNICATION: lazy_gettext("Communication"),
    },
    {
        Objection.PERSONAL: lazy_gettext("It tells something private about somebody"),
        Objection.RUDE: lazy_gettext("It insults or threatens somebody"),
        Objection.ADVERTISING: lazy_gettext("It advertises something else"),
        Objection.OFF_TOPIC: lazy_gettext("It is not about the order"),
        Objection.NOT_A_BUYER: lazy_gettext("Its writer did not buy the bag"),
    },
    {
        Ruling.HIDE: lazy_gettext("Hidden"),
        Ruling.KEEP: lazy_gettext("Kept after a report"),
        Ruling.SHOW: lazy_gettext("Shown again"),
        Ruling.STAY: lazy_gettext("Stays hidden"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "review.photos": lazy_gettext("At most four photos stand with a review. Take some out."),
    "review.mark": lazy_gettext("Choose a mark from 1 to 5."),
    "review.why": lazy_gettext("Write why this mark is so low."),
    "review.name": lazy_gettext("Write the name to stand beside your review; it may be made up."),
    "review.reply": lazy_gettext("Write your reply."),
    "review.not_yet": lazy_gettext("This order can be reviewed once the bag was handed over."),
    "review.account": lazy_gettext(
        "The artisan passed this link on herself. Sign in with the account that confirmed the order, then review it."
    ),
    "review.own": lazy_gettext(
        "The artisan, people related to her and people who help her cannot review her orders, nor can anybody under an"
        " address of theirs."
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
    "review.objection": lazy_gettext("Choose what is wrong with the review."),
    "review.ground": lazy_gettext("Choose the ground on which the review is hidden."),
    "review.ruling": lazy_gettext("Choose whether the review is shown again."),
    "review.ruling_words": lazy_gettext("Write why; the author and the artisan read it."),
    "review.changed": lazy_gettext("The review was written anew meanwhile. Read it again, then decide."),
    "review.decided": lazy_gettext(
        "Another officer has decided on this review meanwhile, and nothing of yours is decided. Read "
        "what was decided, below, then decide anew if you still want to."
    ),
    "review.ruled": lazy_gettext("This was decided already."),
    "review.own_order": lazy_gettext("You ordered this bag yourself. Another officer has to decide."),
    "logged.review.hide": lazy_gettext("Review hidden"),
    "logged.review.keep": lazy_gettext("Review kept after a report"),
    "logged.review.show": lazy_gettext("Review shown again"),
    "logged.review.stay": lazy_gettext("Review stays hidden"),
    "review.replied": lazy_gettext("You have replied already; a reply is given once."),
}
