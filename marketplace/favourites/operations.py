"""Keeping bags in an account, and letting them go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.access.actors import Actor
from marketplace.database.session import session
from marketplace.favourites import queries
from marketplace.favourites.models import Favourite
from marketplace.favourites.rules import MOST_KEPT
from marketplace.kit.errors import Conflict, NotFound
from marketplace.listings.models import Listing


def keep(code: str, *, actor: Actor, at: datetime) -> None:
    """Add one bag. NotFound for one buyers cannot open; Conflict("favourites.full") beyond MOST_KEPT."""
    if not _add([code], actor=actor, at=at):
        raise NotFound()


@dataclass(frozen=True, slots=True)
class Merged:
    """The codes an account keeps now, and those for which it had no room, which stay in the browser."""

    codes: Sequence[str]
    left: Sequence[str]


def merge(codes: Sequence[str], *, actor: Actor, at: datetime) -> Merged:
    """Add what a browser kept before its owner signed in; each once, the order of the browser kept.

    Bags that are gone by now are not carried over.
    """
    _take_turns(actor.id)
    have = set(queries.codes_of(actor.id))
    there = queries.with_page(codes)
    new = [code for code in codes if code in there and code not in have]
    free = max(0, MOST_KEPT - queries.number_of(actor.id))
    _add(new[:free], actor=actor, at=at)
    return Merged(queries.codes_of(actor.id), new[free:])


def let_go(codes: Sequence[str], *, actor: Actor) -> None:
    """Remove bags by code; what was not kept changes nothing."""
    ids = select(Listing.id).where(Listing.code.in_(codes))
    session.execute(delete(Favourite).where(Favourite.account_id == actor.id, Favourite.listing_id.in_(ids)))


def forget_gone(*, actor: Actor) -> None:
    """Remove the bags that have no page any more."""
    session.execute(
        delete(Favourite).where(
            Favourite.account_id == actor.id, Favourite.listing_id.in_(queries.gone(actor.id))
        )
    )


def _add(codes: Sequence[str], *, actor: Actor, at: datetime) -> int:
    """Add bags, the first as the latest; return how many of the codes are bags that can be opened."""
    if not codes:
        return 0
    _take_turns(actor.id)
    found = session.execute(
        select(Listing.code, Listing.id)
        .join(Listing.artisan)
        .where(Listing.code.in_(codes), queries.has_page())
    )
    ids = {row.code: row.id for row in found}
    have = set(session.scalars(select(Favourite.listing_id).where(Favourite.account_id == actor.id)))
    wanted = [ids[code] for code in codes if code in ids]
    new = [listing_id for listing_id in wanted if listing_id not in have]
    if len(have) + len(new) > MOST_KEPT:
        raise Conflict("favourites.full", most=MOST_KEPT)
    if new:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        rows = [
            # one moment apart, so that the order of the browser is the order of the page
            {"account_id": actor.id, "listing_id": row, "added_at": at - timedelta(milliseconds=number)}
            for number, row in enumerate(new)
        ]
        session.execute(insert(Favourite).values(rows).on_conflict_do_nothing())
    return len(wanted)


def _take_turns(account_id: int) -> None:
    """On PostgreSQL, count and add without anybody in between; SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"favourites:{account_id}"))))
