"""The table of versions."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.database.base import Model
from marketplace.database.columns import short_text


class PageVersion(Model):
    """What pages are kept under: chance, not a count, so that a database brought back from a copy has none of before.

    Written by triggers alone. A missing row says that nothing may be kept.
    """

    __tablename__ = "page_version"

    scope: Mapped[str] = mapped_column(short_text(24), primary_key=True)
    version: Mapped[str] = mapped_column(short_text(36))
