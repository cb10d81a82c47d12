"""Under which address a list is to be known to search engines, and which ones are not worth it.

One value of one group is a page of its own ("tote bags"): it is its own canonical address. Deeper combinations, orders,
words somebody typed, later pages (their marks do not last) and lists without a bag would multiply without end: they ask
not to be indexed. An order alone shows the same bags: it is known under the list's own address. The bags of one artisan
are known by her page, which shows them with her: a list of them would be the same again.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from marketplace.catalogue.rules import Group, Search

LANDING = frozenset({Group.TYPE, Group.TECHNIQUE, Group.MATERIAL, Group.COLOUR, Group.PLACE})
CERTIFIED = ("certified", "1")


def known_as(search: Search, *, later: bool, total: int) -> str | None:
    """Return the query ("" or "?type=tote") a list of bags is known under; None where it is not to be indexed."""
    return _known_as(list(search.parts()), later=later, total=total)


def people_known_as(places: Sequence[str], certified: bool, *, later: bool, total: int) -> str | None:
    """Return the same for a list of artisans."""
    parts = [(Group.PLACE.value, place) for place in places]
    return _known_as([*parts, *([CERTIFIED] if certified else [])], later=later, total=total)


def landing_part(search: Search) -> tuple[str, str] | None:
    """Return the one part that makes the list a page of its own, as (name, value)."""
    parts = list(search.parts())
    return parts[0] if len(parts) == 1 and _lands(*parts[0]) else None


def _known_as(parts: Sequence[tuple[str, str]], *, later: bool, total: int) -> str | None:
    if later:
        return None
    if not parts:
        return ""
    if len(parts) == 1 and total and _lands(*parts[0]):
        return "?" + urlencode(parts)
    return None


def _lands(name: str, value: str) -> bool:
    return (name, value) == CERTIFIED or name in LANDING
