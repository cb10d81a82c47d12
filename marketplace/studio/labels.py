"""Words of the studio's own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.listings.together import Change, Hurdle

LABELS: Mapping[StrEnum, LazyString] = {
    Change.PAUSE: lazy_gettext("Pause them"),
    Change.RESUME: lazy_gettext("Put them on show again"),
    Change.PRICE: lazy_gettext("Change their prices"),
    Change.LEAD_DAYS: lazy_gettext("Change how long making takes"),
    Hurdle.NOT_NOW: lazy_gettext("not possible in its present state"),
    Hurdle.CHANGED: lazy_gettext("has been changed meanwhile: choose it again"),
    Hurdle.NO_PRICE: lazy_gettext("has no price yet"),
    Hurdle.PRICE_RANGE: lazy_gettext("its price would be too low or too high"),
    Hurdle.NOT_TO_ORDER: lazy_gettext("is not made to order"),
    Hurdle.SAME: lazy_gettext("has it already"),
    Hurdle.INCOMPLETE: lazy_gettext("is not complete: open it to see what is missing"),
}
MESSAGES: Mapping[str, LazyString] = {
    "together.bags": lazy_gettext("Tick at least one bag."),
    "together.change": lazy_gettext("Choose what to change."),
    "together.percent": lazy_gettext("Write by how many percent, from 1 to 100; at most 50 to lower them."),
    "together.days": lazy_gettext("Write a number of days from %(least)s to %(most)s."),
    "artisan.name_claims": lazy_gettext(
        "A name cannot say “certified” or carry ticks and symbols: the badge comes from your record."
    ),
    "artisan.whatsapp": lazy_gettext("Write an Indonesian mobile number, for example 0812-3456-7890."),
    "artisan.instagram": lazy_gettext(
        "Write the profile's name, for example @siti.rajut, or copy its address."
    ),
    "artisan.whatsapp_missing": lazy_gettext("Write the number that is to be shown."),
    "artisan.hours": lazy_gettext("Write both times, or neither."),
    "artisan.portrait_again": lazy_gettext(
        "Choose the portrait once more: it was not saved with the rest of the form."
    ),
    "artisan.back_on": lazy_gettext("Choose a day that is still to come."),
    "artisan.away_from": lazy_gettext("Choose today or a later day."),
    "artisan.back_before": lazy_gettext("The day you are back must come after the first day away."),
    "artisan.back_too_late": lazy_gettext("Choose a day within a year. You can make the break longer later."),
}
