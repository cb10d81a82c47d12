"""Finding a record by what people have in hand: a code, a printed number, a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.artisans.models import Artisan, Place
from marketplace.certificates.models import Certificate
from marketplace.certificates.numbers import normal_no
from marketplace.certificates.rules import PUBLIC_STATUSES, speaking
from marketplace.database.session import session
from marketplace.kit.codes import read_record_code
from marketplace.kit.text import fold
from marketplace.listings.models import Listing
from marketplace.listings.rules import State

SHORTEST_NUMBER = 5
SHORTEST_NAME = 3
MOST = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to. `understood` is how the text was read: "code", "number", "name", or "short"."""

    understood: str
    certificates: Sequence[Certificate]


def by_code(code: str) -> Certificate | None:
    """Return the record with this code, whatever became of it, with all that its page shows. Three queries."""
    return session.scalars(
        select(Certificate)
        .options(
            joinedload(Certificate.artisan)
            .joinedload(Artisan.place)
            .joinedload(Place.parent)
            .joinedload(Place.parent),
            selectinload(Certificate.units),
            selectinload(Certificate.decisions),
        )
        .where(Certificate.code == code, Certificate.status.in_(PUBLIC_STATUSES))
    ).one_or_none()


def bags_of(artisan_id: int) -> int:
    """Count the bags an artisan shows in the window today."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Listing)
            .where(Listing.artisan_id == artisan_id, Listing.state == State.PUBLISHED)
        )
        or 0
    )


def search(text: str) -> Found:
    """Find public records by code, by certificate, registration or blanko number, or by the holder's name.

    Numbers match whole and in any spelling (blanks, dots, case); names by every word typed. There is no way to list
    all records, and nothing that was never verified is found.
    """
    code = _code(text)
    if code is not None:
        found = _public(Certificate.code == code)
        if found:
            return Found("code", found)
    key = normal_no(text)
    if any(letter.isdigit() for letter in key):
        if len(key) < SHORTEST_NUMBER:
            return Found("short", ())
        return Found("code" if code else "number", _public(_any_number(key)))
    words = fold(text).split()
    if sum(map(len, words)) < SHORTEST_NAME:
        return Found("short", ())
    return Found("name", _public(*(_named(word) for word in words[:8])))


def _code(text: str) -> str | None:
    try:
        return read_record_code(text)
    except ValueError:
        return None


def newer_valid(certificate: Certificate, today: date) -> Certificate | None:
    """Return another certificate of the same holder that is valid today, for readers of one that is not."""
    others = session.scalars(
        select(Certificate).where(
            Certificate.artisan_id == certificate.artisan_id,
            Certificate.id != certificate.id,
            Certificate.status.in_(PUBLIC_STATUSES),
        )
    ).all()
    found = speaking(others, today)
    return found[0] if found and found[1].is_valid else None


def _named(word: str) -> ColumnElement[bool]:
    return or_(
        Artisan.name_folded.contains(word, autoescape=True),
        func.lower(Certificate.holder_name).contains(word, autoescape=True),
    )


def _any_number(key: str) -> ColumnElement[bool]:
    return or_(
        Certificate.certificate_no_key == key,
        Certificate.registration_no_key == key,
        Certificate.blanko_no_key == key,
    )


def _public(*conditions: ColumnElement[bool]) -> Sequence[Certificate]:
    return session.scalars(
        select(Certificate)
        .join(Certificate.artisan)
        .options(joinedload(Certificate.artisan).joinedload(Artisan.place))
        .where(Certificate.status.in_(PUBLIC_STATUSES), *conditions)
        .order_by(Artisan.name_folded, Certificate.id)
        .limit(MOST)
    ).all()
