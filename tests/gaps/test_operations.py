"""Counts: written down from memory, added to, forgotten; wishes once a day from one place."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import OperationalError

from marketplace.adapters.tally import Tally
from marketplace.gaps import operations
from marketplace.gaps.models import Gap
from marketplace.gaps.rules import ADDRESS_LIMITS
from marketplace.kit.errors import NotFound, TooMany

DAY = date(2026, 4, 14)
KEY = "technique=macrame type=tote"


def counted(session):
    session.rollback()
    return {(row.key, row.day): (row.searches, row.wishes) for row in session.scalars(select(Gap))}


def test_the_table_has_no_place_for_anything_personal():
    assert {column.key for column in inspect(Gap).columns} == {
        "key", "day", "technique", "place", "searches", "wishes",
    }  # fmt: skip


def test_sums_are_added_to_what_stands_there(session):
    tally = Tally()
    for times in (2, 3):
        for _ in range(times):
            tally.note(KEY, DAY)
        assert operations.write_down(tally) == 1
    operations.wish(KEY, day=DAY)
    session.commit()
    assert counted(session) == {(KEY, DAY): (5, 1)}
    assert operations.write_down(tally) == 0
    row = session.scalars(select(Gap)).one()
    assert (row.technique, row.place) == ("macrame", "")


def test_what_the_database_does_not_take_is_kept(session, monkeypatch):
    tally = Tally()
    tally.note(KEY, DAY)

    def refuse(counts):
        raise OperationalError("INSERT", {}, Exception("away"))

    with monkeypatch.context() as patch:
        patch.setattr(operations, "_add", refuse)
        with pytest.raises(OperationalError):
            operations.write_down(tally)
    assert operations.write_down(tally) == 1


@pytest.mark.parametrize("key", ["", "type=siti", "siti", "place=64.74.99", "x" * 500])
def test_a_wish_for_what_we_do_not_know_is_refused(make, key):
    make.place()
    with pytest.raises(NotFound):
        operations.wish(key, day=DAY)
    assert operations.known("place=64.74.01.1001") == "place=64.74.01.1001"


def test_one_address_wishes_once_a_day_for_one_thing(session, clock):
    assert operations.admit(KEY, address="1.2.3.4", at=clock())
    assert not operations.admit(KEY, address="1.2.3.4", at=clock())
    assert operations.admit("type=tote", address="1.2.3.4", at=clock())
    assert operations.admit(KEY, address="1.2.3.5", at=clock())
    clock.now += timedelta(days=1, seconds=1)
    assert operations.admit(KEY, address="1.2.3.4", at=clock())


def test_many_wishes_from_one_address_are_too_many(session, clock):
    for _ in range(ADDRESS_LIMITS[0][0]):
        operations.admit(KEY, address="1.2.3.4", at=clock())
    with pytest.raises(TooMany):
        operations.admit(KEY, address="1.2.3.4", at=clock())
