"""The column vocabulary: the few ways in which this project keeps a value."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from sqlalchemy import DateTime, Dialect, Enum, String
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

PrimaryKey = Annotated[int, mapped_column(primary_key=True)]


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and always UTC in Python; SQLite keeps it without its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_column(members: type[StrEnum], name: str = "") -> Enum:
    """Keep the member's value, never its name, with a CHECK that lists them.

    The CHECK is called after the enum; a table with two columns of one enum gives each a `name` of its own.
    """
    name = name or "".join(
        "_" + letter.lower() if letter.isupper() else letter for letter in members.__name__
    ).lstrip("_")
    return Enum(
        members,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        values_callable=lambda enum: [member.value for member in enum],
    )


def short_text(length: int) -> String:
    """Text of at most `length` characters; PostgreSQL refuses more, the schemas say so kindly before."""
    return String(length)
