"""What is said to be quiet is there, and nothing of a record or a bag is among it."""

from __future__ import annotations

from marketplace.database.base import db
from marketplace.web.quiet_tables import QUIET_TABLES


def test_every_name_is_a_table(app):
    assert set(db.metadata.tables) >= QUIET_TABLES


def test_what_standings_and_cards_are_made_of_is_never_quiet():
    shown = {
        "artisan",
        "listing",
        "certificate",
        "unit",
        "unit_technique",
        "decision",
        "verification_event",
        "photo",
    }
    assert not shown & QUIET_TABLES
