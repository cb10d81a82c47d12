"""Statements that are put together once. Making one anew for each page, and the key SQLAlchemy finds its SQL by, costs
more than the database's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

S = TypeVar("S")


def ready(make: Callable[[], S]) -> Callable[[], S]:
    """Have a function without arguments make its select once; all that differs from page to page is a named parameter.

    A list for IN is `bindparam(name, expanding=True)`. The key of the statement is kept with it: SQLAlchemy works it
    out at each execution, though nothing about a finished statement changes (`test_ready` compares the two).
    """

    @cache
    def statement() -> S:
        made: Any = make()
        key = made._generate_cache_key()
        made._generate_cache_key = lambda: key
        return cast(S, made)

    return statement
