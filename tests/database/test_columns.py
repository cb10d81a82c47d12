"""The few ways in which a value is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.schema import CreateTable

from marketplace.database.base import NAMING
from marketplace.database.columns import UtcDateTime, enum_column, short_text

KEEPER = UtcDateTime()
DIALECTS = [sqlite.dialect(), postgresql.dialect()]
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=ZONES)


class BagColour(StrEnum):
    SEA_BLUE = "blue"
    RED = "red"


@given(MOMENTS)
def test_a_moment_is_kept_in_utc_and_comes_back_the_same(moment: datetime) -> None:
    for dialect in DIALECTS:
        kept = KEEPER.process_bind_param(moment, dialect)
        assert kept is not None
        assert kept.tzinfo is UTC
        for stored in (kept, kept.replace(tzinfo=None), kept.astimezone(timezone(timedelta(hours=8)))):
            back = KEEPER.process_result_value(stored, dialect)
            assert back == moment
            assert back is not None
            assert back.utcoffset() == timedelta(0)


def test_a_wall_clock_time_is_no_moment_and_nothing_stays_nothing() -> None:
    for dialect in DIALECTS:
        with pytest.raises(ValueError, match="zone"):
            KEEPER.process_bind_param(datetime(2026, 4, 14), dialect)
        assert KEEPER.process_bind_param(None, dialect) is None
        assert KEEPER.process_result_value(None, dialect) is None


def bags() -> Table:
    return Table(
        "bag",
        MetaData(naming_convention=NAMING),
        Column("id", Integer, primary_key=True),
        Column("colour", enum_column(BagColour)),
        Column("inside", enum_column(BagColour, "inside")),
    )


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_the_database_itself_knows_the_values_by_a_check_with_a_name(dialect: object) -> None:
    made = str(CreateTable(bags()).compile(dialect=dialect))
    assert "CONSTRAINT ck_bag_bag_colour CHECK (colour IN ('blue', 'red'))" in made
    assert "CONSTRAINT ck_bag_inside CHECK (inside IN ('blue', 'red'))" in made
    assert "SEA_BLUE" not in made


def test_values_are_kept_and_names_and_strangers_refused() -> None:
    engine, table = create_engine("sqlite://"), bags()
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(insert(table).values(id=1, colour=BagColour.SEA_BLUE))
        assert connection.execute(text("SELECT colour FROM bag")).scalar() == "blue"
        assert connection.execute(select(table.c.colour)).scalar() is BagColour.SEA_BLUE
        for wrong in ("SEA_BLUE", "green", ""):
            with pytest.raises(StatementError):
                connection.execute(insert(table).values(colour=wrong))
            with pytest.raises(IntegrityError):
                connection.execute(text("INSERT INTO bag (colour) VALUES (:wrong)"), {"wrong": wrong})
    engine.dispose()


def test_a_new_member_needs_no_wider_column() -> None:
    assert enum_column(BagColour).length == 32
    assert short_text(12).length == 12
