"""Words about what was found."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext

from marketplace.records.rules import Kind

LABELS: Mapping[StrEnum, LazyString] = {
    Kind.CODE: lazy_gettext("Record number"),
    Kind.NUMBER: lazy_gettext("Printed number"),
    Kind.NAME: lazy_gettext("Name"),
    Kind.PHONE: lazy_gettext("Phone number"),
    Kind.INSTAGRAM: lazy_gettext("Instagram profile"),
    Kind.BAG: lazy_gettext("A bag's page"),
    Kind.ARTISAN: lazy_gettext("An artisan's page"),
    Kind.ELSEWHERE: lazy_gettext("Another site"),
    Kind.SHORT: lazy_gettext("Too short"),
}
MESSAGES: Mapping[str, LazyString] = {}


def belongs(kind: Kind, name: str) -> str:
    """Say whose the thing is that was typed. An Instagram profile is what she wrote herself, and said to be that."""
    match kind:
        case Kind.PHONE:
            return gettext("This number is the one %(name)s shows here.", name=name)
        case Kind.INSTAGRAM:
            return gettext("%(name)s names this profile on their page here.", name=name)
        case Kind.BAG:
            return gettext("This bag is offered by %(name)s.", name=name)
        case _:
            return gettext("This page belongs to %(name)s.", name=name)
