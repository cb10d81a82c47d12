"""What is waited for in words: a search as the chips of the browse page say it, or whose bags."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask_babel import gettext

from marketplace.alerts.rules import Kind, Why
from marketplace.artisans.models import Artisan
from marketplace.catalogue.labels import part_words, value_words
from marketplace.catalogue.rules import Group, Search

Names = Mapping[str, Mapping[str, str]]
"""What places, units and artisans are called today (`catalogue.naming`)."""


def wish_words(followed: Artisan | None, search: Search, names: Names) -> str:
    """Return one line in the language of the moment. An artisan who is not shown any more is not named."""
    if followed is None:
        return search_words(search, names)
    return followed.name if followed.visible else _nobody()


def search_words(search: Search, names: Names) -> str:
    """Return one line about a search."""
    return ", ".join(part_words(name, value, partial(_called, names)) for name, value in search.parts())


def why_words(kind: Kind, why: Why) -> str:
    """Return why a letter tells of a bag."""
    if why is Why.NEW:
        return gettext("new")
    return gettext("now within your search") if kind is Kind.SEARCH else gettext("on offer again")


def _called(names: Names, group: Group, value: str) -> str:
    if group is Group.ARTISAN and value not in names.get(group, {}):
        return _nobody()  # what stands in the address holds the name
    return value_words(group, value, names)


def _nobody() -> str:
    return gettext("an artisan whose page is not shown at the moment")
