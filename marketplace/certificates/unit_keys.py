"""Units by a key: how one is known again, and which of them anybody holds today."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from marketplace.certificates.models import Unit
from marketplace.certificates.queries import valid_predicate
from marketplace.database.session import session
from marketplace.kit.text import fold, normal_key

MOST_UNITS = 40


def unit_key(code: str, title: str) -> str:
    """Return by what a unit is known again: its code however it is spaced, or where it has none its title."""
    return normal_key(code) or fold(title)


def scope_of(units: list[Unit]) -> dict[str, str]:
    """Return the title by the key of each unit that was not taken out of a certificate."""
    return {unit_key(unit.code, unit.title): unit.title for unit in units if unit.withdrawn_on is None}


def known_units(today: date) -> list[tuple[str, str]]:
    """Return (key, title) of the units on certificates that are valid today, by title; two queries."""
    rows = session.execute(
        select(Unit.code, func.min(Unit.title).label("title"))
        .join(Unit.certificate)
        .where(valid_predicate(today), Unit.withdrawn_on.is_(None), Unit.code != "")
        .group_by(Unit.code)
        .order_by(func.min(Unit.title), Unit.code)
        .limit(MOST_UNITS)
    ).all()
    bare = session.scalars(
        select(Unit.title)
        .join(Unit.certificate)
        .where(valid_predicate(today), Unit.withdrawn_on.is_(None), Unit.code == "")
        .distinct()
        .order_by(Unit.title)
        .limit(MOST_UNITS)
    )
    named = {unit_key(row.code, row.title): f"{row.code} · {row.title}" for row in rows}
    return list((named | {unit_key("", title): title for title in bare}).items())
