"""The trigger of a fresh database and that of the migration are the same."""

from __future__ import annotations

from importlib import import_module

import pytest

from marketplace.reviews import triggers

MIGRATION = import_module("migrations.versions.20261127_1131_keep_reviews")


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_migrated_database_keeps_replies_like_a_new_one(dialect):
    made = [one for one in triggers.creation(dialect) if "CREATE TRIGGER" in one]
    assert set(made) <= set(MIGRATION.guards(dialect))
