"""Asking who waits for what, and which bags answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from marketplace.alerts.models import Alert, Entry, Reader, Told
from marketplace.alerts.rules import PAUSE, Kind, Why, proves, row_of, wish_key
from marketplace.alerts.terms import was_in, was_on_offer
from marketplace.artisans.models import Artisan
from marketplace.catalogue import kept
from marketplace.catalogue.kept import Index
from marketplace.catalogue.rules import Search
from marketplace.catalogue.schemas import read_search
from marketplace.catalogue.wording import among
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.listings.models import Listing
from marketplace.listings.shop import on_offer


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody waits for: bags that answer a search, or bags of an artisan. Exactly one of the two is set."""

    search: Search | None = None
    followed: Artisan | None = None

    @property
    def query(self) -> str | None:
        """The search as it is kept; its order is not part of it, the spelling it insists on is."""
        if self.search is None:
            return None
        exact = [("exact", "1")] if self.search.exact and self.search.words else []
        return urlencode([*self.search.parts(), *exact])

    @property
    def key(self) -> str:
        """What tells it from the other wishes of one reader."""
        return wish_key(query=self.query or "", artisan_id=self.followed.id if self.followed else None)


def search_of(query: str) -> Search:
    """Return the question a query asks, read as the catalogue reads an address today."""
    return read_search(parse_qsl(query)).search


def artisan_to_follow(slug: str) -> Artisan:
    """Return an artisan who may be seen. NotFound otherwise."""
    if "\0" in slug:  # no name holds it, and PostgreSQL refuses even to look
        raise NotFound()
    found = session.scalars(
        select(Artisan).where(Artisan.slug == slug, Artisan.visible.is_(True))
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def reader_of_account(account_id: int) -> Reader | None:
    return session.scalars(select(Reader).where(Reader.account_id == account_id)).one_or_none()


def reader_behind(token: str, secret: str, purpose: str) -> Reader:
    """Return the reader whose link this is. NotFound for a token that is not ours, or of somebody who is gone."""
    number = row_of(token)
    reader = session.get(Reader, number, options=[joinedload(Reader.account)]) if number else None
    if reader is None or not proves(token, secret, purpose, reader.id, reader.bound):
        raise NotFound()
    return reader


def unconfirmed_behind(token: str, secret: str) -> Alert:
    """Return the alert a letter asks to confirm, confirmed by now or not. NotFound for any other token."""
    number = row_of(token)
    alert = session.get(Alert, number, options=[joinedload(Alert.reader)]) if number else None
    if alert is None or not proves(token, secret, "confirm", alert.id, alert.reader.bound + alert.wish):
        raise NotFound()
    return alert


def alerts_of(reader: Reader | None) -> Sequence[Alert]:
    """Return a reader's confirmed alerts, the latest first; a handful, so they are not paged."""
    if reader is None:
        return []
    return session.scalars(
        select(Alert)
        .where(Alert.reader_id == reader.id, Alert.confirmed_at.is_not(None))
        .options(joinedload(Alert.artisan))
        .order_by(Alert.created_at.desc(), Alert.id.desc())
    ).all()


def answering(alert: Alert, today: date, index: Index) -> list[ColumnElement[bool]]:
    """Return what a bag must meet to be one that is waited for, over Listing joined with Artisan."""
    if alert.artisan_id is not None:
        return [on_offer(), Listing.artisan_id == alert.artisan_id]
    return kept.answering(search_of(alert.query or ""), index, today, f"alert_{alert.id}")


def not_then(alert: Alert, index: Index) -> ColumnElement[bool]:
    """Whether what an Entry says a bag was is none of what is waited for: the bag has come in since.

    Where its words stayed the same they are not asked: whoever has them now had them until an entry that says what
    they were.
    """
    if alert.artisan_id is not None:
        return not_(was_on_offer(Entry.terms))
    search = search_of(alert.query or "")
    then = was_in(search, Entry.terms, Entry.price)
    if search.words:
        then = and_(then, or_(Entry.words.is_(None), kept.had(Entry.words, search, index)))
    return not_(then)


def hold(reader_id: int) -> None:
    """Let nobody else write to this reader until the transaction ends; SQLite has one writer at a time anyway."""
    session.execute(select(Reader.id).where(Reader.id == reader_id).with_for_update(key_share=True))


def news_of(alert: Alert, reached: int, today: date, index: Index) -> Mapping[int, Why]:
    """Return all bags that have come in up to an entry and that an alert was not told of, the newest first, and why.

    One statement, however many bags have become others: it begins with what was entered.
    """
    entered = select(Entry.listing_id).where(
        Entry.id > alert.heard, Entry.id <= reached, not_then(alert, index)
    )
    rows = session.execute(
        select(Listing.id, Listing.id.in_(entered.where(Entry.fresh)))
        .join(Listing.artisan)
        .where(Listing.id.in_(entered), not_(_told(alert)), *answering(alert, today, index))
        .order_by(Listing.published_at.desc(), Listing.id.desc())
    )
    return {number: Why.NEW if fresh else Why.WITHIN for number, fresh in rows}


def among_those(alert: Alert, numbers: Sequence[int], today: date, index: Index) -> Sequence[int]:
    """Return which of some bags are waited for and have not been told of."""
    return session.scalars(
        select(Listing.id)
        .join(Listing.artisan)
        .where(among(numbers, "changed"), not_(_told(alert)), *answering(alert, today, index))
    ).all()


def told_before(alert: Alert, since: datetime, today: date, index: Index) -> Sequence[int]:
    """Return the bags published since a moment that an alert heard of when it was last looked at, and not by an entry.

    What answers only because it became another since was none of them.
    """
    came_in = exists().where(Entry.listing_id == Listing.id, Entry.fresh.is_(False), not_then(alert, index))
    return session.scalars(
        select(Listing.id)
        .join(Listing.artisan)
        .where(
            Listing.published_at > since,
            Listing.published_at <= alert.told_until,
            ~came_in,
            not_(_told(alert)),
            *answering(alert, today, index),
        )
    ).all()


def _told(alert: Alert) -> ColumnElement[bool]:
    return exists().where(Told.alert_id == alert.id, Told.listing_id == Listing.id)


def bags(numbers: Sequence[int]) -> Sequence[Listing]:
    """Return the bags of these numbers with their makers, in the same order; no more than a statement takes."""
    rows = session.scalars(
        select(Listing)
        .join(Listing.artisan)
        .where(Listing.id.in_(numbers))
        .options(contains_eager(Listing.artisan), defer(Listing.story), defer(Listing.search_text))
    )
    by_id = {bag.id: bag for bag in rows}
    return [by_id[number] for number in numbers if number in by_id]


def numbers_of_news(
    alerts: Sequence[Alert], since: datetime, until: datetime, today: date, index: Index
) -> Mapping[int, int]:
    """Return for each alert how many bags are new or have come in since then; one statement."""
    if not alerts:
        return {}
    since_then = select(Entry.listing_id).where(Entry.at > since)
    new = and_(Listing.published_at > since, Listing.published_at <= until)
    counts = [
        select(func.count(Listing.id))
        .join(Listing.artisan)
        .where(
            or_(new, Listing.id.in_(since_then.where(not_then(alert, index)))),
            *answering(alert, today, index),
        )
        .correlate(None)
        .scalar_subquery()
        for alert in alerts
    ]
    row = session.execute(select(*counts)).one()
    return {alert.id: number for alert, number in zip(alerts, row, strict=True)}


def due_readers(kind: Kind, at: datetime, *, after: int = 0, limit: int | None = None) -> Sequence[int]:
    """Return the readers whose letter is due, where anything was entered since the last; those behind a number."""
    return session.scalars(
        select(Alert.reader_id)
        .where(
            Alert.confirmed_at.is_not(None),
            Alert.by_mail.is_(True),
            is_kind(kind),
            Alert.told_until <= at - PAUSE[kind],
            Alert.heard < select(func.max(Entry.id)).scalar_subquery(),
            Alert.reader_id > after,
        )
        .distinct()
        .order_by(Alert.reader_id)
        .limit(limit)
    ).all()


def waiting_of(reader_id: int, kind: Kind) -> Sequence[Alert]:
    """Return what a reader is written to about, in the order it was asked for."""
    return session.scalars(
        select(Alert)
        .where(
            Alert.reader_id == reader_id,
            is_kind(kind),
            Alert.confirmed_at.is_not(None),
            Alert.by_mail.is_(True),
        )
        .options(joinedload(Alert.reader).joinedload(Reader.account), joinedload(Alert.artisan))
        .order_by(Alert.created_at, Alert.id)
    ).all()


def is_kind(kind: Kind) -> ColumnElement[bool]:
    """Whether an Alert is of this kind."""
    return Alert.artisan_id.is_(None) if kind is Kind.SEARCH else Alert.artisan_id.is_not(None)
