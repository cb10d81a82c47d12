"""The filters in words: what can be ticked, what is ticked, and what could be let go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext

from marketplace.catalogue.rules import ENUMS, Group, Search
from marketplace.listings.rules import COLOUR_HEX, Colour
from marketplace.web.formatting import rupiah
from marketplace.web.labels import label

Options = Mapping[Group, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick. `colour` is "#rrggbb" where the option is a colour."""

    value: str
    text: str
    checked: bool
    colour: str = ""


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One group of boxes."""

    name: str
    legend: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as a link that sets it or takes it back."""

    text: str
    href: str
    on: bool = False
    count: int | None = None


def filter_groups(search: Search, options: Options) -> list[FilterGroup]:
    """Return the groups that have something to choose; what is ticked stays in its place even where nothing has it."""
    legends = {
        Group.TYPE: gettext("Kind of bag"),
        Group.AVAILABILITY: gettext("Availability"),
        Group.COLOUR: gettext("Main colour"),
        Group.MATERIAL: gettext("Material"),
        Group.TECHNIQUE: gettext("Technique"),
        Group.PLACE: gettext("Artisan in"),
    }
    groups = []
    for group, legend in legends.items():
        values = dict.fromkeys([*_ordered(group, options[group]), *search.ticked(group)])
        if values:
            boxes = [_option(group, value, search, options) for value in values]
            groups.append(FilterGroup(group.value, legend, boxes))
    return groups


def _ordered(group: Group, present: Mapping[str, str]) -> list[str]:
    if group in ENUMS:
        return [member.value for member in ENUMS[group] if member.value in present]
    return sorted(present, key=lambda code: present[code])


def _option(group: Group, value: str, search: Search, options: Options) -> Option:
    colour = COLOUR_HEX[Colour(value)] if group is Group.COLOUR else ""
    return Option(value, _words(group, value, options), value in search.ticked(group), colour)


def _words(group: Group, value: str, options: Options) -> str:
    if group in ENUMS:
        return str(label(ENUMS[group](value)))
    return options[group].get(value, value)


def chips(search: Search, options: Options) -> list[Chip]:
    """Return what is asked, each with the way to take it back, then the promoted filters not asked yet."""
    asked = [
        _chip(part_words(name, value, options), search.without(name, value), on=True)
        for name, value in search.parts()
    ]
    offered = []
    for name, value in (
        ("certified", "1"),
        ("availability", "ready"),
        ("band", "under_100"),
        ("band", "from_100"),
        ("band", "from_200"),
    ):
        if (name, value) not in list(search.parts()):
            offered.append(_chip(part_words(name, value, options), search.having(name, value)))
    return [*asked, *offered]


def _chip(text: str, search: Search, *, on: bool = False, count: int | None = None) -> Chip:
    query: dict[str, Any] = dict(search.query())
    return Chip(text, url_for("catalogue.browse", **query), on, count)


def part_words(name: str, value: str, options: Options) -> str:
    """Return one part of a question in words."""
    match name:
        case "q":
            return f"“{value}”"
        case "low":
            return gettext("from %(price)s", price=rupiah(int(value)))
        case "high":
            return gettext("up to %(price)s", price=rupiah(int(value)))
        case "certified":
            return gettext("Certificate valid now")
    return _words(Group(name), value, options)


def ways_out(search: Search, found: Sequence[tuple[str, str, int]], options: Options) -> list[Chip]:
    """Return, for a question nothing answers, each part that would bring results when let go, with how many."""
    return [
        _chip(part_words(name, value, options), search.without(name, value), count=count)
        for name, value, count in found
    ]
