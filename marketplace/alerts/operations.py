"""Waiting for new bags, confirming it, ending it, and the letters themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, func, insert, select, update

from marketplace.access.actors import Actor
from marketplace.accounts import attempts
from marketplace.adapters.jobs.queue import enqueue
from marketplace.alerts import following, mails, queries
from marketplace.alerts.models import Alert, Reader, Told
from marketplace.alerts.queries import Wish
from marketplace.alerts.rules import (
    CONFIRM_LIFETIME,
    LETTER_LIMITS,
    MOST_BY_MAIL,
    MOST_IN_ACCOUNT,
    MOST_IN_LETTER,
    UNHEARD,
    Kind,
    Why,
)
from marketplace.catalogue.kept import Index
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, NotFound

PLANNED_AT_ONCE = 500
"""Letters queued in one transaction: on SQLite nobody else writes meanwhile."""
LETTER_JOB = "alerts.letter"
NO_INDEX = Index()


def admit(email: str, *, at: datetime) -> None:
    """Count one letter to an unproved address; raises TooMany. Ends the transaction: load rows afterwards."""
    attempts.take((attempts.key("alert", email), LETTER_LIMITS), at=at)


def ask(wish: Wish, *, email: str, locale: str, secret: str, at: datetime) -> None:
    """Write down what somebody without an account waits for, and ask the address whether that is so.

    The answer to the request is the same whatever is known of the address; the letter tells its owner.
    """
    _take_turns(email)
    reader = session.scalars(select(Reader).where(Reader.email == email)).one_or_none()
    if reader is None:
        reader = Reader(email=email, locale=locale, created_at=at)
        session.add(reader)
        session.flush()
    known = _find(reader, wish)
    if known is not None and known.confirmed_at is not None:
        mails.has_already(reader, full=False, secret=secret, at=at)
    elif known is None and _number(reader, Alert.confirmed_at.is_not(None)) >= MOST_BY_MAIL:
        mails.has_already(reader, full=True, secret=secret, at=at)
    else:
        alert = known or _add(reader, wish, at)
        alert.created_at = at
        mails.ask_to_confirm(alert, secret=secret, at=at)
    session.flush()


def confirm(alert: Alert, *, locale: str, today: date, at: datetime, index: Index = NO_INDEX) -> None:
    """Begin to tell an address; twice is once. NotFound when the letter is too old."""
    if alert.confirmed_at is not None:
        return
    if alert.created_at + CONFIRM_LIFETIME <= at:
        raise NotFound()
    alert.confirmed_at = at
    alert.reader.locale = locale
    _listen(alert, today, index, at)


def save(wish: Wish, *, actor: Actor, today: date, at: datetime, index: Index = NO_INDEX) -> Alert:
    """Let an account wait for something; asked twice it is there once. Conflict("alerts.full") for too many."""
    _take_turns(str(actor.id))
    reader = queries.reader_of_account(actor.id)
    if reader is None:
        reader = Reader(account_id=actor.id, locale=actor.locale, created_at=at)
        session.add(reader)
        session.flush()
    known = _find(reader, wish)
    if known is not None:
        return known
    if _number(reader) >= MOST_IN_ACCOUNT:
        raise Conflict("alerts.full", most=MOST_IN_ACCOUNT)
    alert = _add(reader, wish, at)
    alert.confirmed_at = at
    _listen(alert, today, index, at)
    return alert


def remove(reader: Reader | None, alert_id: int) -> None:
    """End one alert of this reader; one that is not theirs, or gone, changes nothing."""
    if reader is None:
        return
    session.execute(delete(Alert).where(Alert.id == alert_id, Alert.reader_id == reader.id))
    _forget_if_done(reader)


def set_letters(
    reader: Reader | None, alert_id: int, on: bool, *, today: date, at: datetime, index: Index = NO_INDEX
) -> None:
    """Turn the letters about one alert on or off; turned on, only what comes from now on is told."""
    alert = session.get(Alert, alert_id)
    if reader is None or alert is None or alert.reader_id != reader.id or alert.by_mail is on:
        return
    alert.by_mail = on
    if on:
        _listen(alert, today, index, at)
    session.flush()


def stop(reader: Reader, kind: Kind) -> None:
    """End the letters of one kind: an account keeps what it saved, an address without one is forgotten."""
    mine = (Alert.reader_id == reader.id, queries.is_kind(kind))
    if reader.account_id is not None:
        session.execute(update(Alert).where(*mine).values(by_mail=False))
        return
    session.execute(delete(Alert).where(*mine))
    _forget_if_done(reader)


def forget_unconfirmed(at: datetime) -> None:
    """Forget what nobody confirmed, and addresses that wait for nothing."""
    session.execute(
        delete(Alert).where(Alert.confirmed_at.is_(None), Alert.created_at <= at - CONFIRM_LIFETIME)
    )
    session.execute(delete(Reader).where(Reader.email.is_not(None), ~_waits()))


def plan_letters(kind: Kind, today: date, *, after: int, at: datetime) -> int | None:
    """Queue one job for each letter of the next `PLANNED_AT_ONCE` readers behind a number; return where to go on.

    One transaction each: stopped and begun again from the first, it queues no letter of a day twice.
    """
    readers = queries.due_readers(kind, at, after=after, limit=PLANNED_AT_ONCE)
    for reader_id in readers:
        payload = {"reader_id": reader_id, "kind": kind.value}
        key = f"{LETTER_JOB}:{kind}:{reader_id}:{today.isoformat()}"
        enqueue(session(), LETTER_JOB, payload, at=at, unique_key=key)
    return readers[-1] if len(readers) == PLANNED_AT_ONCE else None


def write_letter(
    reader_id: int, kind: Kind, today: date, *, secret: str, at: datetime, index: Index = NO_INDEX
) -> int:
    """Post one reader's letter and note what it tells, in one transaction; return how many bags.

    Run again, or after a kill, it finds the marks where they were left: nobody hears of a bag twice, or not at all.
    Two jobs for one reader take turns. Where no letter can go (`Reader.address`) the marks move all the same, so that
    an address given later is not sent what is old by then.
    """
    queries.hold(reader_id)
    reached, news, told = following.reached(), list[mails.News](), set[int]()
    alerts = queries.waiting_of(reader_id, kind)
    reaches = bool(alerts) and alerts[0].reader.address is not None
    for alert in alerts:
        if alert.heard == UNHEARD:
            _know_told_before(alert, today, index, at)
        found = queries.news_of(alert, reached, today, index) if reaches else {}
        alert.heard, alert.told_until = max(alert.heard, reached), max(alert.told_until, at)
        _tell(alert, found, at)
        # a bag two searches find stands under the first, counted or listed
        if fresh := {number: why for number, why in found.items() if number not in told}:
            told.update(fresh)
            listed = queries.bags(list(fresh)[:MOST_IN_LETTER])
            news.append(mails.News(alert, [(bag, fresh[bag.id]) for bag in listed], list(fresh.values())))
    session.flush()
    if news:
        mails.tell_news(alerts[0].reader, kind, news, secret=secret, at=at)
    return len(told)


def _listen(alert: Alert, today: date, index: Index, at: datetime) -> None:
    """Begin here: what answers by now, entered or not yet, is no news."""
    alert.told_until = at
    session.flush()
    following.begin(at)
    alert.heard = following.reached()
    if following.is_filling():
        _know_told_before(alert, today, index, at)
    changed = [*following.pending()[0], *following.due_by_day(today)]
    there = queries.among_those(alert, changed, today, index) if changed else ()
    _tell(alert, dict.fromkeys(there, Why.KNOWN), at)
    session.flush()


def _know_told_before(alert: Alert, today: date, index: Index, at: datetime) -> None:
    """Tell no more of what is entered as new for the sake of others, and was not new to this alert any more."""
    known = queries.told_before(alert, following.started_at(), today, index)
    _tell(alert, dict.fromkeys(known, Why.KNOWN), at)
    session.flush()


def _tell(alert: Alert, bags: Mapping[int, Why], at: datetime) -> None:
    if bags:
        rows = [
            {"alert_id": alert.id, "listing_id": number, "why": why, "at": at} for number, why in bags.items()
        ]
        session.execute(insert(Told), rows)


def _take_turns(whose: str) -> None:
    """On PostgreSQL, look and add without anybody in between; SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"alerts:{whose}"))))


def _find(reader: Reader, wish: Wish) -> Alert | None:
    return session.scalars(
        select(Alert).where(Alert.reader_id == reader.id, Alert.wish == wish.key)
    ).one_or_none()


def _number(reader: Reader, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(Alert.id)).where(Alert.reader_id == reader.id, *which)) or 0


def _add(reader: Reader, wish: Wish, at: datetime) -> Alert:
    alert = Alert(
        reader=reader,
        wish=wish.key,
        query=wish.query,
        artisan=wish.followed,
        created_at=at,
        told_until=at,
    )
    session.add(alert)
    session.flush()
    return alert


def _waits() -> ColumnElement[bool]:
    return exists().where(Alert.reader_id == Reader.id)


def _forget_if_done(reader: Reader) -> None:
    """An address that waits for nothing is not kept."""
    session.flush()
    if reader.email is not None and not _number(reader):
        session.execute(delete(Reader).where(Reader.id == reader.id))
