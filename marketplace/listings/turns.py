"""Whose turn it is in the usual order of the shop, where artisans follow one another like stitches.

A maker's newest bag on offer has the turn TURNS, the one before it one less, and from the bag after the TURNS newest on
all have 0. Ordered by turn and then by day, the first round shows one bag of every maker, the second one more of each:
a hundred bags put up at once fill one place of a round. To take a bag off and put it up again changes nothing, for the
day it was first shown stays.

The column is indexed, so a page costs the same however deep it lies; and one bag more moves at most TURNS others.
"""

from __future__ import annotations

from sqlalchemy import case, or_, select, update

from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import State

TURNS = 12


def settle(artisan_id: int) -> None:
    """Give a maker's bags on offer their turns; one statement, and another where one of them moved.

    A row somebody else is changing right now is passed over and set right with the next bag: to wait for it could end
    in a deadlock with her other window.
    """
    hers = (Listing.artisan_id == artisan_id, Listing.state == State.PUBLISHED)
    newest = (
        select(Listing.id)
        .where(*hers)
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(TURNS)
        .subquery()
    )
    rows = session.execute(
        select(Listing.id, Listing.turn)
        .where(*hers, or_(Listing.turn > 0, Listing.id.in_(select(newest.c.id))))
        .order_by(Listing.published_at.desc(), Listing.id.desc())
    ).all()
    wanted = {row.id: max(0, TURNS - place) for place, row in enumerate(rows)}
    moved = {row.id: wanted[row.id] for row in rows if row.turn != wanted[row.id]}
    if not moved:
        return
    free = select(Listing.id).where(Listing.id.in_(moved)).with_for_update(skip_locked=True)
    session.execute(
        update(Listing).where(Listing.id.in_(free)).values(turn=case(moved, value=Listing.id)),
        execution_options={"synchronize_session": False},
    )
