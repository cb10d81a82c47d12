"""How many bags each filter would leave, counted once for each version of the public data.

Counting reads every bag on offer and all it is tied to, which is a third of what the list costs. The numbers depend on
the question, the day and the rows, all of which the version of everything stands for; so they hold exactly as long as a
kept page of the list would (`web/kept_pages`), and pages that are made anew while nothing changes share them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from marketplace.catalogue import facets
from marketplace.catalogue.answers import Counts
from marketplace.catalogue.rules import Search
from marketplace.web.kept_pages import kept_value
from marketplace.web.locale import current_locale

T = TypeVar("T")


def count(search: Search, today: date, bound: int) -> Counts:
    """Return what `facets.count` returns, the same for everybody who asks the same.

    Of bags that the index has counted the database is asked nothing but what holds for the whole shop.
    """
    if search.answering is not None:
        return facets.counted_elsewhere(search, count(Search(), today, bound), bound)
    return shared("counts", search, today, bound, lambda: facets.count(search, today, bound))


def shared(name: str, search: Search, today: date, bound: int, make: Callable[[], T]) -> T:
    """Return what hangs on nothing but its name, the language, the filters asked for and their counts.

    Where words are asked it is made each time: the index has a say in them, and follows the database a moment later.
    """
    if search.words or search.matching is not None:
        return make()
    asked = (tuple(search.chosen.items()), search.low, search.high, search.certified, today, bound)
    return kept_value((name, current_locale(), *asked), make)
