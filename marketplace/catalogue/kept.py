"""Questions kept for later (alerts, collections), asked as the page of the same question asks them today.

Words are the index's business there, so they are here. A bag it has not taken in yet is looked at in the database's own
texts: an index that stands still hides no bag. A bag's words can be kept (`words_of`) and asked later (`had`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, true

from marketplace.adapters.search.analyser import found_by
from marketplace.adapters.search.port import Document, EngineNotReady, NoEngine, SearchEngine
from marketplace.catalogue.conditions import Condition, conditions, live, says
from marketplace.catalogue.feeding import not_taken_in
from marketplace.catalogue.queries import BOUND
from marketplace.catalogue.rules import Search, Sort
from marketplace.catalogue.wording import among, understood
from marketplace.database.session import session
from marketplace.toolbox import Toolbox

_AROUND = "|"


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


def words_of(document: Document, search_text: str, maker: str) -> str:
    """Return a bag's words as they are kept: what an index finds it by, and what the database looks into.

    `maker` is her name, folded. One line each, the first with a sign around every token.
    """
    tokens = _AROUND.join(["", *sorted(found_by(document.texts)), ""])
    return f"{tokens}\n{search_text} {' '.join(maker.split())}"


def same_words(one: str, other: str) -> bool:
    """Whether nobody wrote other words: tokens alone differ where words are read another way than they were."""
    return one.partition("\n")[2] == other.partition("\n")[2]


def had(words: Any, search: Search, index: Index) -> Condition:
    """Whether a bag with these words (`words_of`) had those of a question, as SQL."""
    try:
        ways = index.engine.ways(" ".join(search.words), exact=search.exact) if search.words else ()
    except EngineNotReady:
        return and_(true(), *(words.like(f"%\n%{word}%") for word in search.words))
    return and_(
        true(),
        *(
            or_(*(words.contains(_AROUND + token + _AROUND, autoescape=True) for token in one))
            for one in ways
        ),
    )
