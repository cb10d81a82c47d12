"""How many rows of the reader's feed are new: what the headers of signed-in pages ask, once each."""

from __future__ import annotations

from marketplace.notices import queries
from marketplace.web.identity import maybe_actor


def of_reader() -> int:
    """Return the number for whoever reads this page; 0 for somebody who is not signed in."""
    actor = maybe_actor()
    return queries.unread(actor.id) if actor is not None else 0
