"""What the catalogue's own choices are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext

from marketplace.catalogue.rules import ENUMS, Fits, Group, Ready, Sort
from marketplace.web.formatting import rupiah
from marketplace.web.labels import label
from marketplace.web.locale import current_locale

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = (
    {
        Sort.RELEVANCE: lazy_gettext("Best match first"),
        Sort.TURNS: lazy_gettext("Artisans in turn"),
        Sort.NEWEST: lazy_gettext("Newest"),
        Sort.CHEAPEST: lazy_gettext("Cheapest first"),
        Sort.DEAREST: lazy_gettext("Dearest first"),
        Sort.READY: lazy_gettext("Ready soonest"),
        Sort.NEAR: lazy_gettext("My kelurahan first"),
    },
    {
        Ready.NOW: lazy_gettext("Ready to send now"),
        Ready.DAYS_3: lazy_gettext("Ready within 3 days"),
        Ready.DAYS_7: lazy_gettext("Ready within 7 days"),
        Ready.DAYS_14: lazy_gettext("Ready within 14 days"),
        Ready.DAYS_30: lazy_gettext("Ready within 30 days"),
    },
    {
        Fits.PHONE: lazy_gettext("Fits a phone"),
        Fits.A4: lazy_gettext("Fits A4 paper"),
        Fits.LAPTOP_13: lazy_gettext("Fits a 13-inch laptop"),
        Fits.LAPTOP_15: lazy_gettext("Fits a 15-inch laptop"),
    },
    {
        Group.TYPE: lazy_gettext("Kind of bag"),
        Group.READY: lazy_gettext("When it can be sent"),
        Group.FIT: lazy_gettext("What fits in"),
        Group.COLOUR: lazy_gettext("Main colour"),
        Group.MATERIAL: lazy_gettext("Material"),
        Group.TECHNIQUE: lazy_gettext("Technique"),
        Group.UNIT: lazy_gettext("The maker's certified unit"),
        Group.BAND: lazy_gettext("Price range"),
        Group.PLACE: lazy_gettext("Artisan in"),
        Group.ARTISAN: lazy_gettext("Artisan"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "search.price": lazy_gettext("Write a price such as 150.000 or 150rb."),
    "search.no_words": lazy_gettext("There is no word in this to search for."),
    "search.many_words": lazy_gettext("That is long: only the first words were searched."),
}


def value_words(group: Group, value: str, names: Mapping[str, Mapping[str, str]]) -> str:
    """What a value of a group is called; one that no row knows by what stands in the address.

    `names` are those of places, units and artisans, as `answers.Counts` holds them.
    """
    if group in ENUMS:
        return str(label(ENUMS[group](value)))
    printed, _, english = names.get(group, {}).get(value, value).partition("\n")
    return english if english and current_locale() == "en" else printed


def part_words(name: str, value: str, named: Callable[[Group, str], str]) -> str:
    """Return one part of a question in words; `named` says what a value of a group is called."""
    match name:
        case "q":
            return f"“{value}”"
        case "low":
            return gettext("from %(price)s", price=rupiah(int(value)))
        case "high":
            return gettext("up to %(price)s", price=rupiah(int(value)))
        case "certified":
            return gettext("Certificate valid now")
    return named(Group(name), value)
