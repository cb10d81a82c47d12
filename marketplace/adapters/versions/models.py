"""The table of versions."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model
from marketplace.database.columns import short_text


class PageVersion(Model):
    """What pages are kept under: chance, not a count, so that a database brought back from a copy has none of before.

    Written by triggers alone, one row for each of `scopes`. Where the row of everything, or of what is shared, is
    missing, nothing may be kept; an artisan without a row has not changed since the triggers were put on, and that
    moment has a version of its own.
    """

    __tablename__ = "page_version"

    scope: Mapped[str] = mapped_column(short_text(24), primary_key=True)
    version: Mapped[str] = mapped_column(short_text(36))
