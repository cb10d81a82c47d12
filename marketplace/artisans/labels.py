"""Words about artisans, and how each one is addressed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

from flask_babel import LazyString, lazy_gettext

from marketplace.artisans.markets import Carriage, Market
from marketplace.artisans.rules import Affiliation, FormOfAddress, Technique, is_away, is_planned

LABELS: Mapping[StrEnum, LazyString] = {
    FormOfAddress.BU: lazy_gettext("Bu (Mrs or Ms)"),
    FormOfAddress.PAK: lazy_gettext("Pak (Mr)"),
    FormOfAddress.NONE: lazy_gettext("No title, just my name"),
    Affiliation.UMKM: lazy_gettext("Registered small business (UMKM)"),
    Affiliation.PKK: lazy_gettext("Family welfare movement (PKK)"),
    Affiliation.COMMUNITY: lazy_gettext("Craft community"),
    Market.LOCAL: lazy_gettext("In her city or regency"),
    Market.REGIONAL: lazy_gettext("In the rest of her province"),
    Market.NATIONAL: lazy_gettext("In the rest of Indonesia"),
    Market.ABROAD: lazy_gettext("To other countries"),
    Carriage.COLLECTED: lazy_gettext("Collected from her"),
    Carriage.BROUGHT: lazy_gettext("Brought by her"),
    Carriage.COURIER: lazy_gettext("Parcel service"),
    Carriage.POST: lazy_gettext("Post"),
    Carriage.CARGO: lazy_gettext("Cargo, for many bags"),
    Carriage.PARTNER: lazy_gettext("Through a shop or exporter"),
    Technique.CROCHET: lazy_gettext("Crochet"),
    Technique.KNIT: lazy_gettext("Knitting"),
    Technique.MACRAME: lazy_gettext("Macramé"),
    Technique.COMBINATION: lazy_gettext("Combination"),
}
MESSAGES: Mapping[str, LazyString] = {}

TITLES: Mapping[FormOfAddress, str] = {
    FormOfAddress.BU: "Bu",
    FormOfAddress.PAK: "Pak",
    FormOfAddress.NONE: "",
}
"""Said to the person in every language: it is how she is called, not a word to translate."""


class Addressed(Protocol):
    """What `address_name` needs to know of an artisan."""

    @property
    def name(self) -> str: ...
    @property
    def form_of_address(self) -> FormOfAddress: ...


class Paused(Protocol):
    """What `back_on` needs to know of an artisan."""

    @property
    def paused_from(self) -> date | None: ...
    @property
    def paused_until(self) -> date | None: ...


def address_name(artisan: Addressed) -> str:
    """Return "Bu Siti": the chosen title and the first word that is a name; without a title the whole name.

    Initials and titles before the name (M., Hj., R.) are passed over.
    """
    title = TITLES[artisan.form_of_address]
    if not title:
        return artisan.name
    parts = artisan.name.split()
    called = next((part for part in parts if len(part) > 2 and not part.endswith(".")), artisan.name)
    return f"{title} {called}"


def back_on(artisan: Paused, today: date) -> date | None:
    """Return the day an artisan who is away today is back, or None while she is there."""
    return artisan.paused_until if is_away(artisan.paused_from, artisan.paused_until, today) else None


def away_soon(artisan: Paused, today: date) -> tuple[date, date] | None:
    """Return the first day of a break still to come and the day she is back from it."""
    first, back = artisan.paused_from, artisan.paused_until
    if first is None or back is None or not is_planned(first, back, today):
        return None
    return first, back
