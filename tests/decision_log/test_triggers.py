"""The triggers of models and migration are the same ones; what they refuse is tested with the operations."""

from __future__ import annotations

import pytest

from marketplace.decision_log.models import APPEND_ONLY
from marketplace.decision_log.triggers import creation, removal


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize("table", [model.__tablename__ for model in APPEND_ONLY])
def test_what_is_created_can_be_removed_by_name(dialect, table):
    made = {statement.split()[2] for statement in creation(table, dialect) if "TRIGGER" in statement.split()}
    gone = {statement.split()[4] for statement in removal(table, dialect)}
    assert made <= gone
    assert {f"{table}_refuse_update", f"{table}_refuse_delete"} <= made
    assert (f"{table}_refuse_gap" in made) is (table == "log_entry")
    assert (f"{table}_refuse_truncate" in made) is (dialect == "postgresql")
