"""What one artisan's visitors did, by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, literal, select, union_all

from marketplace.certificates.models import Certificate
from marketplace.checks.models import RecordVisits
from marketplace.database.session import session
from marketplace.favourites.models import Favourite
from marketplace.footfall.models import BagVisits, WhatsappClicks
from marketplace.footfall.rules import Fortnight, Kind, days_shown, fortnight
from marketplace.inquiries.models import Thread
from marketplace.kit.clock import local_day
from marketplace.listings.models import Listing

MOST = 10_000
"""Hearts or questions of two weeks that are looked at, newest first: beyond it a number would say less, not more."""

OF_BAGS: Mapping[Kind, type[BagVisits | WhatsappClicks]] = {
    Kind.SEEN: BagVisits,
    Kind.WHATSAPP: WhatsappClicks,
}
"""What is counted by bag and day, and where."""


def fortnights(artisan_id: int, today: date, timezone: str) -> list[Fortnight]:
    """Return the five counts of the artisan's shop over fourteen local days, in three statements."""
    first = days_shown(today)[0]
    begin = datetime.combine(first, time(), ZoneInfo(timezone))
    counts, since = _visits(artisan_id, first)
    counts[Kind.KEPT] = _by_day(_hearts(artisan_id, begin), timezone)
    counts[Kind.ASKED] = _by_day(_questions(artisan_id, begin), timezone)
    since |= {Kind.KEPT: first, Kind.ASKED: first}  # rows of their own: they are all there
    return [fortnight(kind, counts[kind], today, since[kind]) for kind in Kind]


def _visits(artisan_id: int, first: date) -> tuple[dict[Kind, Counter[date]], dict[Kind, date | None]]:
    """Return counts by day, and the first day of the whole site's counts still there: before it nobody counted."""
    of_bags = [
        select(literal(kind.value), table.day, func.sum(table.visits))
        .join(Listing, table.listing_id == Listing.id)
        .where(Listing.artisan_id == artisan_id, table.day >= first)
        .group_by(table.day)
        for kind, table in OF_BAGS.items()
    ]
    of_records = (
        select(literal(Kind.RECORD_OPENED.value), RecordVisits.day, func.sum(RecordVisits.visits))
        .join(Certificate, RecordVisits.certificate_id == Certificate.id)
        .where(Certificate.artisan_id == artisan_id, RecordVisits.day >= first)
        .group_by(RecordVisits.day)
    )
    begun = [
        select(literal(kind.value), func.min(day), literal(0))
        for kind, day in (
            *((kind, table.day) for kind, table in OF_BAGS.items()),
            (Kind.RECORD_OPENED, RecordVisits.day),
        )
    ]
    counts: dict[Kind, Counter[date]] = {kind: Counter() for kind in Kind}
    since: dict[Kind, date | None] = dict.fromkeys(Kind)
    for kind, day, visits in session.execute(union_all(*of_bags, of_records, *begun)):
        if visits:
            counts[Kind(kind)][day] = int(visits)
        else:
            since[Kind(kind)] = day
    return counts, since


def _hearts(artisan_id: int, begin: datetime) -> Iterable[datetime]:
    return session.scalars(
        select(Favourite.added_at)
        .join(Listing, Favourite.listing_id == Listing.id)
        .where(Listing.artisan_id == artisan_id, Favourite.added_at >= begin)
        .order_by(Favourite.added_at.desc())
        .limit(MOST)
    )


def _questions(artisan_id: int, begin: datetime) -> Iterable[datetime]:
    return session.scalars(
        select(Thread.created_at)
        .where(
            Thread.artisan_id == artisan_id,
            Thread.last_message_at
            >= begin,  # what the index can find: no thread is younger than its last message
            Thread.created_at >= begin,
        )
        .order_by(Thread.last_message_at.desc())
        .limit(MOST)
    )


def _by_day(moments: Iterable[datetime], timezone: str) -> Counter[date]:
    return Counter(local_day(at, timezone) for at in moments)


def forget(before: date) -> int:
    """Delete counts of days before this one; return how many rows that were."""
    return sum(
        session.connection().execute(delete(table).where(table.day < before)).rowcount
        for table in OF_BAGS.values()
    )
