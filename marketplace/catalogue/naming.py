"""What the places, units and artisans that kept questions ask for are called today."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import union_all

from marketplace.catalogue.facets import asked_names
from marketplace.catalogue.rules import Group, Search
from marketplace.database.session import session

OPEN = (Group.PLACE, Group.UNIT, Group.ARTISAN)
"""Groups whose values are rows."""


def names_of(searches: Collection[Search]) -> Mapping[str, Mapping[str, str]]:
    """Return their names by group and value, as `labels.value_words` reads them; at most one statement.

    What no row knows, or nobody may see (an artisan who is hidden), is not among them.
    """
    every = Search(
        chosen={
            group: tuple(dict.fromkeys(value for search in searches for value in search.ticked(group)))
            for group in OPEN
        }
    )
    statements = list(asked_names(every))
    found: dict[str, dict[str, str]] = {}
    if statements:
        for group, value, name, _ in session.execute(union_all(*statements)):
            found.setdefault(group, {})[value] = name
    return found
