"""Pages by key, not by number: a cursor holds the last row's sort values, so no row comes twice."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

T = TypeVar("T")
Scalar = str | int | float | bool | None

_LONGEST = 512
_INT64 = 2**63
_LARGEST_ROW = 2**31 - 1
_YEARS = range(1900, 3000)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page. `next_cursor` is None on the last; `total` counts all pages, where somebody counted."""

    items: Sequence[T]
    next_cursor: str | None = None
    total: int | None = None

    @property
    def has_more(self) -> bool:
        return self.next_cursor is not None


def encode_cursor(values: Sequence[Scalar]) -> str:
    """Return the values as one word fit for an address. Dates go in as ISO text."""
    packed = json.dumps(list(values), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).rstrip(b"=").decode()


def _storable(value: object) -> bool:
    """Whether a database can compare with it: nothing nested, beyond 64 bits, NUL or half a character."""
    match value:
        case None | bool():
            return True
        case int():
            return -_INT64 <= value < _INT64
        case float():
            return abs(value) < float("inf")
        case str():
            return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value)
    return False


def decode_cursor(text: str) -> list[Scalar]:
    """Undo `encode_cursor`; ValueError for what it could not have written. The caller checks the meaning."""
    if len(text) > _LONGEST or not text.isascii():
        raise ValueError("not a cursor")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        values = json.loads(packed.decode())
    except (binascii.Error, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError("not a cursor") from error
    if not isinstance(values, list) or not all(_storable(value) for value in values):
        raise ValueError("not a cursor")
    return values


def row_number(value: Scalar) -> int:
    """Return a value of a cursor as the number of a row; ValueError for what no table counts to."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LARGEST_ROW:
        raise ValueError("not the number of a row")
    return value


def read_mark(cursor: str) -> tuple[datetime, int] | None:
    """Return the moment and the row a cursor of two names; None for one that was not ours."""
    try:
        at, row = decode_cursor(cursor)
        return moment(at), row_number(row)
    except ValueError:
        return None


def moment(value: Scalar) -> datetime:
    """Return a value of a cursor as a moment in UTC; ValueError without a zone, or where nothing of ours happened.

    What is taken has a day before and one after it, so it can be reckoned with in any zone.
    """
    at = datetime.fromisoformat(str(value))
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    if at.year not in _YEARS:
        raise ValueError("outside the calendar")
    return at.astimezone(UTC)
