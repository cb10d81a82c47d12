"""What a command says when the database is away, full or not yet migrated."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click


@contextmanager
def database_told() -> Iterator[None]:
    """Tell of a database that cannot be used in one line, exit code 1, as operators read it in a service's log.

    SQLAlchemy is not loaded for this: where it was not, no error can be one of its own.
    """
    try:
        yield
    except Exception as error:
        kind = getattr(sys.modules.get("sqlalchemy.exc"), "OperationalError", ())
        if not isinstance(error, kind):
            raise
        reason = [*str(getattr(error, "orig", error)).strip().splitlines(), "no reason given"]
        raise click.ClickException(f"The database cannot be used: {reason[0]}") from error
