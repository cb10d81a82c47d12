"""The filters in words: what can be ticked, what is ticked, and what could be let go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext

from marketplace.catalogue import labels
from marketplace.catalogue.answers import Counts, Tally
from marketplace.catalogue.rules import CERTIFIED, ENUMS, ONE_WILL_DO, Group, Search
from marketplace.listings.rules import COLOUR_HEX, Colour
from marketplace.web.labels import label
from marketplace.web.locale import current_locale

PROMOTED = (
    (CERTIFIED, "1"),
    (Group.READY.value, "0"),
    (Group.FIT.value, "laptop_13"),
    (Group.BAND.value, "under_100"),
    (Group.BAND.value, "from_100"),
)
"""Filters offered above the list, each by one tap."""
LONG = 8
"""A group with more values than this begins folded behind its first ones."""
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick. `count` is how many bags it finds, or "" where nobody knows; `none` that it finds none.

    `colour` is "#rrggbb" where the option is a colour.
    """

    value: str
    text: str
    checked: bool
    count: str = ""
    none: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One group of boxes. `more` are those behind "show more"; of `single` groups one is chosen."""

    name: str
    legend: str
    options: tuple[Option, ...]
    more: tuple[Option, ...] = ()
    single: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as a link that sets it or takes it back."""

    text: str
    href: str
    on: bool = False
    count: str = ""


def figure(tally: Tally) -> str:
    """`1.234` or `10.000+`, as the reader's language writes it."""
    return number(tally.number) + ("+" if tally.more else "")


def number(count: int) -> str:
    """`1.234` in Indonesian, `1,234` in English."""
    grouped = f"{count:,}"
    return grouped if current_locale() == "en" else grouped.replace(",", ".")


def bags(tally: Tally) -> str:
    """`14 bags`, with the figure as above."""
    return ngettext("%(figure)s bag", "%(figure)s bags", tally.number, figure=figure(tally))


def show_bags(tally: Tally) -> str:
    """What the button says that leads to them."""
    if not tally.number:
        return gettext("No bag")
    return ngettext("Show %(figure)s bag", "Show %(figure)s bags", tally.number, figure=figure(tally))


def certified_option(search: Search, counts: Counts) -> Option:
    """The box "certificate valid now"."""
    return _option(CERTIFIED, "1", gettext("Valid now"), search.certified, counts)


def filter_groups(search: Search, counts: Counts) -> list[FilterGroup]:
    """Return the groups that have something to choose; what is ticked stays in its place even where nothing has it."""
    groups = []
    for group in Group:
        options = [
            _option(group.value, value, words(group, value, counts), value in search.ticked(group), counts)
            for value in _values(group, search, counts)
        ]
        if options:
            long = len(options) > LONG
            first = [one for index, one in enumerate(options) if not long or index < SHORTEST or one.checked]
            more = [
                one for index, one in enumerate(options) if long and index >= SHORTEST and not one.checked
            ]
            groups.append(
                FilterGroup(group.value, str(label(group)), tuple(first), tuple(more), group in ONE_WILL_DO)
            )
    return groups


def _values(group: Group, search: Search, counts: Counts) -> Sequence[str]:
    """What stands in a group, in the order of the list; places and artisans by their names."""
    ticked, found = search.ticked(group), counts.found.get(group, {})
    if group in ENUMS:
        members = [member.value for member in ENUMS[group]]
        if group not in counts.offered:
            return members
        return [value for value in members if value in {*counts.offered[group], *found, *ticked}]
    known = group in counts.found and group is not Group.PLACE
    values = {*found, *ticked, *(() if known else counts.offered.get(group, ()))}
    return sorted(values, key=lambda value: (words(group, value, counts), value))


def _option(group: str, value: str, text: str, checked: bool, counts: Counts) -> Option:
    known = counts.found.get(group)
    found = known.get(value, 0) if known is not None else None
    return Option(
        value,
        text,
        checked,
        "" if found is None else number(found),
        found == 0,
        COLOUR_HEX[Colour(value)] if group == Group.COLOUR else "",
    )


def words(group: Group, value: str, counts: Counts) -> str:
    """What a value is called (`labels.value_words`)."""
    return labels.value_words(group, value, counts.names)


def chips(search: Search, counts: Counts) -> list[Chip]:
    """Return what is asked, each with the way to take it back, then the promoted filters not asked yet."""
    asked = [
        _chip(part_words(name, value, counts), search.without(name, value), on=True)
        for name, value in search.parts()
    ]
    offered = [
        _chip(part_words(name, value, counts), search.having(name, value))
        for name, value in PROMOTED
        if (name, value) not in list(search.parts())
    ]
    return [*asked, *offered]


def _chip(text: str, search: Search, *, on: bool = False, count: str = "") -> Chip:
    query: dict[str, Any] = dict(search.query())
    return Chip(text, url_for("catalogue.browse", **query), on, count)


def part_words(name: str, value: str, counts: Counts) -> str:
    """Return one part of a question in words."""
    return labels.part_words(name, value, lambda group, value: words(group, value, counts))


def ways_out(search: Search, found: Sequence[tuple[str, str, Tally]], counts: Counts) -> list[Chip]:
    """Return, for a question nothing answers, each part that would bring results when let go, with how many."""
    return [
        _chip(part_words(name, value, counts), search.without(name, value), count=bags(tally))
        for name, value, tally in found
    ]


def figures(counts: Counts) -> Mapping[str, Mapping[str, str]]:
    """Return the number beside each value, for the script that follows what is ticked; groups without are not there."""
    return {
        group: {value: number(found) for value, found in values.items()}
        for group, values in counts.found.items()
    }
