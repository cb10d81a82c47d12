"""Finding bags to ask about, an artisan's own inbox, and the talks an account began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from marketplace.accounts import queries as accounts
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.inquiries.models import Message, Thread
from marketplace.inquiries.rules import SAME_WITHIN, Side
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, moment, read_mark, row_number
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


def same_again(
    listing_id: int,
    sender_key: str,
    name: str,
    body: str,
    at: datetime,
    variant_code: str | None = None,
    once: str | None = None,
) -> Thread | None:
    """Return the thread that this very message began a moment ago, or with the same mark: it was sent twice.

    The same words about another variation of the bag are another question.
    """
    recent = Thread.created_at > at - SAME_WITHIN
    return session.scalars(
        select(Thread)
        .join(Thread.messages)
        .where(
            Thread.listing_id == listing_id,
            Thread.sender_key == sender_key,
            Thread.buyer_name == name,
            Thread.variant_code == variant_code,
            recent if once is None else or_(recent, Message.once == once),
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
    numbers = _order(artisan_id, *_mark(after))
    found = {
        row.id: row for row in session.scalars(_own(artisan_id).where(Thread.id.in_(numbers[:PER_PAGE])))
    }
    rows = [found[number] for number in numbers[:PER_PAGE] if number in found]
    return Page(rows, _cursor(rows[-1]) if len(numbers) > PER_PAGE else None)


def _order(artisan_id: int | None, part: str, mark: tuple[datetime, int] | None) -> list[int]:
    """Return the numbers of one page's talks, and one more where there are more. One query, along two indexes."""
    waits = _numbers(WAITING, Thread.waiting_since, artisan_id, Thread.waiting_since.is_not(None))
    waits = waits.order_by(Thread.waiting_since, Thread.id)
    answered = _numbers(ANSWERED, Thread.last_message_at, artisan_id, Thread.waiting_since.is_(None))
    answered = answered.order_by(Thread.last_message_at.desc(), Thread.id.desc())
    if mark is not None and part == WAITING:
        at, row = mark
        waits = waits.where(or_(Thread.waiting_since > at, and_(Thread.waiting_since == at, Thread.id > row)))
    elif mark is not None:
        at, row = mark
        answered = answered.where(
            or_(Thread.last_message_at < at, and_(Thread.last_message_at == at, Thread.id < row))
        )
    parts = [waits, answered] if part == WAITING else [answered]
    # a part is bounded before the parts are joined, so that each is read along its own index
    rows = session.execute(union_all(*(select(one.limit(PER_PAGE + 1).subquery()) for one in parts))).all()
    first = sorted((at, number) for which, at, number in rows if which == WAITING)
    later = sorted(((at, number) for which, at, number in rows if which == ANSWERED), reverse=True)
    return [number for _, number in [*first, *later]][: PER_PAGE + 1]


def _numbers(
    part: str, moment_of: InstrumentedAttribute[Any], artisan_id: int | None, which: ColumnElement[bool]
) -> Select[Any]:
    return select(literal(part).label("part"), moment_of.label("at"), Thread.id).where(
        Thread.artisan_id == artisan_id, which
    )


def tally(artisan_id: int | None) -> Tally:
    """Count what waits in an artisan's inbox; one query."""
    waits, unread = session.execute(select(*tallied(artisan_id))).one()
    return Tally(int(waits), int(unread))


def tallied(artisan_id: int | None) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """Return the two numbers of `tally` as parts of a larger question."""
    hers = Thread.artisan_id == artisan_id
    unread = select(func.coalesce(func.sum(Thread.unread_by_artisan), 0)).where(hers)
    return (
        select(func.count(Thread.waiting_since)).where(hers).scalar_subquery(),
        unread.scalar_subquery(),
    )


def own_thread(artisan_id: int | None, thread_id: int, *, lock: bool = False) -> Thread:
    """Return one of an artisan's own threads. NotFound for anybody else's."""
    query = _own(artisan_id).where(Thread.id == thread_id).options(of_messages(), joinedload(Thread.artisan))
    found = session.scalars(query.with_for_update(of=Thread) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def _own(artisan_id: int | None) -> Select[Thread]:
    return select(Thread).where(Thread.artisan_id == artisan_id).options(of_listing())


def of_listing() -> ExecutableOption:
    """Have a thread loaded with its bag and the bag's photos."""
    photos = selectinload(Listing.photos).joinedload(Photo.picture).selectinload(Picture.renditions)
    return joinedload(Thread.listing).options(photos)


def of_messages() -> ExecutableOption:
    """Have a thread loaded with what was said, and the photos of it."""
    return selectinload(Thread.messages).selectinload(Message.photos)


def of_buyer(account_id: int, after: str = "") -> Page[Thread]:
    """Return one page of the talks an account began, the newest message first. A cursor not ours leads to the first."""
    query = _of_buyer(account_id).order_by(Thread.last_message_at.desc(), Thread.id.desc())
    mark = read_mark(after)
    if mark is not None:
        at, row = mark
        query = query.where(
            or_(Thread.last_message_at < at, and_(Thread.last_message_at == at, Thread.id < row))
        )
    rows = session.scalars(query.limit(PER_PAGE + 1)).all()
    more = len(rows) > PER_PAGE
    last = rows[PER_PAGE - 1] if more else None
    return Page(rows[:PER_PAGE], encode_cursor([last.last_message_at.isoformat(), last.id]) if last else None)


def thread_of_buyer(account_id: int, thread_id: int, *, lock: bool = False) -> Thread:
    """Return one of the talks an account began. NotFound for anybody else's."""
    query = _of_buyer(account_id).where(Thread.id == thread_id).options(of_messages())
    found = session.scalars(query.with_for_update(of=Thread) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def _of_buyer(account_id: int) -> Select[Thread]:
    return (
        select(Thread)
        .where(Thread.buyer_account_id == account_id)
        .options(joinedload(Thread.artisan).joinedload(Artisan.account), of_listing())
    )


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


def is_buyers(thread: Thread, account_id: int) -> bool:
    """Whether an account is the buyer's: the one that began the talk, or one that is reached where the buyer is."""
    return thread.buyer_account_id == account_id or accounts.is_reached(
        account_id, (thread.buyer_email,), thread.buyer_phone
    )
