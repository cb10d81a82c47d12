"""Readers of the demonstration's bags in the last weeks, so that the five numbers of a shop have something to say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from marketplace.adapters.tally import Tally
from marketplace.database.session import reading
from marketplace.footfall import counting
from marketplace.listings.models import Listing
from marketplace.listings.rules import State

DAYS = 30


def count(today: date) -> None:
    """Count readers of every bag on show, fewer the longer ago; in transactions of its own."""
    with reading() as session:
        bags: Sequence[int] = session.scalars(
            select(Listing.id).where(Listing.state == State.PUBLISHED).order_by(Listing.id)
        ).all()
    tally: Tally[int] = Tally()
    clicks: Tally[int] = Tally()
    for number, bag in enumerate(bags):
        for back in range(DAYS):
            for _ in range(1 + (number * 7 + back * 5) % 6 * (DAYS - back) // DAYS):
                tally.note(bag, today - timedelta(days=back))
            if (number + back) % 5 == 0:
                clicks.note(bag, today - timedelta(days=back))
    counting.write_down(tally)
    counting.write_down_clicks(clicks)
