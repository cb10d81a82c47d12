"""Finding artisans."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.artisans.models import Artisan
from marketplace.database.session import session


def artisan_id_of(account_id: int) -> int | None:
    """Return the number of the artisan this account owns, or None."""
    return session.scalars(select(Artisan.id).where(Artisan.account_id == account_id)).one_or_none()
