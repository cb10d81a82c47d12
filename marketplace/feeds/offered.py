"""Every bag on offer with all that a channel asks of it: memory for one batch, however many bags there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import defer, joinedload, selectinload

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.listings.models import Listing, Photo
from marketplace.listings.rules import State
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import PAGE_WIDTH, PictureFormat, PictureState

BATCH = 200


def on_offer_by_number() -> ColumnElement[bool]:
    """`shop.on_offer` over Listing alone, for walks in the order of its numbers; the tests hold the two together.

    Written so that no index of the state or the artisan offers itself: SQLite would read all bags on offer and sort
    them, for every batch anew.
    """
    shown = exists().where(Artisan.id == Listing.artisan_id, Artisan.visible.is_(True))
    return and_(func.coalesce(Listing.state, State.DRAFT) == State.PUBLISHED, shown)


def picture_keys(listing_ids: Collection[int], most: int) -> Mapping[int, Sequence[str]]:
    """Return the keys of the widest JPEG a page shows of each bag's first photos, the cover first; one statement."""
    rows = session.execute(
        select(Photo.listing_id, Photo.id, Rendition.key)
        .join(Photo.picture)
        .join(Rendition, Rendition.picture_id == Picture.id)
        .where(
            Photo.listing_id.in_(listing_ids),
            Picture.state == PictureState.READY,
            Rendition.format == PictureFormat.JPEG,
            Rendition.width <= PAGE_WIDTH,
        )
        .order_by(Photo.listing_id, Photo.position, Photo.id, Rendition.width)
    )
    widest: dict[int, dict[int, str]] = {}
    for listing_id, photo_id, key in rows:
        widest.setdefault(listing_id, {})[photo_id] = key
    return {listing: list(keys.values())[:most] for listing, keys in widest.items()}


def offered(most_pictures: int) -> Iterator[Sequence[tuple[Listing, Sequence[str]]]]:
    """Return the bags with the keys of their pictures, in the order of their numbers; four statements each batch.

    A batch must be used up before the next one is asked for: its transaction ends there.
    """
    after = 0
    while True:
        listings = session.scalars(
            select(Listing)
            .where(Listing.id > after, on_offer_by_number())
            .options(
                joinedload(Listing.artisan, innerjoin=True),
                defer(Listing.story),
                defer(Listing.search_text),
                selectinload(Listing.materials),
                selectinload(Listing.colours),
            )
            .order_by(Listing.id)
            .limit(BATCH)
        ).all()
        if not listings:
            session.rollback()
            return
        after = listings[-1].id
        pictures = picture_keys([listing.id for listing in listings], most_pictures)
        yield [(listing, pictures.get(listing.id, ())) for listing in listings]
        session.rollback()
