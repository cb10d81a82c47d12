"""Finding a record by what people have in hand: a code, a printed number, a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from marketplace.artisans.models import Artisan, Place
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.numbers import normal_no
from marketplace.certificates.rules import PUBLIC_STATUSES, Action, Status
from marketplace.certificates.speakers import speaking
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import WITH_PAGE
from marketplace.records.rules import Kind, Question

MOST = 10
PAGE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to. `artisans` are those a phone number, a profile, a bag or a page belongs to."""

    question: Question
    certificates: Sequence[Certificate] = ()
    artisans: Sequence[Artisan] = ()


@dataclass(frozen=True, slots=True)
class Siblings:
    """The other certificates of one holder, as far as they matter for the record of this one.

    `being_checked` is when the latest of those that wait for an officer was sent.
    """

    valid: Certificate | None = None
    renews: Certificate | None = None
    renewed_by: Certificate | None = None
    being_checked: datetime | None = None


def by_code(code: str) -> Certificate | None:
    """Return the record with this code, whatever became of it, with all that its page shows. Two queries."""
    query = (
        select(Certificate)
        .options(
            joinedload(Certificate.artisan)
            .joinedload(Artisan.place)
            .joinedload(Place.parent)
            .joinedload(Place.parent),
            selectinload(Certificate.units),
            joinedload(Certificate.body),
            joinedload(Certificate.linked_scheme),
            joinedload(Certificate.decisions),
            undefer(Certificate.log_seq),
        )
        .where(Certificate.code == code, Certificate.status.in_(PUBLIC_STATUSES))
    )
    return session.scalars(query).unique().one_or_none()


def search(question: Question) -> Found:
    """Find public records; two queries, whatever is asked and whether or not it is there.

    Numbers, codes, telephone numbers and profiles match whole; names by every word typed. There is no way to list all
    records, and nothing that was never verified, never consented to or no longer on show is found.
    """
    artisans = session.scalars(
        select(Artisan)
        .options(joinedload(Artisan.place))
        .where(_artisan(question))
        .order_by(Artisan.id)
        .limit(MOST)
    ).all()
    return Found(question, _public(_record(question, artisans)), artisans)


def _artisan(question: Question) -> ColumnElement[bool]:
    """Whose a number, a profile, a bag or a page is, as far as she shows it to everybody."""
    match question.kind:
        case Kind.PHONE if question.key:
            condition = and_(Artisan.whatsapp == question.key, Artisan.whatsapp_public.is_(True))
        case Kind.INSTAGRAM if question.key:
            condition = Artisan.instagram == question.key
        case Kind.ARTISAN if question.key:
            condition = Artisan.slug == question.key
        case Kind.BAG if question.key:
            makers = select(Listing.artisan_id).where(
                Listing.code == question.key, Listing.state.in_(WITH_PAGE)
            )
            condition = Artisan.id.in_(makers)
        case _:
            return false()
    return and_(condition, Artisan.visible.is_(True))


def _record(question: Question, artisans: Sequence[Artisan]) -> ColumnElement[bool]:
    if artisans:
        return Certificate.artisan_id.in_([artisan.id for artisan in artisans])
    match question.kind:
        case Kind.CODE if question.key:
            # A printed number may look like a code.
            return or_(Certificate.code == question.key, _any_number(normal_no(question.key)))
        case Kind.NUMBER if question.key:
            return _any_number(question.key)
        case Kind.NAME:
            return and_(*(_named(word) for word in question.key.split()))
    return false()


def siblings(certificate: Certificate, today: date) -> Siblings:
    """Return what the holder's other certificates mean for the reader of this one; one query."""
    others = session.scalars(
        select(Certificate).where(
            Certificate.artisan_id == certificate.artisan_id,
            Certificate.id != certificate.id,
            Certificate.status.in_(PUBLIC_STATUSES | {Status.SUBMITTED, Status.NEEDS_CHANGES}),
        )
    ).all()
    public = [one for one in others if one.status in PUBLIC_STATUSES]
    found = speaking(public, today)
    being_checked = [one.submitted_at for one in others if one not in public and one.submitted_at]
    return Siblings(
        valid=found[0] if found and found[1].is_valid else None,
        renews=next((one for one in public if one.id == certificate.renews_id), None),
        renewed_by=next((one for one in public if one.renews_id == certificate.id), None),
        being_checked=max(being_checked, default=None),
    )


def withdrawn(before_id: int | None = None) -> tuple[Sequence[Decision], int | None]:
    """Return a page of withdrawals, the newest first, and where the next one begins; one query."""
    query = (
        select(Decision)
        .options(joinedload(Decision.certificate))
        .where(Decision.action == Action.REVOKE)
        .order_by(Decision.id.desc())
        .limit(PAGE + 1)
    )
    rows = session.scalars(query if before_id is None else query.where(Decision.id < before_id)).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def _named(word: str) -> ColumnElement[bool]:
    return or_(
        Artisan.name_folded.contains(word, autoescape=True),
        Certificate.holder_name_folded.contains(word, autoescape=True),
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
