"""Asking for programmes and cohorts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Load, contains_eager, joinedload, selectinload

from marketplace.artisans.models import Place
from marketplace.bodies.models import Body
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.programmes.models import Cohort, Craft, Organiser, Programme
from marketplace.programmes.rules import SHOWN

MOST_SHOWN = 60
"""Cohorts on the page about certification; older ones are on the pages of their programmes."""


def _visible() -> tuple[object, ...]:
    return (Cohort.state.in_(SHOWN), Cohort.published_at.is_not(None))


def shown() -> Sequence[Cohort]:
    """Return the newest cohorts visitors may see, with programme and place; two statements at most."""
    return session.scalars(
        select(Cohort)
        .where(*_visible())  # type: ignore[arg-type]
        .options(joinedload(Cohort.programme), joinedload(Cohort.place), selectinload(Cohort.figures))
        .order_by(Cohort.first_on.desc(), Cohort.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def programme_shown(slug: str) -> tuple[Programme, Sequence[Cohort]]:
    """Return a programme with all cohorts visitors may see, the newest first. NotFound where there is none."""
    found = session.scalars(
        select(Cohort)
        .join(Cohort.programme)
        .where(Programme.slug == slug, *_visible())  # type: ignore[arg-type]
        .options(
            contains_eager(Cohort.programme).joinedload(Programme.craft),
            joinedload(Cohort.place),
            selectinload(Cohort.figures),
        )
        .order_by(Cohort.number.desc())
    ).all()
    if not found:
        raise NotFound()
    return found[0].programme, found


def cohort_shown(slug: str, number: int) -> Cohort:
    """Return one cohort visitors may see, with all that is told about it. NotFound otherwise."""
    found = session.scalars(
        select(Cohort)
        .join(Cohort.programme)
        .where(Programme.slug == slug, Cohort.number == number, *_visible())  # type: ignore[arg-type]
        .options(contains_eager(Cohort.programme).joinedload(Programme.craft), *_all_of_it())
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def addresses() -> Sequence[tuple[str, int]]:
    """Return (slug, number) of every cohort visitors may see, the oldest first."""
    rows = session.execute(
        select(Programme.slug, Cohort.number)
        .join(Cohort.programme)
        .where(*_visible())  # type: ignore[arg-type]
        .order_by(Programme.id, Cohort.number)
    )
    return [(row.slug, row.number) for row in rows]


def every() -> Sequence[Programme]:
    """Return all programmes with all their cohorts, for officers, the last changed first."""
    return session.scalars(
        select(Programme)
        .options(joinedload(Programme.craft), selectinload(Programme.cohorts))
        .order_by(Programme.updated_at.desc(), Programme.id.desc())
    ).all()


def programme(programme_id: int) -> Programme:
    """Return any programme, for officers. NotFound where there is none."""
    found = session.get(
        Programme,
        programme_id,
        options=[joinedload(Programme.craft), selectinload(Programme.cohorts).joinedload(Cohort.place)],
    )
    if found is None:
        raise NotFound()
    return found


def cohort(programme_id: int, number: int) -> Cohort:
    """Return any cohort, for officers, with all that is known of it. NotFound where there is none."""
    found = session.scalars(
        select(Cohort)
        .where(Cohort.programme_id == programme_id, Cohort.number == number)
        .options(joinedload(Cohort.programme), *_all_of_it())
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def crafts() -> Sequence[Craft]:
    """Return all crafts by title."""
    return session.scalars(select(Craft).order_by(Craft.title, Craft.code)).all()


def slug_is_taken(slug: str) -> bool:
    return session.scalars(select(Programme.id).where(Programme.slug == slug)).one_or_none() is not None


def next_number(programme_id: int) -> int:
    """Return the number the next cohort of a programme gets."""
    highest = session.scalar(select(func.max(Cohort.number)).where(Cohort.programme_id == programme_id))
    return (highest or 0) + 1


def place_exists(code: str) -> bool:
    return session.get(Place, code) is not None


def bodies_by_name(names: Sequence[str]) -> dict[str, int]:
    """Return the number of each body whose printed name is exactly one of these and nobody else's."""
    rows = session.execute(
        select(Body.name, func.min(Body.id).label("number"))
        .where(Body.name.in_(names))
        .group_by(Body.name)
        .having(func.count() == 1)
    )
    return {row.name: row.number for row in rows}


def there_is_any() -> bool:
    """Tell whether any programme was ever noted."""
    return session.scalar(select(Programme.id).limit(1)) is not None


def _all_of_it() -> tuple[Load, ...]:
    return (  # type: ignore[return-value]
        joinedload(Cohort.place).joinedload(Place.parent),
        selectinload(Cohort.organisers).joinedload(Organiser.body),
        selectinload(Cohort.days),
        selectinload(Cohort.figures),
    )
