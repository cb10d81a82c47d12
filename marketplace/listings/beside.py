"""What features above the bags put on a bag's page: each says so here once, and its template is included there.

Most bags have none of it: one question finds out what there is, and only that is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, select

from marketplace.database.ready import ready
from marketplace.database.session import session
from marketplace.listings.models import Listing

Condition = Callable[[int], ColumnElement[bool]]
"""Whether a bag, by its number, has anything of this kind."""
Contribution = Callable[[Listing, bool], Mapping[str, Any]]
"""What the templates use, by name; the second argument is the answer to the condition."""
_parts: dict[str, tuple[Condition, Contribution]] = {}


def contribute(name: str, condition: Condition, contribution: Contribution) -> None:
    """Have a feature asked for its part of every bag's page; saying so twice is once."""
    _parts[name] = condition, contribution


def beside(listing: Listing) -> dict[str, Any]:
    """Return all parts, by the names their templates use; one query, and what each part takes that is there."""
    parts = list(_parts.values())
    asked = tuple(condition for condition, _ in parts)
    there = session.execute(_statement(asked)(), {"listing": listing.id}).one() if parts else ()
    found: dict[str, Any] = {}
    for (_, contribution), exists in zip(parts, there, strict=True):
        found.update(contribution(listing, bool(exists)))
    return found


@cache
def _statement(conditions: tuple[Condition, ...]) -> Callable[[], Select[*tuple[Any, ...]]]:
    here: Any = bindparam("listing", type_=Integer)  # a condition compares it as it would a number
    return ready(lambda: select(*(condition(here) for condition in conditions)))
