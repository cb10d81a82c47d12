"""What can be done with photos that tell how something is made; whose they are is asked by who calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.attributes import set_committed_value

from marketplace.database.session import session
from marketplace.kit.errors import Conflict, NotFound
from marketplace.pictures import operations as pictures
from marketplace.pictures.models import Picture
from marketplace.pictures.operations import StoredPicture
from marketplace.pictures.rules import PROCESS_MOST, PictureState


class Row(Protocol):
    """A row of a table of such photos: `pictures.models.Captioned` with its picture."""

    id: int
    position: int
    caption: str
    received_at: datetime
    picture: Picture


class GoneRow(Row, Protocol):
    """One of them that was deleted: it holds its picture until the sweep."""

    deleted_at: datetime


R = TypeVar("R", bound=Row)
G = TypeVar("G", bound=GoneRow)


def of_owner(model: type[R], owner: ColumnElement[bool]) -> list[R]:
    """Return somebody's photos in their order, with renditions; three queries."""
    # the protocol says what a row has, which mypy does not take for the columns of its table
    query = select(model).where(owner).order_by(model.position, model.id)  # type: ignore[arg-type]
    rows = session.scalars(query.options(selectinload(model.picture).selectinload(Picture.renditions)))  # type: ignore[arg-type]
    return list(rows)


def load(owner: object, name: str, model: type[R], condition: ColumnElement[bool]) -> list[R]:
    """Return the list an owner keeps its photos in, filled along with their pictures; to change, in three queries."""
    set_committed_value(owner, name, of_owner(model, condition))
    rows: list[R] = getattr(owner, name)
    return rows


def shown(model: type[R], owner: ColumnElement[bool]) -> list[R]:
    """Return those of them that are ready for the public."""
    return [row for row in of_owner(model, owner) if row.picture.state is PictureState.READY]


def add(rows: list[R], row: R, stored: StoredPicture, *, at: datetime, gone: list[G] | None = None) -> R:
    """Put a photo behind the others; one she had deleted and sends again has its caption back.

    Raises Conflict "picture.already_here", or "picture.too_many" (limit).
    """
    if any(other.picture.digest == stored.digest for other in rows):
        raise Conflict("picture.already_here")
    _require_room(rows)
    with session.no_autoflush:
        for held in gone or ():
            if gone and held.picture.digest == stored.digest:
                row.caption = held.caption
                gone.remove(held)
                break
        row.picture, row.received_at = pictures.keep(stored, at), at
        row.position = max((other.position for other in rows), default=-1) + 1
        rows.append(row)
    session.flush()
    return row


def move(rows: list[R], number: int, step: int) -> None:
    """Move a photo one place forward (-1) or back (1); at either end it stays. Raises NotFound."""
    row = _one(rows, number)
    here = rows.index(row)
    there = min(max(here + (1 if step > 0 else -1), 0), len(rows) - 1)
    order = list(rows)
    order.insert(there, order.pop(here))
    for position, other in enumerate(order):
        other.position = position
    session.flush()


def remove(rows: list[R], gone: list[G], number: int, held: G, *, at: datetime) -> G:
    """Take a photo away; `held`, a new row, keeps it until the sweep. Raises NotFound."""
    row = _one(rows, number)
    with session.no_autoflush:
        _copy(row, held)
        held.deleted_at = at
        rows.remove(row)
        gone.append(held)
    session.flush()
    return held


def put_back(rows: list[R], gone: list[G], number: int, back: R) -> R:
    """Undo a deletion: `back`, a new row, has the photo's place, its caption and the moment it came.

    Raises NotFound once the sweep has taken it, Conflict "picture.too_many" (limit) where others came meanwhile.
    """
    held = _one(gone, number)
    _require_room(rows)
    with session.no_autoflush:
        if any(row.position == held.position for row in rows):
            for row in rows:
                row.position += row.position >= held.position
        _copy(held, back)
        gone.remove(held)
        rows.append(back)
        rows.sort(key=lambda row: row.position)
    session.flush()
    return back


def retry(rows: list[R], number: int, *, at: datetime) -> None:
    """Have a photo prepared once more. Raises NotFound."""
    pictures.retry(_one(rows, number).picture, at)


def describe(rows: list[R], words: Mapping[int, str]) -> None:
    """Keep captions by photo; one that was deleted in another window is passed over."""
    for row in rows:
        row.caption = words.get(row.id, row.caption)
    session.flush()


def _require_room(rows: list[R]) -> None:
    if len(rows) >= PROCESS_MOST:
        raise Conflict("picture.too_many", limit=PROCESS_MOST)


def _copy(row: Row, to: Row) -> None:
    to.picture, to.position = row.picture, row.position
    to.caption, to.received_at = row.caption, row.received_at


def _one(rows: list[R], number: int) -> R:
    for row in rows:
        if row.id == number:
            return row
    raise NotFound()
