"""Finding artisans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, ScalarSelect, null, or_, select
from sqlalchemy.orm import aliased, joinedload

from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.rules import PlaceLevel
from marketplace.database.session import session
from marketplace.notices import queries as notices
from marketplace.pictures.models import Picture


def artisan_and_news_of(
    account_id: int, beside: ScalarSelect[int] | None = None
) -> tuple[int | None, int, int | None]:
    """Return the number of the artisan this account owns, or None, how many notices are new, and what `beside` asks.

    One statement: every request of somebody signed in asks all.
    """
    number = select(Artisan.id).where(Artisan.account_id == account_id).scalar_subquery()
    asked = null() if beside is None else beside
    artisan_id, new, found = session.execute(select(number, notices.counted(account_id), asked)).one()
    return artisan_id, new, found


def own(account_id: int, *, lock: bool = False) -> Artisan | None:
    """Return the artisan this account owns, with what her profile page shows.

    `lock` keeps another request from changing her profile (or its number of photos) until this one has ended.
    """
    query = (
        select(Artisan)
        .where(Artisan.account_id == account_id)
        .options(joinedload(Artisan.account), joinedload(Artisan.portrait).selectinload(Picture.renditions))
    )
    return session.scalars(query.with_for_update(of=Artisan) if lock else query).one_or_none()


def by_slug(slug: str) -> Artisan | None:
    """Return the artisan of a shop's address, whether it is shown or not."""
    return session.scalar(select(Artisan).where(Artisan.slug == slug))


def account_of(account_id: int) -> Account:
    """Return the account that asks to open a profile."""
    return session.get_one(Account, account_id)


def works_in(codes: Iterable[str]) -> ColumnElement[bool]:
    """Whether an Artisan works in one of these places: "64.74" is a city with every kelurahan below it."""
    return or_(
        *(
            or_(Artisan.place_code == code, Artisan.place_code.startswith(code + ".", autoescape=True))
            for code in codes
        )
    )


def villages(regency: str) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """Return (district, [(code, kelurahan), ...]) of one regency or city, by code."""
    district = aliased(Place)
    rows = session.execute(
        select(district.name, Place.code, Place.name)
        .join(district, Place.parent_code == district.code)
        .where(Place.level == int(PlaceLevel.VILLAGE), Place.code.startswith(regency + ".", autoescape=True))
        .order_by(Place.code)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for name, code, village in rows:
        found.setdefault(name, []).append((code, village))
    return list(found.items())
