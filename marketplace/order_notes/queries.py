"""Finding order notes: by the buyer's link, an artisan's own, an account's own, those of a talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from marketplace.accounts import queries as accounts
from marketplace.artisans.models import Artisan
from marketplace.database.by_moment import page_by_moment
from marketplace.database.session import session
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, row_number
from marketplace.listings.models import Listing, Photo
from marketplace.order_notes.models import NotePayment, NotePicture, NoteVersion, OrderNote, PaymentWords
from marketplace.order_notes.rules import (
    CLOSED,
    NEAR,
    OPEN,
    PRESSED_TWICE,
    PROMISED,
    State,
    Terms,
    differences,
    week_of,
)
from marketplace.pictures.models import Picture

PER_PAGE = 40
MOST_OF_A_THREAD = 20


def same_again(
    listing_id: int, name: str, email: str | None, phone: str | None, terms: Terms, at: datetime
) -> OrderNote | None:
    """Return the note that this very proposal of a buyer's began a moment ago: the button was pressed twice."""
    rows = session.scalars(
        _listed()
        .where(
            OrderNote.listing_id == listing_id,
            OrderNote.buyer_name == name,
            OrderNote.buyer_email == email,
            OrderNote.buyer_phone == phone,
            OrderNote.proposed_by == Side.BUYER,
            OrderNote.state == State.PROPOSED,
            OrderNote.number == 1,
            OrderNote.proposed_at > at - PRESSED_TWICE,
        )
        .order_by(OrderNote.id)
        .limit(MOST_OF_A_THREAD)
    )
    return next((note for note in rows if not differences(note.current, terms)), None)


def own(artisan_id: int | None, code: str, *, lock: bool = False) -> OrderNote:
    """Return one of an artisan's notes. NotFound for anybody else's."""
    return one(OrderNote.artisan_id == artisan_id, OrderNote.code == code, lock=lock)


def board(artisan_id: int | None, after: str = "") -> Page[OrderNote]:
    """Return one page of an artisan's open notes by ready date, soonest first. A cursor not ours: the first page."""
    query = _listed().where(OrderNote.artisan_id == artisan_id, OrderNote.state.in_(OPEN))
    mark = _day_mark(after)
    if mark:
        query = query.where(tuple_(OrderNote.ready_on, OrderNote.id) > mark)
    rows = session.scalars(query.order_by(OrderNote.ready_on, OrderNote.id).limit(PER_PAGE + 1)).all()
    shown = rows[:PER_PAGE]
    more = len(rows) > PER_PAGE
    return Page(shown, encode_cursor([shown[-1].ready_on.isoformat(), shown[-1].id]) if more else None)


def closed(artisan_id: int | None, after: str = "") -> Page[OrderNote]:
    """Return one page of an artisan's closed notes, newest proposal first."""
    return _newest(after, OrderNote.artisan_id == artisan_id, OrderNote.state.in_(CLOSED))


def of_account(account_id: int, after: str = "") -> Page[OrderNote]:
    """Return one page of a buyer's notes, newest first."""
    return _newest(after, OrderNote.buyer_account_id == account_id)


def of_thread(thread_id: int) -> Sequence[OrderNote]:
    """Return the notes that came of a talk, oldest first; one query and their versions."""
    return session.scalars(
        _listed().where(OrderNote.thread_id == thread_id).order_by(OrderNote.id).limit(MOST_OF_A_THREAD)
    ).all()


def waiting_count(artisan_id: int | None) -> int:
    """How many proposals wait for this artisan's word."""
    return session.scalar(select(waiting(artisan_id))) or 0


def waiting(artisan_id: int | None) -> ScalarSelect[int]:
    """Return `waiting_count` as part of a larger question."""
    return (
        select(func.count(OrderNote.id))
        .where(
            OrderNote.artisan_id == artisan_id,
            OrderNote.state == State.PROPOSED,
            OrderNote.proposed_by == Side.BUYER,
        )
        .scalar_subquery()
    )


def promised_in_week(artisan_id: int, day: date) -> int:
    """How many pieces an artisan has agreed to finish in the week a day lies in, and has not finished."""
    monday, sunday = week_of(day)
    return (
        session.scalar(
            select(func.coalesce(func.sum(NoteVersion.quantity), 0))
            .join(NoteVersion.note)
            .where(
                NoteVersion.number == OrderNote.number,
                OrderNote.artisan_id == artisan_id,
                OrderNote.state.in_(PROMISED),
                OrderNote.ready_on.between(monday, sunday),
            )
        )
        or 0
    )


@dataclass(frozen=True, slots=True)
class Promise:
    """A bag somebody waits for: its note, and when it is to be ready."""

    code: str
    title: str
    buyer_name: str
    quantity: int
    ready_on: date
    state: State


def to_finish(artisan_id: int, today: date, most: int) -> Sequence[Promise]:
    """Return what an artisan promised for these days and has not finished, the longest overdue first; one query."""
    rows = session.execute(
        select(
            OrderNote.code,
            NoteVersion.title,
            OrderNote.buyer_name,
            NoteVersion.quantity,
            OrderNote.ready_on,
            OrderNote.state,
        )
        .join(NoteVersion.note)
        .where(
            NoteVersion.number == OrderNote.number,
            OrderNote.artisan_id == artisan_id,
            OrderNote.state.in_(PROMISED),
            OrderNote.ready_on <= today + NEAR,
        )
        .order_by(OrderNote.ready_on, OrderNote.id)
        .limit(most)
    )
    return [Promise(*row) for row in rows]


def payment_words(artisan_id: int | None) -> PaymentWords | None:
    """Return how an artisan wants to be paid, if she wrote it down."""
    if artisan_id is None:
        return None
    return session.get(PaymentWords, artisan_id, options=[joinedload(PaymentWords.picture)])


def own_listing(artisan_id: int | None, code: str) -> Listing:
    """Return one of an artisan's bags. NotFound for anybody else's."""
    found = session.scalars(
        _bag().where(Listing.code == code, Listing.artisan_id == artisan_id)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def one(*conditions: ColumnElement[bool], lock: bool) -> OrderNote:
    """Return the note that meets all conditions, with what its page shows. NotFound without one."""
    query = (
        select(OrderNote)
        .where(*conditions)
        .options(
            joinedload(OrderNote.artisan).joinedload(Artisan.account),
            joinedload(OrderNote.listing).selectinload(Listing.variants),
            joinedload(OrderNote.snapshot),
            joinedload(OrderNote.payment).joinedload(NotePayment.picture),
            selectinload(OrderNote.versions),
            selectinload(OrderNote.events),
            selectinload(OrderNote.pictures).joinedload(NotePicture.picture).selectinload(Picture.renditions),
        )
        .execution_options(populate_existing=True)
    )
    found = session.scalars(query.with_for_update(of=OrderNote) if lock else query).one_or_none()
    if found is None:
        raise NotFound("order_note.link")
    return found


def _listed() -> Select[OrderNote]:
    return select(OrderNote).options(joinedload(OrderNote.artisan), selectinload(OrderNote.versions))


def _bag() -> Select[Listing]:
    return select(Listing).options(
        joinedload(Listing.artisan).joinedload(Artisan.account),
        selectinload(Listing.photos).joinedload(Photo.picture).selectinload(Picture.renditions),
    )


def _newest(after: str, *conditions: ColumnElement[bool]) -> Page[OrderNote]:
    query = _listed().where(*conditions)
    return page_by_moment(query, OrderNote.proposed_at, PER_PAGE, after, latest_first=True)


def _day_mark(after: str) -> tuple[date, int] | None:
    try:
        day, row = decode_cursor(after)
        return date.fromisoformat(str(day)), row_number(row)
    except ValueError:
        return None


def is_buyers(note: OrderNote, account_id: int, *addresses: str | None) -> bool:
    """Whether an account is the buyer's: the one the note names, or one that is reached where the buyer is.

    `addresses` are others of hers that are known.
    """
    return note.buyer_account_id == account_id or accounts.is_reached(
        account_id, (note.buyer_email, *addresses), note.buyer_phone
    )
