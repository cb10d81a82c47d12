"""Who was there: marked on the list, corrected without forgetting, or with the code of the day in the room."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooMany
from marketplace.registrations import attending, operations
from marketplace.registrations.models import Attendance
from marketplace.registrations.rules import CODE_LIMITS, MarkedBy, Presence, day_code
from tests.conftest import NOON
from tests.registrations.conftest import FIRST, LAST, ZONE

SECOND = FIRST + timedelta(days=1)
SECRET = "a secret for tests only"


def mark(cohort, officer, said, *, on=FIRST, today=LAST):
    return attending.mark(cohort, on, said, actor=officer, at=NOON, today=today)


def test_a_correction_is_one_mark_more_and_the_newest_counts(held, register, officer, session):
    cohort = held(seats=3)
    one, two = register(cohort), register(cohort)
    assert mark(cohort, officer, {one.id: Presence.PRESENT, two.id: Presence.ABSENT}) == 2
    assert mark(cohort, officer, {one.id: Presence.PRESENT, two.id: Presence.PRESENT}) == 1
    assert mark(cohort, officer, {one.id: Presence.ABSENT}, on=SECOND) == 1
    session.commit()
    assert attending.marks(cohort.id) == {
        (one.id, FIRST): Presence.PRESENT,
        (two.id, FIRST): Presence.PRESENT,
        (one.id, SECOND): Presence.ABSENT,
    }
    assert [row.presence for row in attending.history(two)] == [Presence.ABSENT, Presence.PRESENT]
    assert (attending.present_on(one), attending.present_on(two)) == ([FIRST], [FIRST])
    assert {row.marked_by_id for row in session.query(Attendance)} == {officer.id}


@pytest.mark.parametrize("statement", ["UPDATE attendance SET presence = 'absent'", "DELETE FROM attendance"])
def test_the_database_keeps_marks_as_they_were_made(held, register, officer, session, statement):
    cohort = held()
    mark(cohort, officer, {register(cohort).id: Presence.PRESENT})
    session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(statement))


def test_only_who_is_expected_is_marked_and_only_on_days_that_have_come(
    held, register, officer, session, clock
):
    cohort = held(seats=1)
    seated, waiting = register(cohort), register(cohort)
    assert mark(cohort, officer, {waiting.id: Presence.PRESENT, 999: Presence.PRESENT}) == 0
    for on, today in ((LAST, FIRST), (FIRST - timedelta(days=1), LAST), (LAST + timedelta(days=1), date.max)):
        with pytest.raises(NotFound):
            mark(cohort, officer, {seated.id: Presence.PRESENT}, on=on, today=today)
    with pytest.raises(Forbidden):
        mark(cohort, Actor(7, Role.ARTISAN, "Siti", 7), {seated.id: Presence.PRESENT})
    mark(cohort, officer, {seated.id: Presence.PRESENT})
    operations.withdraw(seated, clock=clock, timezone=ZONE)
    session.commit()
    assert [row.id for row in attending.everybody(cohort.id)] == [seated.id], (
        "who was marked stays on the list"
    )


def test_the_list_comes_in_pages(held, register, monkeypatch):
    monkeypatch.setattr(attending, "PAGE", 2)
    cohort = held(seats=3)
    rows = [register(cohort) for _ in range(3)]
    first = attending.page(cohort.id)
    assert [row.id for row in first.items] == [rows[0].id, rows[1].id]
    assert [row.id for row in attending.page(cohort.id, first.next_cursor).items] == [rows[2].id]
    assert len(attending.page(cohort.id, "x").items) == 2


def here(cohort, receipt, code, today=FIRST):
    return attending.mark_self(cohort, receipt, code, secret=SECRET, at=NOON, today=today)


def test_the_code_of_the_day_marks_who_has_a_seat_once(held, register, session):
    cohort = held(seats=1)
    seated, waiting = register(cohort), register(cohort)
    code = day_code(SECRET, cohort.id, FIRST)
    assert here(cohort, seated.receipt, code).id == seated.id
    here(cohort, seated.receipt, code)
    (row,) = session.query(Attendance)
    assert (row.presence, row.marked_by, row.marked_by_id) == (Presence.PRESENT, MarkedBy.CODE, None)
    with pytest.raises(Invalid) as caught:
        here(cohort, waiting.receipt, code)
    assert list(caught.value.fields) == ["receipt"]
    for wrong in ("", "x", day_code(SECRET, cohort.id, SECOND), day_code(SECRET, cohort.id + 1, FIRST), "é"):
        with pytest.raises(Invalid) as caught:
            here(cohort, seated.receipt, wrong)
        assert list(caught.value.fields) == ["code"]
    with pytest.raises(Conflict, match="not_today"):
        here(cohort, seated.receipt, code, today=FIRST - timedelta(days=1))


def test_what_officers_marked_is_not_overwritten_by_the_code(held, register, officer, session):
    cohort = held(seats=1)
    row = register(cohort)
    mark(cohort, officer, {row.id: Presence.ABSENT})
    here(cohort, row.receipt, day_code(SECRET, cohort.id, FIRST))
    assert attending.present_on(row) == []


def test_codes_are_not_tried_out(session):
    for _ in range(CODE_LIMITS[0][0]):
        attending.admit("0000AAAA", address="10.0.0.1", at=NOON)
    with pytest.raises(TooMany):
        attending.admit("0000AAAA", address="10.0.0.2", at=NOON)
