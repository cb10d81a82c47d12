"""Words of the studio's own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

LABELS: Mapping[StrEnum, LazyString] = {}
MESSAGES: Mapping[str, LazyString] = {
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
