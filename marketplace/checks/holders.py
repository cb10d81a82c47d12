"""What somebody of a certifying body may see: holders of that body's certificates, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from marketplace.access.actors import Actor
from marketplace.artisans.models import Artisan
from marketplace.bodies.models import Body
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Method
from marketplace.checks.models import VerificationEvent
from marketplace.checks.queries import concerns_claim
from marketplace.checks.rules import CHECKABLE, ISSUERS_OUTCOMES, OLD_AFTER_DAYS
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Forbidden, NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, row_number

PAGE = 30


def body_of(actor: Actor) -> Body:
    """Return the one body an actor speaks for. Forbidden for everybody else."""
    found = session.get(Body, actor.body_id) if actor.body_id is not None else None
    if found is None:
        raise Forbidden()
    return found


def issued_by(body: Body) -> ColumnElement[bool]:
    """Whether a certificate is of this body: linked to it by an officer, or, unlinked, with its licence number printed.

    A link to another body outweighs the number, which two bodies may share. The only place that says so.
    """
    printed = Certificate.body_licence_key == body.licence_key if body.licence_key else false()
    return or_(Certificate.body_id == body.id, and_(Certificate.body_id.is_(None), printed))


def _open_to(actor: Actor, body: Body, today: date) -> ColumnElement[bool]:
    return and_(
        issued_by(body),
        Certificate.status.in_(CHECKABLE),
        or_(Certificate.valid_until.is_(None), Certificate.valid_until >= today),
        Certificate.artisan.has(Artisan.account_id != actor.id),
    )


def _answered(today: date) -> ColumnElement[bool]:
    """Whether the body has said something that is not old yet, about what the certificate says now."""
    return exists().where(
        VerificationEvent.certificate_id == Certificate.id,
        VerificationEvent.method == Method.LSP_CONFIRMATION,
        VerificationEvent.outcome.in_(ISSUERS_OUTCOMES),
        VerificationEvent.checked_on >= today - timedelta(days=OLD_AFTER_DAYS),
        concerns_claim(),
    )


def waiting(actor: Actor, after: str, today: date) -> Page[Certificate]:
    """Return a page of the certificates that wait for the word of an actor's body, the oldest number first."""
    query = (
        select(Certificate)
        .where(_open_to(actor, body_of(actor), today), ~_answered(today))
        .order_by(Certificate.id)
        .limit(PAGE + 1)
    )
    last = _place(after)
    if last is not None:
        query = query.where(Certificate.id > last)
    rows = session.scalars(query).all()
    more = encode_cursor([rows[PAGE - 1].id]) if len(rows) > PAGE else None
    return Page(rows[:PAGE], more)


def _place(after: str) -> int | None:
    try:
        (last,) = decode_cursor(after)
        return row_number(last)
    except ValueError:
        return None


def one(actor: Actor, certificate_id: int, today: date) -> Certificate:
    """Return one certificate of an actor's own body, held so that two answers come one after the other.

    NotFound for any other body's, Conflict where the body has answered already.
    """
    held = session.scalars(
        select(Certificate)
        .where(Certificate.id == certificate_id, _open_to(actor, body_of(actor), today))
        .with_for_update(of=Certificate)
    ).one_or_none()
    if held is None:
        raise NotFound()
    if session.scalar(select(_answered(today)).where(Certificate.id == certificate_id)):
        raise Conflict("check.answered")
    return held
