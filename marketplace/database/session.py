"""The unit of work: who may write, and the one place that commits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from marketplace.database.base import db
from marketplace.database.engine import WRITING

session = db.session


@contextmanager
def writing() -> Iterator[Session]:
    """One writing transaction: commit when the block ends well, else undo everything it did."""
    session.rollback()
    token = WRITING.set(True)
    try:
        yield session()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        WRITING.reset(token)


@contextmanager
def reading() -> Iterator[Session]:
    """One reading transaction that leaves nothing open, so that slow work may follow it."""
    try:
        yield session()
    finally:
        session.rollback()
