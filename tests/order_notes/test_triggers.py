"""The triggers of a fresh database and those of the migration are the same."""

from __future__ import annotations

from importlib import import_module

import pytest

from marketplace.decision_log import triggers as append_only
from marketplace.order_notes import triggers

MIGRATION = import_module("migrations.versions.20261127_1130_keep_order_notes")


def named(statements):
    return {statement.split()[2] for statement in statements if "CREATE TRIGGER" in statement}


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_migrated_database_has_the_triggers_of_a_new_one(dialect):
    wanted = set()
    for table in ("order_note", "order_note_version"):
        wanted |= named(triggers.creation(table, dialect))
    for table in MIGRATION.APPEND_ONLY:
        wanted |= named(append_only.creation(table, dialect))
    assert named(MIGRATION.guards(dialect)) == wanted
    assert triggers.FROZEN == MIGRATION.FROZEN


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_each_can_be_taken_off(dialect):
    assert triggers.removal("order_note", dialect)[0].startswith("DROP TRIGGER IF EXISTS order_note_locked")
