"""The officers' list of a cohort: by number, filtered, with hints where two rows may be one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, row_number
from marketplace.registrations import queries
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import Background, Same, State, alike

PAGE = 50
MOST_ALIKE = 1000
"""Rows looked at for hints about one page; whoever registers all her neighbours has them by one number."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows of a cohort; None is all of them."""

    state: State | None = None
    background: Background | None = None

    def conditions(self, cohort_id: int) -> list[ColumnElement[bool]]:
        """Return them in SQL."""
        found = [Registration.cohort_id == cohort_id]
        if self.state is not None:
            found.append(Registration.state == self.state)
        if self.background is not None:
            found.append(Registration.background == self.background)
        return found


@dataclass(frozen=True, slots=True)
class Hint:
    """Another row that may be the same person's, and why."""

    registration_id: int
    number: int
    why: tuple[Same, ...]


def page(cohort_id: int, filters: Filters, after: str = "") -> Page[Registration]:
    """Return one page in the order in which people came; a cursor that is not ours begins anew."""
    query = _rows(cohort_id, filters).limit(PAGE + 1)
    beyond = _mark(after)
    if beyond is not None:
        query = query.where(Registration.number > beyond)
    rows = session.scalars(query).all()
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return Page(rows, encode_cursor([rows[-1].number]) if more else None)


def everybody(cohort_id: int, filters: Filters) -> Sequence[Registration]:
    """Return all rows that still say who it is, for a file."""
    known = _rows(cohort_id, filters).where(Registration.forgotten_at.is_(None))
    return session.scalars(known).all()


def of_cohort(cohort_id: int, registration_id: int) -> Registration:
    """Return one row of this cohort, with all there is. NotFound otherwise."""
    found = queries.one(registration_id)
    if found.cohort_id != cohort_id:
        raise NotFound()
    return found


def hints(rows: Sequence[Registration]) -> dict[int, list[Hint]]:
    """Return by row which others of its cohort may be the same person, in one statement."""
    known = [row for row in rows if row.forgotten_at is None]
    if not known:
        return {}
    others = session.execute(
        select(
            Registration.id,
            Registration.number,
            Registration.name_folded,
            Registration.phone,
            Registration.email,
            Registration.place_code,
        )
        .where(
            Registration.cohort_id == known[0].cohort_id,
            Registration.forgotten_at.is_(None),
            or_(
                Registration.name_folded.in_({row.name_folded for row in known}),
                Registration.phone.in_({row.phone for row in known if row.phone}),
                Registration.email.in_({row.email for row in known if row.email}),
            ),
        )
        .order_by(Registration.number)
        .limit(MOST_ALIKE)
    ).all()
    return {
        row.id: [
            Hint(other.id, other.number, why)
            for other in others
            if other.id != row.id and (why := alike(row, other))
        ]
        for row in known
    }


def _rows(cohort_id: int, filters: Filters) -> Select[Registration]:
    return (
        select(Registration)
        .where(*filters.conditions(cohort_id))
        .options(joinedload(Registration.place))
        .order_by(Registration.number)
    )


def _mark(cursor: str) -> int | None:
    try:
        (number,) = decode_cursor(cursor)
        return row_number(number)
    except ValueError:
        return None
