"""Finding bags for officers, and what there is to know of those that were taken down."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.artisans.models import Artisan
from marketplace.database.by_moment import page_by_moment
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.takedowns.models import Takedown

PER_PAGE = 30


def bag(code: str, *, lock: bool = False) -> Listing:
    """Return a bag that is or was to be seen, with its maker's account. NotFound for a draft, and for no bag's code."""
    query = (
        select(Listing)
        .join(Listing.artisan)
        .where(Listing.code == code, Listing.state != State.DRAFT)
        .options(contains_eager(Listing.artisan).joinedload(Artisan.account))
    )
    found = session.scalars(query.with_for_update(of=Listing) if lock else query).one_or_none()
    if found is None:
        raise NotFound("takedown.bag")
    return found


def of_bag(listing_id: int) -> Sequence[Takedown]:
    """Return each time a bag was taken down, the last first; one query."""
    return session.scalars(
        select(Takedown).where(Takedown.listing_id == listing_id).order_by(Takedown.id.desc())
    ).all()


def open_of(listing: Listing) -> Takedown | None:
    """Return why a bag is down; None for one that is not, without asking."""
    if listing.state is not State.TAKEN_DOWN:
        return None
    return session.scalar(
        select(Takedown).where(Takedown.listing_id == listing.id, Takedown.given_back_at.is_(None))
    )


def open_of_artisan(artisan_id: int) -> Sequence[Takedown]:
    """Return why bags of an artisan are down, the last first; one query."""
    return session.scalars(
        _whole()
        .where(
            Takedown.given_back_at.is_(None),
            Listing.artisan_id == artisan_id,
            Listing.state == State.TAKEN_DOWN,
        )
        .order_by(Takedown.id.desc())
    ).all()


def for_officer(takedown_id: int, *, lock: bool = False) -> Takedown:
    """Return one with its bag. NotFound where there is none."""
    return _one(Takedown.id == takedown_id, lock=lock)


def own(artisan_id: int | None, takedown_id: int, *, lock: bool = False) -> Takedown:
    """Return one about a bag of the artisan's. NotFound for anybody else's."""
    return _one(and_(Takedown.id == takedown_id, Listing.artisan_id == artisan_id), lock=lock)


def queue(*, appealed: bool = False, after: str = "") -> Page[Takedown]:
    """Return one page: every time a bag was taken down, the last first; or the open appeals, the oldest first.

    A cursor that was not ours leads to the first page.
    """
    when = Takedown.appealed_at if appealed else Takedown.taken_at
    query = _whole().where(_waits()) if appealed else _whole()
    return page_by_moment(query, when, PER_PAGE, after, latest_first=not appealed)


def open_appeals() -> int:
    """How many appeals against taking a bag down wait for an officer."""
    return session.scalar(select(func.count(Takedown.id)).join(Takedown.listing).where(_waits())) or 0


def _waits() -> ColumnElement[bool]:
    """Like `Takedown.waits`, over Takedown joined with Listing."""
    return and_(
        Takedown.appealed_at.is_not(None), Takedown.decided_at.is_(None), Listing.state == State.TAKEN_DOWN
    )


def _one(condition: ColumnElement[bool], *, lock: bool) -> Takedown:
    query = _whole().where(condition)
    found = session.scalars(query.with_for_update(of=Takedown) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def _whole() -> Select[Takedown]:
    return (
        select(Takedown)
        .join(Takedown.listing)
        .join(Listing.artisan)
        .options(
            contains_eager(Takedown.listing)
            .contains_eager(Listing.artisan)
            .options(joinedload(Artisan.account))
        )
    )
