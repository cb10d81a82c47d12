"""A saved search in words, as the chips of the browse page say it."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from marketplace.catalogue.rules import ENUMS, Group, Search
from marketplace.web.formatting import rupiah
from marketplace.web.labels import label


def search_words(search: Search, places: Mapping[str, str]) -> str:
    """Return one line in the language of the moment; `places` names the places asked for, by code."""
    return ", ".join(_part(name, value, places) for name, value in search.parts())


def _part(name: str, value: str, places: Mapping[str, str]) -> str:
    match name:
        case "q":
            return f"“{value}”"
        case "low":
            return gettext("from %(price)s", price=rupiah(int(value)))
        case "high":
            return gettext("up to %(price)s", price=rupiah(int(value)))
        case "certified":
            return gettext("Certificate valid now")
    group = Group(name)
    return str(label(ENUMS[group](value))) if group in ENUMS else places.get(value, value)
