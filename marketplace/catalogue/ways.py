"""Ways out of a question nothing answers: what each part of it, taken back, would bring."""

from __future__ import annotations

from datetime import date

from marketplace.adapters.search import port
from marketplace.catalogue import finder, wording
from marketplace.catalogue.answers import Tally
from marketplace.catalogue.rules import Search


def ways_out(
    search: Search, engine: port.SearchEngine, today: date, bound: int
) -> list[tuple[str, str, Tally]]:
    """Return (name, value, bags) for each part that, taken back, would bring results; one statement.

    Where the index was asked with the filters, it is asked anew without each: one statement for every part then.
    """
    if search.counted is None:
        return finder.ways_out(search, today, bound)
    found = []
    for name, value in finder.few_parts(search):
        left = wording.understood(search.without(name, value), engine, None, today, bound)
        tally = finder.how_many(left, today, bound)
        if tally.number:
            found.append((name, value, tally))
    return found
