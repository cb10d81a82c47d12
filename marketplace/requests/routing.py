"""Whose turn it is to be asked: makers who hold the unit today, make to order, are there and have capacity left.

Taking turns: whoever was asked longest ago comes first, so that a request goes to other hands than the one before. Who
never said how much she makes in a week is not asked: capacity nobody wrote down is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.queries import valid_predicate
from marketplace.database.session import session
from marketplace.inquiries import blocks
from marketplace.inquiries.models import ThreadBlock
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability
from marketplace.listings.rules import State as ListingState
from marketplace.order_notes.models import NoteVersion, OrderNote
from marketplace.order_notes.rules import PROMISED
from marketplace.requests.models import CustomRequest, Recipient
from marketplace.requests.rules import weeks_until

MOST_UNITS = 40


def in_turn(request: CustomRequest, places: int, today: date) -> Sequence[Artisan]:
    """Return the next artisans to ask, up to `places`, whoever was asked longest ago first; one query."""
    if places < 1 or request.technique is None or request.needed_on is None:
        return []
    last = (
        select(func.max(Recipient.asked_at))
        .where(Recipient.artisan_id == Artisan.id)
        .correlate(Artisan)
        .scalar_subquery()
    )
    already = exists().where(Recipient.artisan_id == Artisan.id, Recipient.request_id == request.id)
    return session.scalars(
        select(Artisan)
        .join(Artisan.account)
        .where(
            Artisan.visible.is_(True),
            Account.disabled_at.is_(None),
            ~already,
            _somebody_else(request),
            _not_blocking(request),
            there_today(today),
            covered(request.technique, request.unit_code, today),
            _makes(request.technique),
            _has_capacity(today, request.needed_on),
        )
        .order_by(last.asc().nulls_first(), Artisan.id)
        .limit(places)
    ).all()


def units_today(today: date) -> list[tuple[str, str]]:
    """Return (code, title) of the units anybody holds today, by title; one query."""
    rows = session.execute(
        select(Unit.code, func.min(Unit.title))
        .join(Unit.certificate)
        .where(Unit.code != "", Unit.withdrawn_on.is_(None), valid_predicate(today))
        .where(exists().where(UnitTechnique.unit_id == Unit.id))
        .group_by(Unit.code)
        .order_by(func.min(Unit.title), Unit.code)
        .limit(MOST_UNITS)
    )
    return [(code, title) for code, title in rows]


def there_today(today: date) -> ColumnElement[bool]:
    """`artisans.rules.is_away` denied, in SQL over Artisan."""
    return or_(
        Artisan.paused_until.is_(None),
        Artisan.paused_until <= today,
        and_(Artisan.paused_from.is_not(None), Artisan.paused_from > today),
    )


def covered(technique: Technique, unit_code: str | None, today: date) -> ColumnElement[bool]:
    """Whether a unit of a certificate that is valid today covers the technique, over Artisan."""
    named = (Unit.code == unit_code,) if unit_code else ()
    return exists().where(
        Certificate.artisan_id == Artisan.id,
        valid_predicate(today),
        Unit.certificate_id == Certificate.id,
        Unit.withdrawn_on.is_(None),
        UnitTechnique.unit_id == Unit.id,
        UnitTechnique.technique == technique,
        *named,
    )


def _makes(technique: Technique) -> ColumnElement[bool]:
    return exists().where(
        Listing.artisan_id == Artisan.id,
        Listing.state == ListingState.PUBLISHED,
        Listing.technique == technique,
        Listing.availability == Availability.MADE_TO_ORDER,
    )


def _has_capacity(today: date, needed_on: date) -> ColumnElement[bool]:
    promised = (
        select(func.coalesce(func.sum(NoteVersion.quantity), 0))
        .join(NoteVersion.note)
        .where(
            NoteVersion.number == OrderNote.number,
            OrderNote.artisan_id == Artisan.id,
            OrderNote.state.in_(PROMISED),
            OrderNote.ready_on <= needed_on,
        )
        .correlate(Artisan)
        .scalar_subquery()
    )
    return Artisan.weekly_capacity * weeks_until(today, needed_on) > promised


def _somebody_else(request: CustomRequest) -> ColumnElement[bool]:
    return Artisan.account_id != (request.buyer_account_id or 0)


def _not_blocking(request: CustomRequest) -> ColumnElement[bool]:
    """`inquiries.blocks.is_blocked` denied, in SQL over Artisan."""
    which = blocks.against(request.sender_key, request.buyer_account_id)
    return ~exists().where(ThreadBlock.artisan_id == Artisan.id, which)
