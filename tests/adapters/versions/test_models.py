"""The table of versions belongs to the triggers."""

from __future__ import annotations

from marketplace.adapters.versions.models import PageVersion
from marketplace.adapters.versions.triggers import shown
from marketplace.database.base import db


def test_it_is_not_shown_itself(app):
    assert PageVersion.__tablename__ not in shown(db.metadata)
    assert {column.name for column in PageVersion.__table__.primary_key} == {"scope"}
