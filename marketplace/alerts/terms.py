"""What a bag is to a search, as terms that can be kept and asked later: `catalogue.conditions` about what was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from marketplace.adapters.search.port import Document
from marketplace.artisans.rules import is_away
from marketplace.catalogue.rules import CERTIFIED, Group, Ready, Search

_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Bag:
    """What is kept of a bag; without terms it is not on offer."""

    terms: str = ""
    price: int = 0
    words: str = ""
    check_on: date | None = None


GONE = Bag()


def bag_of(
    document: Document,
    units: Iterable[str],
    paused_from: date | None,
    paused_until: date | None,
    today: date,
    words: str = "",
) -> Bag:
    """Return what a bag on offer is today. `units` are those its badge stands on today, none where it has no badge.

    `words` are what `catalogue.kept.words_of` makes of its texts.
    """
    units = sorted(set(units))
    groups = dict(document.groups) | {
        Group.UNIT.value: [unit for unit in units if unit],
        Group.READY.value: _ready(document.ready_days, is_away(paused_from, paused_until, today)),
        CERTIFIED: ["1"] if units else [],
    }
    terms = [_term(group, value) for group, values in groups.items() for value in sorted(values)]
    days = [paused_from, paused_until]
    for first, last in document.valid:
        days += [date.fromordinal(first), date.fromordinal(last + 1)]
    return Bag(
        _BETWEEN.join(["", *terms, ""]),
        document.price,
        words,
        min((day for day in days if day is not None and day > today), default=None),
    )


def was_in(search: Search, terms: Any, price: Any) -> ColumnElement[bool]:
    """Whether a bag answered a search when it had these terms and this price, as SQL.

    Of words nothing is asked: `catalogue.kept.had` does.
    """
    met = [was_on_offer(terms)]
    for group, values in search.chosen.items():
        if group is Group.READY:
            values = (str(max(map(int, values))),)
        met.append(or_(*(_had(terms, group.value, value) for value in values)))
    if search.low is not None:
        met.append(price >= search.low)
    if search.high is not None:
        met.append(price <= search.high)
    if search.certified:
        met.append(_had(terms, CERTIFIED, "1"))
    return and_(*met)


def was_on_offer(terms: Any) -> ColumnElement[bool]:
    """Whether a bag with these terms was on offer, as SQL."""
    wanted: ColumnElement[bool] = terms != ""
    return wanted


def _had(terms: Any, group: str, value: str) -> ColumnElement[bool]:
    wanted: ColumnElement[bool] = terms.contains(_BETWEEN + _term(group, value) + _BETWEEN, autoescape=True)
    return wanted


def _ready(days: int, away: bool) -> list[str]:
    return [] if away else [one.value for one in Ready if days <= int(one)]


def _term(group: str, value: str) -> str:
    return f"{group}:{value}"
