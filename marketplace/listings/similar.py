"""Bags like one that cannot be had any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, defer

from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.listings.scope import certified_predicate
from marketplace.listings.shop import Offer, offers, on_offer

MOST = 4
NEWEST = 5000
"""Looked through, so that the page of a sold bag costs the same however many bags there are."""

SHARE = Decimal("0.2")
"""How much length and height may differ, either way."""


def similar(listing: Listing, today: date, most: int = MOST) -> Sequence[Offer]:
    """Return bags on offer of the same kind, technique and about the same size; those certified today first.

    A side that was not recorded of this bag is not asked of the others. At most four statements.
    """
    newest = (
        select(Listing.id)
        .where(Listing.state == State.PUBLISHED)
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    found = session.scalars(
        select(Listing)
        .join(newest, newest.c.id == Listing.id)
        .join(Listing.artisan)
        .where(
            on_offer(),
            Listing.id != listing.id,
            Listing.bag_type == listing.bag_type,
            Listing.technique == listing.technique,
            *_about(Listing.length_cm, listing.length_cm),
            *_about(Listing.height_cm, listing.height_cm),
        )
        .options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
        .order_by(
            case((certified_predicate(today), 0), else_=1), Listing.published_at.desc(), Listing.id.desc()
        )
        .limit(most)
    ).all()
    return offers(found, today)


def _about(column: InstrumentedAttribute[Decimal | None], side: Decimal | None) -> list[ColumnElement[bool]]:
    return [] if side is None else [column.between(side * (1 - SHARE), side * (1 + SHARE))]
