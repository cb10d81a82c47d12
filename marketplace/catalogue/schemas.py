"""From the query of an address to a question. Nothing in an address is an error to stop at.

Links are shared, cut off and edited by hand, so what cannot be read is left out, and where a person typed it (text,
price) the page says so. Unlike a form, a question is answered as far as it was understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from marketplace.artisans.rules import Technique, place_level
from marketplace.catalogue.marks import Mark, read_mark
from marketplace.catalogue.rules import (
    CERTIFIED,
    ENUMS,
    MAX_PLACES,
    MAX_QUERY,
    MAX_WORDS,
    Group,
    Ready,
    Search,
    Sort,
)
from marketplace.kit.money import parse_rupiah
from marketplace.kit.text import squeeze, words
from marketplace.listings.measures import MAX_PRICE

E = TypeVar("E", bound=StrEnum)
_LONGEST_WORD = 40
_MAX_PAIRS = 500
_UNIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9./ _-]{2,39}", re.ASCII)
_ADDRESS = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,88}[a-z0-9])?", re.ASCII)
_FORMER = {("availability", "ready"): (Group.READY.value, Ready.NOW.value)}
"""What links made before say today."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood. `typed` keeps what stood in the fields, `errors` maps a field to a message code."""

    search: Search
    mark: Mark | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AskedPeople:
    """A question to the list of artisans: her place, and what her certificate must cover, or be, today."""

    places: tuple[str, ...] = ()
    certified: bool = False
    techniques: tuple[Technique, ...] = ()
    after: str = ""


def read_search(pairs: Iterable[tuple[str, str]]) -> Asked:
    """Read (name, value) pairs of a query; the last of a repeated single value counts."""
    given = _gather(pairs)
    errors: dict[str, str] = {}
    typed = {name: given.get(name, [""])[-1] for name in ("q", "low", "high")}
    low, high = (_price(typed[name], name, errors) for name in ("low", "high"))
    if low is not None and high is not None and low > high:
        low, high = high, low
        typed |= {"low": typed["high"], "high": typed["low"]}  # the fields say what was asked
    line, found = _words(typed["q"], errors)
    near = _places(given.get("near", [])[-1:])
    search = Search(
        text=line if found else "",
        words=found,
        chosen=_chosen(given),
        low=low,
        high=high,
        certified=_ticked(given),
        near=near[0] if near else "",
        exact=given.get("exact", [""])[-1] == "1",
        sort=_member(Sort, given.get("sort", [""])[-1]),
    )
    return Asked(search, read_mark(given.get("after", [""])[-1], search.order), typed, errors)


def read_people(pairs: Iterable[tuple[str, str]]) -> AskedPeople:
    """Read the query of the list of artisans."""
    given = _gather(pairs)
    members = [_member(Technique, value) for value in dict.fromkeys(given.get("technique", []))]
    return AskedPeople(
        _places(given.get("place", [])),
        _ticked(given),
        tuple(member for member in members if member),
        given.get("after", [""])[-1],
    )


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for number, (name, value) in enumerate(pairs):
        if number >= _MAX_PAIRS:
            break
        name, value = _FORMER.get((name, value), (name, value))
        given.setdefault(name, []).append(value)
    return given


def _ticked(given: Mapping[str, list[str]]) -> bool:
    return given.get(CERTIFIED, [""])[-1] == "1"


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
    for group, is_one in _OPEN.items():
        found = [value for value in dict.fromkeys(given.get(group.value, [])) if is_one(value)]
        if found:
            chosen[group] = tuple(found[:MAX_PLACES])
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


_OPEN: Mapping[Group, Callable[[str], object]] = {
    Group.UNIT: _UNIT.fullmatch,
    Group.PLACE: _is_place,
    Group.ARTISAN: _ADDRESS.fullmatch,
}


def _member(members: type[E], value: str) -> E | None:
    try:
        return members(value)
    except ValueError:
        return None
