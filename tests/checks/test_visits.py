"""How often records are read: handed-out pages, summed up, and nothing about whom."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import OperationalError

from marketplace import background
from marketplace.adapters.tally import Tally
from marketplace.checks import visits
from marketplace.checks.models import RecordVisits
from marketplace.toolbox import toolbox

DAY = date(2026, 4, 14)


def counted(session):
    session.rollback()
    return {(row.certificate_id, row.day): row.visits for row in session.scalars(select(RecordVisits))}


def test_sums_are_added_to_what_stands_there(make, session):
    certificate = make.certificate()
    tally = Tally()
    for readers in (2, 3):
        for _ in range(readers):
            tally.note(certificate.id, DAY)
        assert visits.write_down(tally) == 1
    assert counted(session) == {(certificate.id, DAY): 5}
    assert visits.write_down(tally) == 0


def test_a_record_that_is_gone_is_left_out(make, session):
    tally = Tally()
    tally.note(999_999, DAY)
    assert visits.write_down(tally) == 0
    assert counted(session) == {}


def test_what_the_database_does_not_take_is_kept(make, session, monkeypatch):
    tally = Tally()
    tally.note(make.certificate().id, DAY)

    def refuse(counts):
        raise OperationalError("INSERT", {}, Exception("away"))

    with monkeypatch.context() as patch:
        patch.setattr(visits, "_add", refuse)
        with pytest.raises(OperationalError):
            visits.write_down(tally)
    assert visits.write_down(tally) == 1


def test_reading_a_record_counts_and_writes_nothing_in_the_request(client, make, session, queries):
    toolbox().visits.take()
    certificate = make.certificate()
    with queries() as asked:
        client.get(f"/c/{certificate.code}")
        client.head(f"/c/{certificate.code}")
        client.get("/c/BTG-ZZZZ")
    assert not any(statement.lstrip().upper().startswith(("INSERT", "UPDATE")) for statement in asked)
    assert toolbox().visits.take() == {(certificate.id, DAY): 1}


def test_nothing_is_kept_but_record_day_and_number():
    assert {column.key for column in inspect(RecordVisits).columns} == {"certificate_id", "day", "visits"}


def test_what_was_counted_is_written_down_when_the_process_ends(app, make, session):
    certificate = make.certificate()
    toolbox().visits.take()
    toolbox().visits.note(certificate.id, DAY)
    stop = Event()
    stop.set()
    background.count(app, stop)
    assert counted(session) == {(certificate.id, DAY): 1}
