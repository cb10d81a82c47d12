"""Asking for opportunities and applications."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan, Place
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.opportunities.models import Application, Nudge, Opportunity
from marketplace.opportunities.rules import NEAR, SHOWN, Answer, State

MOST_SHOWN = 60
"""Opportunities on one page, and past ones below them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What visitors see: `open` by deadline, the next one first, and `past`, the last one first."""

    open: Sequence[Opportunity]
    past: Sequence[Opportunity]


def shown(today: date) -> Shown:
    """Return the opportunities visitors may see on a day; two queries."""
    query = select(Opportunity).options(joinedload(Opportunity.place)).limit(MOST_SHOWN)
    later = query.where(_open(today)).order_by(Opportunity.deadline, Opportunity.id)
    over = query.where(Opportunity.state.in_(SHOWN), ~_open(today))
    over = over.order_by(Opportunity.deadline.desc(), Opportunity.id.desc())
    return Shown(session.scalars(later).all(), session.scalars(over).all())


def one_shown(slug: str) -> Opportunity:
    """Return one visitors may see. NotFound otherwise."""
    return _one(Opportunity.slug == slug, Opportunity.state.in_(SHOWN))


def addresses() -> Sequence[str]:
    """Return the slug of every opportunity visitors may see, the oldest first."""
    return session.scalars(
        select(Opportunity.slug).where(Opportunity.state.in_(SHOWN)).order_by(Opportunity.id)
    ).all()


def for_artisan(slug: str, artisan_id: int, *, lock: bool = False) -> Opportunity:
    """Return one an artisan may read: what visitors see, and whatever she has applied for. NotFound otherwise.

    `lock` lets applications for it come one after another: the server's time is to be asked afterwards.
    """
    applied = exists().where(
        Application.opportunity_id == Opportunity.id, Application.artisan_id == artisan_id
    )
    return _one(Opportunity.slug == slug, or_(Opportunity.state.in_(SHOWN), applied), lock=lock)


def applied_for(artisan_id: int) -> Sequence[Application]:
    """Return an artisan's applications, the newest first; one query."""
    return session.scalars(
        select(Application)
        .where(Application.artisan_id == artisan_id)
        .options(joinedload(Application.opportunity))
        .order_by(Application.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def application_of(opportunity_id: int, artisan_id: int) -> Application | None:
    """Return an artisan's application, as it is at this moment."""
    return session.scalars(
        select(Application)
        .where(Application.opportunity_id == opportunity_id, Application.artisan_id == artisan_id)
        .execution_options(populate_existing=True)
    ).one_or_none()


def every() -> Sequence[tuple[Opportunity, int]]:
    """Return all with how many applications stand, for officers, the last changed first; one query."""
    standing = (
        select(func.count())
        .where(Application.opportunity_id == Opportunity.id, Application.answer != Answer.TAKEN_BACK)
        .correlate(Opportunity)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Opportunity, standing).order_by(Opportunity.updated_at.desc(), Opportunity.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def one(opportunity_id: int, *, lock: bool = False) -> Opportunity:
    """Return any, for officers. NotFound where there is none."""
    return _one(Opportunity.id == opportunity_id, lock=lock)


def applications(opportunity_id: int) -> Sequence[Application]:
    """Return the applications that were not taken back, the first one first, with whose they are; one query."""
    return session.scalars(
        select(Application)
        .where(Application.opportunity_id == opportunity_id, Application.answer != Answer.TAKEN_BACK)
        .options(
            joinedload(Application.artisan).joinedload(Artisan.place),
            joinedload(Application.artisan).joinedload(Artisan.account),
        )
        .order_by(Application.id)
        .execution_options(populate_existing=True)
    ).all()


def place_names(codes: Collection[str]) -> dict[str, str]:
    """Return what places are called, by code."""
    if not codes:
        return {}
    rows = session.execute(select(Place.code, Place.name).where(Place.code.in_(codes)).order_by(Place.code))
    return {row.code: row.name for row in rows}


def slug_is_taken(slug: str) -> bool:
    return session.scalars(select(Opportunity.id).where(Opportunity.slug == slug)).one_or_none() is not None


def over(today: date) -> Sequence[Opportunity]:
    """Return the published ones whose deadline is over, locked."""
    return session.scalars(
        select(Opportunity)
        .where(Opportunity.state == State.PUBLISHED, Opportunity.deadline < today)
        .order_by(Opportunity.id)
        .with_for_update()
    ).all()


def near(today: date) -> Sequence[Opportunity]:
    """Return the open ones whose deadline is near (`rules.is_near` in SQL)."""
    return session.scalars(
        select(Opportunity)
        .where(_open(today), Opportunity.deadline <= today + NEAR)
        .order_by(Opportunity.deadline, Opportunity.id)
    ).all()


def untold(opportunity_id: int) -> Sequence[Artisan]:
    """Return the artisans who neither applied for it nor were told of its deadline; one query and their accounts."""
    return session.scalars(
        select(Artisan)
        .join(Artisan.account)
        .where(
            Account.disabled_at.is_(None),
            ~exists().where(
                Application.opportunity_id == opportunity_id, Application.artisan_id == Artisan.id
            ),
            ~exists().where(Nudge.opportunity_id == opportunity_id, Nudge.artisan_id == Artisan.id),
        )
        .options(selectinload(Artisan.account))
        .order_by(Artisan.id)
    ).all()


def _open(today: date) -> ColumnElement[bool]:
    """`rules.takes_more` in SQL."""
    return and_(Opportunity.state == State.PUBLISHED, Opportunity.deadline >= today)


def _one(*conditions: ColumnElement[bool], lock: bool = False) -> Opportunity:
    if lock:
        session.execute(select(Opportunity.id).where(*conditions).with_for_update())
    found = session.scalars(
        select(Opportunity)
        .where(*conditions)
        .options(joinedload(Opportunity.place))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found
