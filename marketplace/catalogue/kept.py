"""Questions kept for later (alerts, collections), asked as the page of the same question asks them today.

Words are the index's business there, so they are here. A bag it has not taken in yet is looked at in the database's own
texts: an index that stands still hides no bag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import and_, or_

from marketplace.adapters.search.port import NoEngine, SearchEngine
from marketplace.catalogue.conditions import Condition, conditions, live, says
from marketplace.catalogue.feeding import not_taken_in
from marketplace.catalogue.queries import BOUND
from marketplace.catalogue.rules import Search, Sort
from marketplace.catalogue.wording import among, understood
from marketplace.database.session import session
from marketplace.toolbox import Toolbox


@dataclass(frozen=True, slots=True)
class Index:
    """The index that is asked for words, and the bags it has not taken in yet; without one the database is asked."""

    engine: SearchEngine = field(default_factory=NoEngine)
    behind: Sequence[int] = ()


def index_of(box: Toolbox) -> Index:
    """Return the index of this installation as it is now; at most one statement."""
    behind = not_taken_in(box.settings.search_dir, session())
    return Index() if behind is None else Index(box.search, behind)


def answering(search: Search, index: Index, today: date, name: str = "kept") -> list[Condition]:
    """Return what a bag must meet to answer, over Listing joined with Artisan.

    Of more bags with the words than the catalogue counts, the newest are taken. `name` tells several questions of one
    statement apart.
    """
    asked = understood(replace(search, sort=Sort.NEWEST), index.engine, None, today, BOUND)
    if asked.matching is None:
        return conditions(search, today)
    unseen = and_(among(index.behind, f"{name}_behind"), *(says(word) for word in search.words))
    return [*live(search, today), or_(among(asked.matching, name), unseen)]
