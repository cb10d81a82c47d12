"""Words about questions and answers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.inquiries.rules import Known, Side

LABELS: Mapping[StrEnum, LazyString] = {
    Side.BUYER: lazy_gettext("Buyer"),
    Side.ARTISAN: lazy_gettext("Artisan"),
    Known.ACCOUNT_WITH_MAIL: lazy_gettext("Has an account with a confirmed e-mail address"),
    Known.ACCOUNT: lazy_gettext("Has an account, without an e-mail address"),
    Known.MAIL_ONLY: lazy_gettext("No account; the e-mail address was not confirmed"),
    Known.PHONE_ONLY: lazy_gettext("No account; only a phone number, not confirmed"),
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
    "inquiry.too_many": lazy_gettext(
        "You have sent many messages in a short time. Your text is still here: send it again in %(minutes)s minutes."
    ),
    "inquiry.too_many_hours": lazy_gettext(
        "You have sent many messages in a short time. Your text is still here: send it again in about %(hours)s hours."
    ),
}
