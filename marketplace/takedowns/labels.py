"""Words about bags that were taken down."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

LABELS: Mapping[StrEnum, LazyString] = {}
"""Grounds are called as in `reports`, outcomes as in `appeals`."""
MESSAGES: Mapping[str, LazyString] = {
    "takedown.bag": lazy_gettext("There is no bag with this code or address."),
    "takedown.ground": lazy_gettext("Choose why the bag is taken down."),
    "takedown.closed": lazy_gettext(
        "This cannot be appealed: the time is over, you have appealed before, or the bag has been given back."
    ),
    "takedown.same_officer": lazy_gettext(
        "You took this bag down. Another officer has to decide on the appeal."
    ),
    "takedown.appeal_open": lazy_gettext("The maker has appealed meanwhile. Decide on the appeal."),
    "logged.bag.take_down": lazy_gettext("Bag taken down"),
    "logged.bag.stays_down": lazy_gettext("Bag stays down after an appeal"),
    "logged.bag.give_back": lazy_gettext("Bag given back to its maker"),
}
