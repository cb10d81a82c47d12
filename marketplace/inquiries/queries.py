"""Finding bags to ask about, threads by their private link, and an artisan's own inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.inquiries.models import Message, Thread
from marketplace.inquiries.rules import SAME_WITHIN, Side
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, moment, row_number
from marketplace.kit.tokens import digest
from marketplace.listings.models import Listing, Photo
from marketplace.listings.public import absent
from marketplace.listings.rules import WITH_PAGE
from marketplace.pictures.models import Picture

PER_PAGE = 20
WAITING, ANSWERED = "w", "a"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many talks wait for an artisan's answer, and how many messages she has not opened."""

    waiting: int
    unread: int


def bag(code: str, *, lock: bool = False) -> Listing:
    """Return a bag whose page the public may see. NotFound, or Gone, for any other.

    `lock` lets one sender at a time ask about it, until this request has ended.
    """
    query = (
        select(Listing)
        .join(Listing.artisan)
        .where(Listing.code == code, Listing.state.in_(WITH_PAGE), Artisan.visible.is_(True))
        .options(
            contains_eager(Listing.artisan).joinedload(Artisan.account),
            selectinload(Listing.photos).joinedload(Photo.picture).selectinload(Picture.renditions),
        )
    )
    found = session.scalars(query.with_for_update(of=Listing) if lock else query).one_or_none()
    if found is None:
        raise absent(code)
    return found


def by_token(token: str, at: datetime, *, lock: bool = False) -> Thread:
    """Return the thread behind a private link. NotFound where there is none, or the link has run out."""
    query = (
        select(Thread)
        .where(Thread.token_digest == digest(token), Thread.token_expires_at > at)
        .options(
            joinedload(Thread.artisan).joinedload(Artisan.account),
            _listing(),
            selectinload(Thread.messages),
        )
    )
    found = session.scalars(query.with_for_update(of=Thread) if lock else query).one_or_none()
    if found is None:
        raise NotFound("inquiry.link")
    return found


def same_again(
    listing_id: int, sender_key: str, name: str, body: str, at: datetime, variant_code: str | None = None
) -> Thread | None:
    """Return the thread that this very message began a moment ago: the button was pressed twice.

    The same words about another variation of the bag are another question.
    """
    return session.scalars(
        select(Thread)
        .join(Thread.messages)
        .where(
            Thread.listing_id == listing_id,
            Thread.sender_key == sender_key,
            Thread.buyer_name == name,
            Thread.variant_code == variant_code,
            Thread.created_at > at - SAME_WITHIN,
            Message.side == Side.BUYER,
            Message.body == body,
        )
        .order_by(Thread.id)
        .limit(1)
    ).one_or_none()


def inbox(artisan_id: int | None, after: str = "") -> Page[Thread]:
    """Return one page of an artisan's talks: those that wait, the longest first; then the answered, newest first.

    A cursor that was not ours leads to the first page.
    """
    part, mark = _mark(after)
    rows: list[Thread] = []
    if part == WAITING:
        waits = _own(artisan_id).where(Thread.waiting_since.is_not(None))
        if mark is not None:
            at, row = mark
            waits = waits.where(
                or_(Thread.waiting_since > at, and_(Thread.waiting_since == at, Thread.id > row))
            )
        rows += session.scalars(waits.order_by(Thread.waiting_since, Thread.id).limit(PER_PAGE + 1))
        mark = None
    if len(rows) <= PER_PAGE:
        answered = _own(artisan_id).where(Thread.waiting_since.is_(None))
        if mark is not None:
            at, row = mark
            answered = answered.where(
                or_(Thread.last_message_at < at, and_(Thread.last_message_at == at, Thread.id < row))
            )
        newest = answered.order_by(Thread.last_message_at.desc(), Thread.id.desc())
        rows += session.scalars(newest.limit(PER_PAGE + 1 - len(rows)))
    more = len(rows) > PER_PAGE
    return Page(rows[:PER_PAGE], _cursor(rows[PER_PAGE - 1]) if more else None)


def tally(artisan_id: int | None) -> Tally:
    """Count what waits in an artisan's inbox; one query."""
    waits, unread = session.execute(
        select(func.count(Thread.waiting_since), func.coalesce(func.sum(Thread.unread_by_artisan), 0)).where(
            Thread.artisan_id == artisan_id
        )
    ).one()
    return Tally(int(waits), int(unread))


def own_thread(artisan_id: int | None, thread_id: int, *, lock: bool = False) -> Thread:
    """Return one of an artisan's own threads. NotFound for anybody else's."""
    query = (
        _own(artisan_id)
        .where(Thread.id == thread_id)
        .options(selectinload(Thread.messages), joinedload(Thread.artisan))
    )
    found = session.scalars(query.with_for_update(of=Thread) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def _own(artisan_id: int | None) -> Select[Thread]:
    return select(Thread).where(Thread.artisan_id == artisan_id).options(_listing())


def _listing() -> ExecutableOption:
    photos = selectinload(Listing.photos).joinedload(Photo.picture).selectinload(Picture.renditions)
    return joinedload(Thread.listing).options(photos)


def _cursor(last: Thread) -> str:
    if last.waiting_since is not None:
        return encode_cursor([WAITING, last.waiting_since.isoformat(), last.id])
    return encode_cursor([ANSWERED, last.last_message_at.isoformat(), last.id])


def _mark(after: str) -> tuple[str, tuple[datetime, int] | None]:
    try:
        part, at, row = decode_cursor(after)
        place = moment(at), row_number(row)
    except ValueError:
        return WAITING, None
    return (str(part), place) if part in (WAITING, ANSWERED) else (WAITING, None)
