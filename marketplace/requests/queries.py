"""Finding custom requests: by the buyer's link, an artisan's own, an account's own, those officers look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.database.by_moment import page_by_moment
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, row_number
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability
from marketplace.listings.rules import State as ListingState
from marketplace.order_notes.models import OrderNote
from marketplace.requests.models import CustomRequest, Offer, Part, Recipient, RequestPhoto
from marketplace.requests.rules import PRESSED_TWICE, State

PER_PAGE = 40


def locked(request_id: int) -> CustomRequest:
    """Return a request that nobody else changes until the transaction has ended."""
    return one(CustomRequest.id == request_id, lock=True)


def one(*conditions: ColumnElement[bool], lock: bool) -> CustomRequest:
    query = select(CustomRequest).where(*conditions).execution_options(populate_existing=True)
    if lock:
        held = select(CustomRequest.id).where(*conditions).with_for_update()
        if session.scalar(held) is None:
            raise NotFound("request.link")
    found = session.scalars(query.options(*_whole())).unique().one_or_none()
    if found is None:
        raise NotFound("request.link")
    return found


def _whole() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(CustomRequest.listing),
        selectinload(CustomRequest.photos),
        selectinload(CustomRequest.recipients).options(
            joinedload(Recipient.artisan).joinedload(Artisan.account),
            joinedload(Recipient.thread),
            selectinload(Recipient.offers).joinedload(Offer.part),
        ),
        selectinload(CustomRequest.parts)
        .joinedload(Part.note)
        .options(
            joinedload(OrderNote.artisan),
            joinedload(OrderNote.snapshot),
            selectinload(OrderNote.versions),
        ),
        selectinload(CustomRequest.parts).joinedload(Part.offer),
    )


def same_again(sender_key: str, words: str, listing_id: int | None, at: datetime) -> CustomRequest | None:
    """Return the request these very words began a moment ago: the button was pressed twice."""
    return session.scalars(
        select(CustomRequest)
        .where(
            CustomRequest.sender_key == sender_key,
            CustomRequest.words == words,
            CustomRequest.listing_id == listing_id,
            CustomRequest.created_at > at - PRESSED_TWICE,
        )
        .order_by(CustomRequest.id)
        .limit(1)
    ).first()


def own(artisan_id: int | None, code: str, *, lock: bool = False) -> Recipient:
    """Return an artisan's side of a request that was put to her. NotFound for anybody else's.

    `lock` holds the request until the transaction has ended.
    """
    if lock:
        session.scalar(select(CustomRequest.id).where(CustomRequest.code == code).with_for_update())
    found = session.scalars(
        select(Recipient)
        .join(Recipient.request)
        .where(CustomRequest.code == code, Recipient.artisan_id == artisan_id)
        .options(
            joinedload(Recipient.artisan).joinedload(Artisan.account),
            joinedload(Recipient.request).options(
                joinedload(CustomRequest.listing),
                selectinload(CustomRequest.parts).joinedload(Part.note),
                selectinload(CustomRequest.photos),
            ),
            selectinload(Recipient.offers).joinedload(Offer.part).joinedload(Part.note),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def of_artisan(artisan_id: int | None, after: str = "") -> Page[Recipient]:
    """Return one page of what was asked of an artisan: unanswered first, then the newest.

    A cursor not ours: the first page.
    """
    query = (
        select(Recipient)
        .where(Recipient.artisan_id == artisan_id)
        .options(
            joinedload(Recipient.request).joinedload(CustomRequest.listing),
            selectinload(Recipient.offers).joinedload(Offer.part),
        )
    )
    mark = _waiting_mark(after)
    if mark is not None:
        waiting, row = mark
        earlier: ColumnElement[bool] = and_(Recipient.waiting.is_(waiting), Recipient.id < row)
        query = query.where(or_(earlier, Recipient.waiting.is_(False)) if waiting else earlier)
    ordered = query.order_by(Recipient.waiting.desc(), Recipient.id.desc())
    rows = session.scalars(ordered.limit(PER_PAGE + 1)).all()
    shown = rows[:PER_PAGE]
    more = encode_cursor([int(shown[-1].waiting), shown[-1].id]) if len(rows) > PER_PAGE else None
    return Page(shown, more)


def waiting(artisan_id: int | None) -> ScalarSelect[int]:
    """Return how many requests wait for an artisan's answer, as part of a larger question."""
    return (
        select(func.count(Recipient.id))
        .where(Recipient.artisan_id == artisan_id, Recipient.waiting.is_(True))
        .scalar_subquery()
    )


def of_account(account_id: int, after: str = "") -> Page[CustomRequest]:
    """Return one page of a buyer's requests, newest first."""
    return _newest(after, CustomRequest.buyer_account_id == account_id)


def open_ones(today: date, after: str = "") -> Page[CustomRequest]:
    """Return one page of open requests to all, newest first, as officers see them."""
    return _newest(
        after,
        CustomRequest.state == State.OPEN,
        CustomRequest.closes_on >= today,
        CustomRequest.technique.is_not(None),
        CustomRequest.listing_id.is_(None),
    )


def due(today: date, most: int) -> Sequence[int]:
    """Return the numbers of open requests whose last day is over."""
    return session.scalars(
        select(CustomRequest.id)
        .where(CustomRequest.state == State.OPEN, CustomRequest.closes_on < today)
        .order_by(CustomRequest.closes_on, CustomRequest.id)
        .limit(most)
    ).all()


def photo_file(request: CustomRequest, number: int) -> tuple[str, str]:
    """Return the file of the copy of a photo that is looked at, and a name for it. NotFound until it is made."""
    page = next((one.pages[0] for one in request.photos if one.position == number and one.pages), None)
    if page is None:
        raise NotFound()
    return str(page["key"]), f"photo-{number}"


def named_files() -> Iterator[ExpectedFile]:
    """Yield the files of requests: photos as sent, and the copies made of them."""
    for photo in session.scalars(select(RequestPhoto).order_by(RequestPhoto.id)):
        for number, key in enumerate(photo.keys):
            yield ExpectedFile(key, True, "" if number else photo.digest)


def forgotten(at: datetime, most: int) -> Sequence[RequestPhoto]:
    """Return photos of requests whose link has run out."""
    return session.scalars(
        select(RequestPhoto)
        .join(CustomRequest, CustomRequest.id == RequestPhoto.request_id)
        .where(CustomRequest.link_expires_at < at, CustomRequest.state != State.OPEN)
        .order_by(RequestPhoto.id)
        .limit(most)
    ).all()


def bag_like(artisan_id: int, technique: Technique | None) -> Listing | None:
    """Return the bag of hers an offer to all is about: the newest she makes to order in that technique."""
    return session.scalars(
        select(Listing)
        .where(
            Listing.artisan_id == artisan_id,
            Listing.state == ListingState.PUBLISHED,
            Listing.technique == technique,
            Listing.availability == Availability.MADE_TO_ORDER,
        )
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(1)
    ).first()


def _newest(after: str, *conditions: ColumnElement[bool]) -> Page[CustomRequest]:
    query: Select[CustomRequest] = (
        select(CustomRequest)
        .where(*conditions)
        .options(
            joinedload(CustomRequest.listing),
            selectinload(CustomRequest.recipients).selectinload(Recipient.offers).joinedload(Offer.part),
            selectinload(CustomRequest.parts).joinedload(Part.note),
        )
    )
    return page_by_moment(query, CustomRequest.created_at, PER_PAGE, after, latest_first=True)


def _waiting_mark(after: str) -> tuple[bool, int] | None:
    try:
        waiting, row = decode_cursor(after)
        return bool(row_number(waiting)), row_number(row)
    except ValueError:
        return None
