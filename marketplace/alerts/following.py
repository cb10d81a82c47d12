"""What bags have become since they were last looked at, written down as entries for all alerts together.

Follows `listings.changes` as the index of the search does, and compares each bag with what is kept of it (`Sight`): a
few statements for any number of alerts. Run again, or after a kill, a bag is as it was written down, and nothing is
entered twice. Who makes entries holds the row of `Followed`, and so does who hears them: no entry comes in behind
somebody who has heard later ones.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CursorResult,
    Date,
    cast,
    delete,
    func,
    insert,
    literal,
    not_,
    null,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.alerts import terms
from marketplace.alerts.models import Alert, Entry, Followed, Sight
from marketplace.alerts.rules import KEPT, UNHEARD
from marketplace.alerts.terms import GONE, Bag
from marketplace.artisans.models import Artisan
from marketplace.catalogue.documents import Documents, highest_number, numbers_below
from marketplace.catalogue.kept import same_words, words_of
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.database.session import session
from marketplace.listings import changes
from marketplace.listings.models import Listing, ListingUnit
from marketplace.listings.rules import MadeBy
from marketplace.listings.scope import covers_today
from marketplace.listings.shop import on_offer

BATCH = 500
"""Bags compared in one transaction: on SQLite nobody else writes meanwhile."""
_ONE = 1


def begin(at: datetime) -> None:
    """Follow from here on, where nobody does yet; from the oldest last letter on, where some were written before.

    Who was written to before has UNHEARD: at the next letter it is asked what the one before has told already.
    """
    if session.get(Followed, _ONE) is not None:
        return
    written_to = (Alert.confirmed_at.is_not(None), Alert.by_mail.is_(True))
    oldest = session.scalar(select(func.min(Alert.told_until)).where(*written_to))
    since = min(oldest or at, at)
    values = {
        "id": _ONE,
        "cursor": changes.position(session()),
        "filled_to": highest_number(session()) + 1,
        "started_at": since,
    }
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    began = session.execute(dialect.insert(Followed).values(**values).on_conflict_do_nothing())
    assert isinstance(began, CursorResult)
    if began.rowcount:
        session.execute(update(Alert).where(*written_to).values(heard=UNHEARD))
        _note_hidden(since)


def _note_hidden(since: datetime) -> None:
    """Write down the bags published since then that are not on offer: offered again, they are not new."""
    gone = (literal(GONE.terms), literal(GONE.price, BigInteger), cast(null(), Date))
    hidden = (
        select(Listing.id, *gone).join(Listing.artisan).where(Listing.published_at > since, not_(on_offer()))
    )
    columns = [Sight.listing_id, Sight.terms, Sight.price, Sight.check_on]
    session.execute(insert(Sight).from_select(columns, hidden))


def started_at() -> datetime:
    """Return the moment from which on bags are entered as new."""
    return session.get_one(Followed, _ONE).started_at


def is_filling() -> bool:
    """Whether bags that were there when it began have not been written down yet."""
    return session.get_one(Followed, _ONE, populate_existing=True).filled_to > 0


def pending() -> tuple[Sequence[int], str]:
    """Return the bags that changed and have not been looked at, and the place reached with them.

    Where the place is of another database (put back from a copy), all bags are looked at once more.
    """
    followed = session.get_one(Followed, _ONE)
    try:
        return changes.since(session(), followed.cursor)
    except changes.CursorLost:
        followed.filled_to = highest_number(session()) + 1
        followed.cursor = changes.position(session())
        return [], followed.cursor


def due_by_day(today: date) -> Sequence[int]:
    """Return the bags that may be others today though nobody changed them: a break or a certificate begins or ends."""
    return session.scalars(select(Sight.listing_id).where(Sight.check_on <= today)).all()


def take(ids: Collection[int], today: date, at: datetime) -> int:
    """Look at some bags, write down what they are, and enter those that have become others; return how many."""
    return _take(ids, _held(), today, at)


def move(cursor: str) -> None:
    """Everything up to here has been looked at."""
    _held().cursor = cursor
    session.flush()


def fill(today: date, at: datetime) -> bool:
    """Write down the next of the bags that were there when it began; tell whether there were any."""
    followed = _held()
    numbers = numbers_below(session(), followed.filled_to, BATCH) if followed.filled_to else ()
    _take(numbers, followed, today, at)
    followed.filled_to = numbers[-1] if numbers else 0
    session.flush()
    return bool(numbers)


def reached() -> int:
    """Return the last entry there is, and let none come until the transaction ends."""
    session.execute(select(Followed.id).with_for_update(read=True))
    return session.scalar(select(func.max(Entry.id))) or 0


def forget(at: datetime) -> int:
    """Delete entries that are old and that every alert with letters has heard of; return how many."""
    unheard = select(func.min(Alert.heard)).where(Alert.confirmed_at.is_not(None), Alert.by_mail.is_(True))
    least = session.scalar(unheard)
    old = delete(Entry).where(Entry.at < at - KEPT)
    done = session.execute(old if least is None else old.where(Entry.id <= least))
    assert isinstance(done, CursorResult)
    return done.rowcount


def _held() -> Followed:
    return session.get_one(Followed, _ONE, with_for_update=True, populate_existing=True)


def _take(ids: Collection[int], followed: Followed, today: date, at: datetime) -> int:
    if not ids:
        return 0
    were = {
        row.listing_id: row
        for row in session.execute(
            select(Sight.listing_id, Sight.terms, Sight.price, Sight.words, Sight.check_on).where(
                Sight.listing_id.in_(ids)
            )
        )
    }
    published, are = _bags(ids, today)
    added, changed, entries = [], [], []
    for number, bag in are.items():
        was = were.get(number)
        values = {"terms": bag.terms, "price": bag.price, "words": bag.words, "check_on": bag.check_on}
        if was is None:
            added.append({"listing_id": number, **values})
            fresh = published[number] > followed.started_at
            if bag.terms and (fresh or number >= followed.filled_to):
                entries.append(_entry(number, "", 0, None, fresh, at))
            continue
        if (was.terms, was.price, was.words, was.check_on) != tuple(values.values()):
            changed.append({"listing_id": number, **values})
        words = None if was.words is None or same_words(was.words, bag.words) else was.words
        if bag.terms and (words is not None or (was.terms, was.price) != (bag.terms, bag.price)):
            entries.append(_entry(number, was.terms, was.price, words, False, at))
    if added:
        session.execute(insert(Sight), added)
    if changed:
        session.execute(update(Sight), changed)
    if entries:
        session.execute(insert(Entry), entries)
    return len(entries)


def _entry(
    number: int, before: str, price: int, words: str | None, fresh: bool, at: datetime
) -> dict[str, object]:
    return {"listing_id": number, "at": at, "terms": before, "price": price, "words": words, "fresh": fresh}


def _bags(ids: Collection[int], today: date) -> tuple[Mapping[int, datetime], Mapping[int, Bag]]:
    """Return when each bag was first published, and what it is today; of those that were never on offer nothing."""
    rows = session.execute(
        select(
            Listing.id,
            Listing.published_at,
            Listing.search_text,
            Artisan.name_folded,
            Artisan.paused_from,
            Artisan.paused_until,
        )
        .join(Listing.artisan)
        .where(Listing.id.in_(ids), Listing.published_at.is_not(None))
    ).all()
    standing: dict[int, list[str]] = {}
    for number, code in session.execute(
        select(ListingUnit.listing_id, Unit.code)
        .join(Listing, Listing.id == ListingUnit.listing_id)
        .join(Unit, Unit.id == ListingUnit.unit_id)
        .join(UnitTechnique, UnitTechnique.unit_id == Unit.id)
        .join(Certificate, Certificate.id == Unit.certificate_id)
        .where(
            ListingUnit.listing_id.in_(ids),
            Listing.made_by == MadeBy.SELF,
            *covers_today(Listing.artisan_id, Listing.technique, today),
        )
    ):
        standing.setdefault(number, []).append(code or "")
    offered = {document.number: document for document in Documents().of(session(), ids)}
    are = {
        row.id: terms.bag_of(
            offered[row.id],
            standing.get(row.id, ()),
            row.paused_from,
            row.paused_until,
            today,
            words_of(offered[row.id], row.search_text, row.name_folded),
        )
        if row.id in offered
        else GONE
        for row in rows
    }
    return {row.id: row.published_at for row in rows}, are
