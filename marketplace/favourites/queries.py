"""Asking for bags by code, and for those an account keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from marketplace.artisans.models import Artisan, Place
from marketplace.database.session import session
from marketplace.favourites.models import Favourite
from marketplace.favourites.rules import MOST_KEPT, PAGE_SIZE
from marketplace.kit.paging import encode_cursor, read_mark
from marketplace.listings.models import Listing
from marketplace.listings.rules import WITH_PAGE
from marketplace.listings.shop import Offer, offers


@dataclass(frozen=True, slots=True)
class Chosen:
    """Bags as they are today, and how many of those asked for have no page any more."""

    offers: Sequence[Offer]
    gone: int
    next_cursor: str | None = None


def has_page() -> ColumnElement[bool]:
    """Whether buyers can open the page of a Listing joined with Artisan: sold and paused ones keep theirs."""
    return and_(Listing.state.in_(WITH_PAGE), Artisan.visible.is_(True))


def chosen(codes: Sequence[str], today: date) -> Chosen:
    """Return the bags of these codes, in the same order; at most five statements."""
    if not codes:
        return Chosen([], 0)
    found = {
        listing.code: listing
        for listing in session.scalars(
            select(Listing)
            .join(Listing.artisan)
            .where(Listing.code.in_(codes), has_page())
            .options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
        )
    }
    listings = [found[code] for code in codes if code in found]
    return Chosen(offers(listings, today), len(codes) - len(listings))


def kept(account_id: int, after: str, today: date) -> Chosen:
    """Return one page of an account's favourites, the latest first; at most six statements."""
    statement = (
        select(Listing, Favourite.added_at)
        .join(Favourite, Favourite.listing_id == Listing.id)
        .join(Listing.artisan)
        .where(Favourite.account_id == account_id, has_page())
        .options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
        .order_by(Favourite.added_at.desc(), Favourite.listing_id.desc())
        .limit(PAGE_SIZE + 1)
    )
    if (mark := read_mark(after)) is not None:
        at, row = mark
        tied = and_(Favourite.added_at == at, Favourite.listing_id < row)
        statement = statement.where(or_(Favourite.added_at < at, tied))
    rows = session.execute(statement).all()
    shown = rows[:PAGE_SIZE]
    last = shown[-1] if len(rows) > len(shown) else None
    cursor = encode_cursor([last.added_at.isoformat(), last[0].id]) if last else None
    return Chosen(offers([row[0] for row in shown], today), len(gone(account_id)), cursor)


def gone(account_id: int) -> Sequence[int]:
    """Return the numbers of kept bags that have no page any more."""
    return session.scalars(
        select(Favourite.listing_id)
        .join(Listing, Listing.id == Favourite.listing_id)
        .join(Listing.artisan)
        .where(Favourite.account_id == account_id, ~has_page())
    ).all()


def codes_of(account_id: int) -> Sequence[str]:
    """Return the codes of everything an account keeps, the latest first."""
    return session.scalars(
        select(Listing.code)
        .join(Favourite, Favourite.listing_id == Listing.id)
        .where(Favourite.account_id == account_id)
        .order_by(Favourite.added_at.desc(), Favourite.listing_id.desc())
        .limit(MOST_KEPT)
    ).all()


def with_page(codes: Sequence[str]) -> set[str]:
    """Return those of the codes whose bags can be opened."""
    found = select(Listing.code).join(Listing.artisan).where(Listing.code.in_(codes), has_page())
    return set(session.scalars(found)) if codes else set()


def number_of(account_id: int) -> int:
    """How many bags an account keeps, those without a page included."""
    return (
        session.scalar(select(func.count(Favourite.listing_id)).where(Favourite.account_id == account_id))
        or 0
    )


def side_by_side(codes: Sequence[str]) -> Sequence[Listing]:
    """Return bags with all that a comparison says of them, in the order of the codes; three statements."""
    if not codes:
        return []
    found = {
        listing.code: listing
        for listing in session.scalars(
            select(Listing)
            .join(Listing.artisan)
            .where(Listing.code.in_(codes), has_page())
            .options(
                contains_eager(Listing.artisan).joinedload(Artisan.place).joinedload(Place.parent),
                joinedload(Listing.materials),
                joinedload(Listing.colours),
                defer(Listing.story),
                defer(Listing.search_text),
            )
        ).unique()
    }
    return [found[code] for code in codes if code in found]
