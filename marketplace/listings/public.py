"""One bag by its code, as the features that people write to find it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.kit.errors import Gone, NotFound, Refusal
from marketplace.listings.models import Listing
from marketplace.listings.rules import WITH_PAGE, State


def bag(code: str, *, lock: bool = False) -> Listing:
    """Return a bag whose page the public may see, with its maker's account. NotFound, or Gone, for any other.

    `lock` lets one sender at a time write about it, until this request has ended.
    """
    query = (
        select(Listing)
        .join(Listing.artisan)
        .where(Listing.code == code, Listing.state.in_(WITH_PAGE), Artisan.visible.is_(True))
        .options(contains_eager(Listing.artisan).options(joinedload(Artisan.account)))
    )
    found = session.scalars(query.with_for_update(of=Listing) if lock else query).one_or_none()
    if found is None:
        raise absent(code)
    return found


def absent(code: str) -> Refusal:
    """Return what is said of a code under which there is no page: that there is none, or that it was taken away."""
    state = session.scalar(
        select(Listing.state).join(Listing.artisan).where(Listing.code == code, Artisan.visible.is_(True))
    )
    return Gone("listing.gone") if state is State.TAKEN_DOWN else NotFound()


def has_page(listing: Listing) -> bool:
    """Whether the public may see a bag's page."""
    return listing.state in WITH_PAGE and listing.artisan.visible
