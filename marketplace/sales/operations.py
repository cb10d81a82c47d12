"""Writing a line by hand, correcting it, striking it out. Each is one more version; none is ever lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.policy import require
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.sales import queries
from marketplace.sales.models import Sale, SaleVersion
from marketplace.sales.rules import ENTRY, MAX_WHAT, Entry, wrong_day


class Written(Entry, Protocol):
    """An entry as a form gives it: about one of her bags by its code, or in words alone."""

    @property
    def bag(self) -> str | None: ...


def write(written: Written, *, once: str, actor: Actor, at: datetime, today: date) -> Sale:
    """Write one more line; the form that sends it twice writes it once.

    Raises Invalid by field, NotFound without a profile.
    """
    require(actor, Permission.KEEP_SALES)
    if actor.artisan_id is None:
        raise NotFound()
    again = queries.by_form(actor.artisan_id, once)
    if again is not None:
        return again
    sale = Sale(artisan_id=actor.artisan_id, once=once, number=1, struck=False, written_at=at)
    _fill(sale, written, today)
    try:
        with session.begin_nested():
            session.add(sale)
            session.flush()
    except IntegrityError:
        again = queries.by_form(actor.artisan_id, once)
        if again is None:
            raise
        return again
    _keep(sale, actor, at)
    return sale


def correct(sale: Sale, written: Written, *, seen: int, actor: Actor, at: datetime, today: date) -> bool:
    """Write a line anew over the version that was seen; returns whether anything changed.

    Raises Conflict where it was changed or struck out meanwhile, Invalid by field.
    """
    _require(sale, seen, actor)
    before = {name: getattr(sale, name) for name in ENTRY} | {"listing_id": sale.listing_id}
    _fill(sale, written, today)
    if before == {name: getattr(sale, name) for name in before}:
        return False
    sale.number += 1
    _keep(sale, actor, at)
    return True


def strike(sale: Sale, *, seen: int, actor: Actor, at: datetime) -> None:
    """Take a line out of the sums for good; it stays in the book, struck out. Raises Conflict as `correct` does."""
    _require(sale, seen, actor)
    sale.struck = True
    sale.number += 1
    _keep(sale, actor, at)


def _require(sale: Sale, seen: int, actor: Actor) -> None:
    require(actor, Permission.KEEP_SALES, sale)
    if sale.struck:
        raise Conflict("sale.struck")
    if seen != sale.number:
        raise Conflict("sale.stale")


def _fill(sale: Sale, written: Written, today: date) -> None:
    """Put what was written into the row; everything is asked before anything is changed."""
    wrong: dict[str, str] = {}
    bag = queries.bag(sale.artisan_id, written.bag) if written.bag else None
    if written.bag and bag is None:
        wrong["bag"] = "sale.bag"
    what = written.what or (bag.title[:MAX_WHAT] if bag is not None else "")
    if not what and not wrong:
        wrong["what"] = "sale.what"
    if day := wrong_day(written.sold_on, today):
        wrong["sold_on"] = day
    if wrong:
        raise Invalid(wrong)
    sale.listing_id = bag.id if bag is not None else None
    sale.sold_on, sale.what, sale.pieces = written.sold_on, what, written.pieces
    sale.amount, sale.paid = written.amount, written.paid


def _keep(sale: Sale, actor: Actor, at: datetime) -> None:
    session.add(
        SaleVersion(
            sale_id=sale.id,
            number=sale.number,
            made_at=at,
            who=actor.name[:120],
            struck=sale.struck,
            **{name: getattr(sale, name) for name in ENTRY},
        )
    )
    session.flush()
