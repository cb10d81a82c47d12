"""The recheck queue: what is in it, in which order, and the differences above it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.certificates.rules import Status
from marketplace.checks import rechecks
from marketplace.checks.models import RecordVisits
from marketplace.checks.rules import Outcome, urgency
from tests.emptying import empty_tables

TODAY = date(2026, 4, 14)


def read(make, certificate, visits, day=TODAY):
    make.keep(RecordVisits(certificate_id=certificate.id, day=day, visits=visits))


def everything(today=TODAY):
    found, cursor = [], ""
    while True:
        page = rechecks.due(cursor, today)
        found += page.items
        if not page.next_cursor:
            return found
        cursor = page.next_cursor


@pytest.mark.parametrize(("days", "due"), [(89, False), (90, False), (91, True)])
def test_a_check_is_due_again_after_ninety_days(make, days, due):
    certificate = make.certificate(checked_on=TODAY - timedelta(days=days))
    assert [row.certificate.id for row in everything()] == ([certificate.id] if due else [])


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.VERIFIED])
def test_only_valid_records_are_checked_again(make, status):
    make.certificate(status=status, checked_on=TODAY - timedelta(days=200))
    make.certificate(valid_until=TODAY - timedelta(days=1))
    assert everything() == []


def test_readers_of_the_last_thirty_days_count(make):
    certificate = make.certificate(checked_on=TODAY - timedelta(days=100))
    read(make, certificate, 7)
    read(make, certificate, 5, TODAY - timedelta(days=29))
    read(make, certificate, 100, TODAY - timedelta(days=30))
    (row,) = everything()
    assert (row.days, row.visits, row.urgency) == (100, 12, 1300)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(91, 160), st.integers(0, 9)), min_size=1, max_size=9))
def test_the_queue_is_sorted_by_age_times_readers_and_pages_lose_nobody(make, session, monkeypatch, drawn):
    monkeypatch.setattr(rechecks, "PAGE", 2)
    empty_tables(session.connection())
    session.commit()
    expected = []
    for days, visits in drawn:
        certificate = make.certificate(checked_on=TODAY - timedelta(days=days))
        if visits:
            read(make, certificate, visits)
        expected.append((-urgency(days, visits), certificate.id))
    assert [(-row.urgency, row.certificate.id) for row in everything()] == sorted(expected)


@pytest.mark.parametrize("cursor", ["", "nonsense", "WyJhIiwgMV0", "W3RydWUsMV0", "WzEsLTFd"])
def test_an_unreadable_cursor_begins_anew(make, cursor):
    make.certificate(checked_on=TODAY - timedelta(days=100))
    assert len(rechecks.due(cursor, TODAY).items) == 1


def test_a_difference_waits_until_a_match_or_a_newer_difference(make):
    certificate = make.certificate()
    first = make.check(certificate, Outcome.MISMATCH, checked_on=TODAY - timedelta(days=3))
    make.check(certificate, Outcome.NOT_FOUND)
    assert rechecks.disputes() == [first]
    second = make.check(certificate, Outcome.MISMATCH)
    assert rechecks.disputes() == [second]
    make.check(certificate, Outcome.MATCH)
    assert rechecks.disputes() == []


def test_the_queue_asks_one_question_for_a_page(make, queries):
    for _ in range(3):
        make.certificate(checked_on=TODAY - timedelta(days=100))
    with queries() as asked:
        rows = rechecks.due("", TODAY).items
        assert [row.certificate.artisan.name for row in rows]
    assert len(asked) == 1, asked
