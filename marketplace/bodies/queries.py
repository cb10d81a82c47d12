"""Finding bodies and schemes: by address, for officers, and by what a certificate has printed on it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.bodies.models import Body, Scheme, SchemeUnit
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.text import fold, normal_key


def every() -> Sequence[Body]:
    """Return all bodies by name, with their schemes; two queries."""
    return session.scalars(
        select(Body).options(selectinload(Body.schemes)).order_by(Body.name_folded, Body.id)
    ).all()


def by_slug(slug: str) -> Body:
    """Return the body of a public address, with its schemes. NotFound when nobody has it."""
    return _body(Body.slug == slug)


def by_id(body_id: int) -> Body:
    """Return a body as officers reach it. NotFound for a number nobody has."""
    return _body(Body.id == body_id)


def _body(condition: ColumnElement[bool]) -> Body:
    found = session.scalars(select(Body).options(selectinload(Body.schemes)).where(condition)).one_or_none()
    if found is None:
        raise NotFound()
    return found


def scheme_by_slugs(body_slug: str, slug: str) -> Scheme:
    """Return the scheme of a public address with its body and units; three queries. NotFound when it is not there."""
    return _scheme(Body.slug == body_slug, Scheme.slug == slug)


def scheme_of(body_id: int, scheme_id: int) -> Scheme:
    """Return one scheme of one body. NotFound for another body's."""
    return _scheme(Body.id == body_id, Scheme.id == scheme_id)


def any_scheme(scheme_id: int) -> Scheme:
    """Return a scheme with its units, whoever's it is. NotFound for a number nobody has."""
    return _scheme(Scheme.id == scheme_id)


def _scheme(*conditions: ColumnElement[bool]) -> Scheme:
    found = session.scalars(
        select(Scheme)
        .join(Scheme.body)
        .options(joinedload(Scheme.body), selectinload(Scheme.units).selectinload(SchemeUnit.covered))
        .where(*conditions)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def slug_is_taken(slug: str) -> bool:
    """Whether a body has this address."""
    return session.scalar(select(Body.id).where(Body.slug == slug)) is not None


def scheme_slug_is_taken(body_id: int, slug: str) -> bool:
    """Whether a scheme of this body has this address."""
    return session.scalar(select(Scheme.id).where(Scheme.body_id == body_id, Scheme.slug == slug)) is not None


def suggested(licence_no: str, name: str) -> list[Body]:
    """Return the bodies that a printed licence number or name points at, those with both first. Never more than a hint.

    A licence number may belong to two bodies, and a name may be spelt in two ways: an officer chooses.
    """
    key, folded = normal_key(licence_no), fold(name)
    alike = [
        condition
        for given, condition in ((key, Body.licence_key == key), (folded, Body.name_folded == folded))
        if given
    ]
    rows = session.scalars(select(Body).where(or_(false(), *alike)).order_by(Body.id))
    return sorted(rows, key=lambda body: (body.licence_key != key, body.name_folded != folded))
