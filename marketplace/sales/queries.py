"""Reading the book: lines day by day, sums of months, one line written by hand. Only ever an artisan's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, or_, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.kit.clock import local_day, local_midnight
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, moment, row_number
from marketplace.listings.models import Listing
from marketplace.listings.rules import State as BagState
from marketplace.order_notes.models import NoteVersion, OrderNote
from marketplace.order_notes.rules import State
from marketplace.sales.models import Sale
from marketplace.sales.rules import Span, months_of

PER_PAGE = 40
PER_BATCH = 400
MOST_BAGS = 200

Mark = tuple[datetime, int, int]
"""The place of a line: the moment it stands under, 1 for an order note and 0 for one written by hand, its row."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `note` is the code of an order note and `state` how far it has come; `sale` the row of one by hand.

    `amount` is None where nobody wrote it down. `counts` says whether it is sold and in the sums.
    """

    mark: Mark
    day: date
    what: str
    pieces: int
    amount: int | None
    paid: str = ""
    note: str = ""
    state: State | None = None
    sale: int | None = None
    struck: bool = False

    @property
    def counts(self) -> bool:
        return not self.struck and self.state in (None, State.HANDED_OVER)

    @property
    def awaited(self) -> bool:
        """Agreed, and not (or no longer) simply handed over: beside the sums, never in them."""
        return self.state not in (None, State.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class Sums:
    """One span: pieces and rupiah sold, sales without an amount, and what is agreed and still open."""

    span: Span
    sales: int = 0
    pieces: int = 0
    amount: int = 0
    unpriced: int = 0
    open_notes: int = 0
    open_amount: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.span,
            self.sales + other.sales,
            self.pieces + other.pieces,
            self.amount + other.amount,
            self.unpriced + other.unpriced,
            self.open_notes + other.open_notes,
            self.open_amount + other.open_amount,
        )

    @property
    def is_empty(self) -> bool:
        return not self.sales and not self.open_notes


def page(artisan_id: int | None, span: Span, zone: str, after: str = "") -> Page[Line]:
    """Return one page of a span, last day first. A cursor not ours: the first page."""
    rows = _lines(artisan_id, span, zone, _read(after), PER_PAGE + 1)
    shown = rows[:PER_PAGE]
    if len(rows) <= PER_PAGE:
        return Page(shown)
    at, kind, row = shown[-1].mark
    return Page(shown, encode_cursor([at.isoformat(), kind, row]))


def every(artisan_id: int | None, span: Span, zone: str) -> Iterator[Line]:
    """Yield all lines of a span that were not struck out, last day first, a batch at a time."""
    mark: Mark | None = None
    while rows := _lines(artisan_id, span, zone, mark, PER_BATCH):
        yield from (line for line in rows if not line.struck)
        mark = rows[-1].mark


def sums(artisan_id: int | None, span: Span, zone: str) -> Sequence[Sums]:
    """Return the sums of each month of a span, first to last; two queries however many there are."""
    months = months_of(span)
    found = {number: Sums(month) for number, month in enumerate(months)}
    notes = _notes_by_month(artisan_id, months, zone)
    for month, is_sold, count, pieces, amount in session.execute(
        select(
            notes.c.month, notes.c.sold, func.count(), func.sum(notes.c.quantity), func.sum(notes.c.price)
        ).group_by(notes.c.month, notes.c.sold)
    ):
        found[month] += (
            Sums(span, int(count), int(pieces), int(amount))
            if is_sold
            else Sums(span, open_notes=int(count), open_amount=int(amount))
        )
    hers = _sales_by_month(artisan_id, months)
    for month, count, pieces, amount, priced in session.execute(
        select(
            hers.c.month,
            func.count(),
            func.sum(hers.c.pieces),
            func.sum(hers.c.amount),
            func.count(hers.c.amount),
        ).group_by(hers.c.month)
    ):
        found[month] += Sums(span, int(count), int(pieces), int(amount or 0), int(count) - int(priced))
    return list(found.values())


def own(artisan_id: int | None, number: int, *, lock: bool = False) -> Sale:
    """Return one of the lines an artisan wrote by hand, with its versions. NotFound for anybody else's."""
    query = (
        select(Sale)
        .where(Sale.artisan_id == artisan_id, Sale.id == number)
        .options(
            joinedload(Sale.artisan).joinedload(Artisan.account),
            joinedload(Sale.listing),
            selectinload(Sale.versions),
        )
        .execution_options(populate_existing=True)
    )
    found = session.scalars(query.with_for_update(of=Sale) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def by_form(artisan_id: int, once: str) -> Sale | None:
    """Return the line that this very form has written already."""
    return session.scalars(select(Sale).where(Sale.artisan_id == artisan_id, Sale.once == once)).one_or_none()


def bags(artisan_id: int | None, sale: Sale | None = None) -> Sequence[tuple[str, str]]:
    """Return (code, title) of an artisan's bags with a name, newest first.

    That of a line is among them, however old it is, and also once it was removed: correcting the line does not lose it.
    """
    rows = session.execute(
        select(Listing.code, Listing.title)
        .where(Listing.artisan_id == artisan_id, Listing.state != BagState.REMOVED, Listing.title != "")
        .order_by(Listing.id.desc())
        .limit(MOST_BAGS)
    )
    found = [(code, title) for code, title in rows]
    own = sale.listing if sale is not None else None
    if own is not None and own.code not in dict(found):
        found.append((own.code, own.title or own.code))
    return found


def bag(artisan_id: int, code: str) -> Listing | None:
    """Return one of an artisan's bags, or None."""
    return session.scalars(
        select(Listing).where(Listing.artisan_id == artisan_id, Listing.code == code)
    ).one_or_none()


_moment: ColumnElement[datetime] = func.coalesce(OrderNote.handed_over_at, OrderNote.agreed_at)
"""A note stands under the day it was handed over, until then under the day it was agreed on."""


def _agreed(artisan_id: int | None) -> ColumnElement[bool]:
    return and_(
        OrderNote.artisan_id == artisan_id,
        OrderNote.agreed_at.is_not(None),
        OrderNote.state != State.CANCELLED,
        NoteVersion.note_id == OrderNote.id,
        NoteVersion.number == OrderNote.number,
    )


def _lines(artisan_id: int | None, span: Span, zone: str, mark: Mark | None, most: int) -> list[Line]:
    both = [
        *_note_lines(artisan_id, span, zone, mark, most),
        *_sale_lines(artisan_id, span, zone, mark, most),
    ]
    return sorted(both, key=lambda line: line.mark, reverse=True)[:most]


def _note_lines(
    artisan_id: int | None, span: Span, zone: str, mark: Mark | None, most: int
) -> Iterator[Line]:
    query = select(_moment, OrderNote.id, OrderNote.code, OrderNote.state, NoteVersion).where(
        _agreed(artisan_id),
        _moment >= local_midnight(span.first, zone),
        _moment < local_midnight(span.after, zone),
    )
    if mark is not None:
        at, kind, row = mark
        query = query.where(
            or_(_moment < at, and_(_moment == at, OrderNote.id < row)) if kind else _moment < at
        )
    for at, row, code, state, terms in session.execute(
        query.order_by(_moment.desc(), OrderNote.id.desc()).limit(most)
    ):
        yield Line(
            (at, 1, row),
            local_day(at, zone),
            terms.title,
            terms.quantity,
            terms.price,
            note=code,
            state=state,
        )


def _sale_lines(
    artisan_id: int | None, span: Span, zone: str, mark: Mark | None, most: int
) -> Iterator[Line]:
    """A line by hand stands at the beginning of its day, so under the notes of that day."""
    query = select(Sale).where(
        Sale.artisan_id == artisan_id, Sale.sold_on >= span.first, Sale.sold_on < span.after
    )
    if mark is not None:
        at, kind, row = mark
        day = local_day(at, zone)
        query = query.where(Sale.sold_on <= day if kind else tuple_(Sale.sold_on, Sale.id) < (day, row))
    for sale in session.scalars(query.order_by(Sale.sold_on.desc(), Sale.id.desc()).limit(most)):
        yield Line(
            (local_midnight(sale.sold_on, zone), 0, sale.id),
            sale.sold_on,
            sale.what,
            sale.pieces,
            sale.amount,
            paid=sale.paid,
            sale=sale.id,
            struck=sale.struck,
        )


def _notes_by_month(artisan_id: int | None, months: Sequence[Span], zone: str) -> Subquery:
    begins = [local_midnight(month.after, zone) for month in months]
    return (
        select(
            _number(_moment, begins),
            (OrderNote.state == State.HANDED_OVER).label("sold"),
            NoteVersion.quantity,
            NoteVersion.price,
        )
        .where(_agreed(artisan_id), _moment >= local_midnight(months[0].first, zone), _moment < begins[-1])
        .subquery()
    )


def _sales_by_month(artisan_id: int | None, months: Sequence[Span]) -> Subquery:
    begins = [month.after for month in months]
    return (
        select(_number(Sale.sold_on, begins), Sale.pieces, Sale.amount)
        .where(
            Sale.artisan_id == artisan_id,
            Sale.struck.is_(False),
            Sale.sold_on >= months[0].first,
            Sale.sold_on < begins[-1],
        )
        .subquery()
    )


def _number(column: Any, begins: Sequence[Any]) -> Any:
    """The number of the month a row lies in, from 0."""
    return case(*((column < begin, literal(number)) for number, begin in enumerate(begins))).label("month")


def _read(after: str) -> Mark | None:
    try:
        at, kind, row = decode_cursor(after)
        if kind not in (0, 1):
            return None
        return moment(at), row_number(kind), row_number(row)
    except ValueError:
        return None
