"""A saved search in words, as the chips of the browse page say it."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.catalogue.labels import part_words
from marketplace.catalogue.rules import ENUMS, Group, Search
from marketplace.web.labels import label


def search_words(search: Search, places: Mapping[str, str]) -> str:
    """Return one line in the language of the moment; `places` names the places asked for, by code."""
    return ", ".join(_part(name, value, places) for name, value in search.parts())


def _part(name: str, value: str, places: Mapping[str, str]) -> str:
    return part_words(name, value, lambda group, value: _called(group, value, places))


def _called(group: Group, value: str, places: Mapping[str, str]) -> str:
    return str(label(ENUMS[group](value))) if group in ENUMS else places.get(value, value)
