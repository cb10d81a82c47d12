"""Each database is asked the same way."""

from __future__ import annotations

import inspect

import pytest

from marketplace.adapters.versions.lines import Line
from marketplace.adapters.versions.postgresql_line import PostgreSQLLine
from marketplace.adapters.versions.sqlite_line import SQLiteLine


@pytest.mark.parametrize("kind", [SQLiteLine, PostgreSQLLine])
def test_a_line_has_all_that_is_promised(kind):
    for name in ("ask", "rows", "close"):
        assert inspect.signature(getattr(kind, name)) == inspect.signature(getattr(Line, name))
