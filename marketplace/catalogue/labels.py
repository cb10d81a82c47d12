"""What the catalogue's own choices are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.catalogue.rules import Group, Sort

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = (
    {
        Sort.NEWEST: lazy_gettext("Newest"),
        Sort.CHEAPEST: lazy_gettext("Cheapest first"),
        Sort.DEAREST: lazy_gettext("Dearest first"),
        Sort.READY: lazy_gettext("Ready to send first"),
    },
    {
        Group.TYPE: lazy_gettext("Kind of bag"),
        Group.TECHNIQUE: lazy_gettext("Technique"),
        Group.MATERIAL: lazy_gettext("Material"),
        Group.COLOUR: lazy_gettext("Main colour"),
        Group.BAND: lazy_gettext("Price"),
        Group.AVAILABILITY: lazy_gettext("Availability"),
        Group.PLACE: lazy_gettext("Artisan in"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "search.price": lazy_gettext("Write a price such as 150.000 or 150rb."),
    "search.no_words": lazy_gettext("There is no word in this to search for."),
    "search.many_words": lazy_gettext("That is long: only the first words were searched."),
}
