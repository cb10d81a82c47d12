"""From the query of an address to a question. Nothing in an address is an error to stop at.

Links are shared, cut off and edited by hand, so what cannot be read is left out, and where a person typed it (text,
price) the page says so. Unlike a form, a question is answered as far as it was understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from marketplace.artisans.rules import place_level
from marketplace.catalogue.rules import (
    ENUMS,
    MAX_PLACES,
    MAX_QUERY,
    MAX_WORDS,
    Group,
    Mark,
    Search,
    Sort,
    read_mark,
)
from marketplace.kit.money import parse_rupiah
from marketplace.kit.text import squeeze, words
from marketplace.listings.measures import MAX_PRICE

E = TypeVar("E", bound=StrEnum)
_LONGEST_WORD = 40
_MAX_PAIRS = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood. `typed` keeps what stood in the fields, `errors` maps a field to a message code."""

    search: Search
    mark: Mark | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskedPeople:
    """A question to the list of artisans: her place, and whether her certificate must be valid now."""

    places: tuple[str, ...] = ()
    certified: bool = False
    after: str = ""


def read_search(pairs: Iterable[tuple[str, str]]) -> Asked:
    """Read (name, value) pairs of a query; the last of a repeated single value counts."""
    given = _gather(pairs)
    errors: dict[str, str] = {}
    typed = {name: given.get(name, [""])[-1] for name in ("q", "low", "high")}
    low, high = (_price(typed[name], name, errors) for name in ("low", "high"))
    if low is not None and high is not None and low > high:
        low, high = high, low
    line, found = _words(typed["q"], errors)
    sort = _member(Sort, given.get("sort", [""])[-1]) or Sort.NEWEST
    search = Search(
        text=line if found else "",
        words=found,
        chosen=_chosen(given),
        low=low,
        high=high,
        certified=_ticked(given),
        sort=sort,
    )
    return Asked(search, read_mark(given.get("after", [""])[-1], sort), typed, errors)


def read_people(pairs: Iterable[tuple[str, str]]) -> AskedPeople:
    """Read the query of the list of artisans."""
    given = _gather(pairs)
    return AskedPeople(_places(given.get("place", [])), _ticked(given), given.get("after", [""])[-1])


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for number, (name, value) in enumerate(pairs):
        if number >= _MAX_PAIRS:
            break
        given.setdefault(name, []).append(value)
    return given


def _ticked(given: Mapping[str, list[str]]) -> bool:
    return given.get("certified", [""])[-1] == "1"


def _price(text: str, name: str, errors: dict[str, str]) -> int | None:
    if not text.strip():
        return None
    try:
        return min(parse_rupiah(text), MAX_PRICE)
    except ValueError:
        errors[name] = "search.price"
        return None


def _words(text: str, errors: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the line that is kept, and the words in it: the next page's address asks what this one answered."""
    if not text.strip():
        return "", ()
    whole = squeeze(text)
    line = whole[:MAX_QUERY].strip()
    found = list(dict.fromkeys(word[:_LONGEST_WORD] for word in words(line)))
    if not found:
        errors["q"] = "search.no_words"
    elif len(found) > MAX_WORDS or len(whole) > MAX_QUERY:
        errors["q"] = "search.many_words"
    return line, tuple(found[:MAX_WORDS])


def _chosen(given: Mapping[str, list[str]]) -> dict[Group, tuple[str, ...]]:
    chosen: dict[Group, tuple[str, ...]] = {}
    for group, members in ENUMS.items():
        known = {member.value for member in members}
        values = tuple(value for value in dict.fromkeys(given.get(group.value, [])) if value in known)
        if values:
            chosen[group] = values
    if places := _places(given.get(Group.PLACE.value, [])):
        chosen[Group.PLACE] = places
    return chosen


def _places(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(values) if _is_place(value))[:MAX_PLACES]


def _is_place(code: str) -> bool:
    if not re.fullmatch(r"[0-9.]{2,13}", code, re.ASCII):
        return False
    try:
        place_level(code)
    except ValueError:
        return False
    return True


def _member(members: type[E], value: str) -> E | None:
    try:
        return members(value)
    except ValueError:
        return None
