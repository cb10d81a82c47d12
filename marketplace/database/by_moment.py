"""Pages of rows in the order of a moment: one way to read the cursor, to order, and to write the next one."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import QueryableAttribute

from marketplace.database.session import session
from marketplace.kit.paging import Page, encode_cursor, read_mark

Row = TypeVar("Row", bound=Any)


def page_by_moment(
    query: Select[Row], when: QueryableAttribute[Any], size: int, after: str, *, latest_first: bool
) -> Page[Row]:
    """Return one page of at most `size` rows of a model, ordered by a moment of theirs; of a tie by number.

    `query` selects whole rows, all of them with that moment, and is not ordered yet. A cursor that was not ours
    leads to the first page.
    """
    number = when.class_.id
    place, mark = tuple_(when, number), read_mark(after)
    if latest_first:
        query = query.order_by(when.desc(), number.desc())
        query = query.where(place < mark) if mark else query
    else:
        query = query.order_by(when, number)
        query = query.where(place > mark) if mark else query
    rows = session.scalars(query.limit(size + 1)).all()
    if len(rows) <= size:
        return Page(rows)
    last = rows[size - 1]
    return Page(rows[:size], encode_cursor([getattr(last, when.key).isoformat(), last.id]))
