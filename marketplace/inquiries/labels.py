"""Words about questions and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.inquiries.rules import Known, Occasion, PhotoState, Side
from marketplace.inquiries.scams import Caution

LABELS: Mapping[StrEnum, LazyString] = {
    Side.BUYER: lazy_gettext("Buyer"),
    Side.ARTISAN: lazy_gettext("Artisan"),
    Occasion.OUTSIDE: lazy_gettext("Outside of my hours"),
    Occasion.AWAY: lazy_gettext("While I am away"),
    PhotoState.PENDING: lazy_gettext("Being prepared"),
    PhotoState.READY: lazy_gettext("Ready"),
    PhotoState.FAILED: lazy_gettext("Could not be prepared"),
    PhotoState.FORGOTTEN: lazy_gettext("Deleted"),
    Known.ACCOUNT_WITH_MAIL: lazy_gettext("Has an account with a confirmed e-mail address"),
    Known.ACCOUNT: lazy_gettext("Has an account; the contact above was not confirmed"),
    Known.MAIL_ONLY: lazy_gettext("No account; the e-mail address was not confirmed"),
    Known.PHONE_ONLY: lazy_gettext("No account; only a phone number, not confirmed"),
    Caution.LINK: lazy_gettext(
        "This message carries a web address. Do not type a password, a code or a bank PIN on a page it leads to."
    ),
    Caution.SHORT_LINK: lazy_gettext(
        "This message carries a short link, which hides where it leads. Do not open it."
    ),
    Caution.CODE: lazy_gettext(
        "This message speaks of a code, a PIN or a password. Whoever asks you for one wants into your account."
    ),
    Caution.TRANSFER: lazy_gettext(
        "This message speaks of another account, or of money sent by mistake. Look into your own bank account before"
        " you pay anything back."
    ),
    Caution.PROOF: lazy_gettext(
        "This message speaks of a receipt, or of a courier who pays. Pictures of receipts can be made up: look at the"
        " money in your own account."
    ),
    Caution.URGENCY: lazy_gettext(
        "This message wants you to hurry. Take your time: an honest buyer or seller waits."
    ),
    Caution.MIXED_LETTERS: lazy_gettext(
        "This name mixes letters of several alphabets that look alike. It may be made to be taken for somebody else's."
    ),
}
MESSAGES: Mapping[str, LazyString] = {
    "inquiry.contact": lazy_gettext("Write an e-mail address, or a phone number such as 0812… or +60…."),
    "inquiry.name": lazy_gettext("Write your name, so that the artisan knows what to call you."),
    "inquiry.message": lazy_gettext("Write your message."),
    "inquiry.name_link": lazy_gettext("Write only your name here, without web addresses."),
    "inquiry.variant_gone": lazy_gettext(
        "The colour or size you chose was taken out meanwhile. Your text is still here: send it to ask about the bag"
        " itself, or go back and choose again."
    ),
    "quick_reply.title": lazy_gettext("Write what you call this quick reply."),
    "quick_reply.body": lazy_gettext("Write the words of the quick reply."),
    "quick_reply.full": lazy_gettext(
        "You keep %(most)s quick replies already. Delete one first; your text is still here."
    ),
    "inquiry.not_taken": lazy_gettext(
        "This artisan does not take messages from this contact. Your text was not sent; it is still here."
    ),
    "inquiry.withheld": lazy_gettext(
        "Who the buyer is comes with the first message in this talk. Until then make an offer to the request."
    ),
    "inquiry.ended": lazy_gettext(
        "An officer has ended the talks of you two. Your text was not sent; it is still here."
    ),
    "inquiry.too_many": lazy_gettext(
        "You have sent many messages in a short time. Your text is still here: send it again in %(minutes)s minutes."
    ),
    "inquiry.too_many_hours": lazy_gettext(
        "You have sent many messages in a short time. Your text is still here: send it again in about %(hours)s hours."
    ),
}
STARTERS: Sequence[tuple[LazyString, LazyString]] = (
    (lazy_gettext("Stock"), lazy_gettext("{tas} can still be had. It costs {harga}.")),
    (
        lazy_gettext("Shipping"),
        lazy_gettext("{tas} takes {lama} to make. Where should it go? Then I find out what shipping costs."),
    ),
    (lazy_gettext("Sizes"), lazy_gettext("The size of {tas} is {ukuran} (length, width, height).")),
)
"""Names and words of quick replies to begin with; none is kept until the artisan keeps it."""
