"""Attendance at the desk: the list of a day without script, its corrections, the code, the file, the paper."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.registrations import attending
from marketplace.registrations.models import Attendance
from marketplace.registrations.rules import Presence, day_code
from tests.desk.test_registrations import desk as desk
from tests.desk.test_registrations import send, where
from tests.registrations.conftest import FIRST, LAST
from tests.registrations.conftest import held as held
from tests.registrations.conftest import officer as officer
from tests.registrations.conftest import register as register
from tests.registrations.test_attending import SECRET

DAY = f"/attendance/{FIRST.isoformat()}"


@pytest.fixture
def cohort(held):
    return held(seats=3)


@pytest.fixture
def go(client, make, sign_in, clock):
    """`go(day)`: it is that day, and an officer has signed in again."""

    def move(day):
        clock.now += timedelta(days=(day - clock.now.date()).days)
        sign_in(client, make.account(Role.OFFICER))

    return move


def test_the_list_of_a_day_is_one_form_and_corrections_stay_on_record(desk, cohort, register, session, go):
    one, two = register(cohort), register(cohort)
    go(FIRST)
    assert where(cohort, DAY) in desk.get(where(cohort, "/attendance")).text
    page = where(cohort, DAY)
    assert desk.get(page).text.count(' type="radio"') == 4
    said = {f"mark-{one.id}": "present", f"mark-{two.id}": "absent", "mark-x": "present", "mark-9": "maybe"}
    assert send(desk, page, page, **said).status_code == 303
    assert desk.get(page).text.count(" checked") == 2
    send(desk, page, page, **said | {f"mark-{two.id}": "present"})
    assert session.query(Attendance).count() == 3
    assert attending.marks(cohort.id)[two.id, FIRST] is Presence.PRESENT
    shown = desk.get(where(cohort, f"/{two.id}")).text
    assert shown.count("4 Mei 2026: ") == 2 and "di daftar" in shown


def test_days_that_have_not_come_or_are_none_are_not_there(desk, cohort, register, go):
    register(cohort)
    go(FIRST)
    for day in (LAST.isoformat(), "2026-05-01", "x", "2026-13-01"):
        for way in ("", "/code"):
            assert desk.get(where(cohort, f"/attendance/{day}{way}")).status_code == 404
    page = where(cohort, DAY)
    assert send(desk, where(cohort, f"/attendance/{LAST.isoformat()}"), page).status_code == 404


def test_the_list_goes_on_where_the_page_ended(desk, cohort, register, go, monkeypatch):
    monkeypatch.setattr(attending, "PAGE", 1)
    rows = [register(cohort), register(cohort)]
    go(FIRST)
    first = desk.get(where(cohort, DAY)).text
    (following,) = [link for link in first.split('"') if "after=" in link]
    second = desk.get(following).text
    assert rows[0].name not in second and rows[1].name in second
    answer = send(desk, following, following, **{f"mark-{rows[1].id}": "present"})
    assert answer.location.endswith(following)


def test_the_code_hangs_in_the_room(desk, cohort, go):
    go(FIRST)
    page = desk.get(where(cohort, f"{DAY}/code"))
    assert day_code(SECRET, cohort.id, FIRST) in page.text and "<svg" in page.text


def test_the_file_has_a_column_a_day_and_leaves_a_line_in_the_journal(desk, cohort, register, session, go):
    row = register(cohort, name="=1+1")
    go(FIRST)
    page = where(cohort, DAY)
    send(desk, page, page, **{f"mark-{row.id}": "present"})
    answer = desk.get(where(cohort, "/attendance.csv"))
    header, line = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert len(header) == 7 and line[2:5] == ["'=1+1", "Hadir", ""]
    entry = session.query(JournalEntry).filter_by(action="registration.export").one()
    assert entry.details == {"number": 1, "rows": 1, "kind": "attendance"}


def test_the_paper_says_in_clear_words_that_it_is_no_competence(desk, cohort, register, go):
    row = register(cohort)
    go(FIRST)
    page = where(cohort, DAY)
    send(desk, page, page, **{f"mark-{row.id}": "present"})
    assert desk.get(where(cohort, f"/{row.id}/attended")).status_code == 404
    go(LAST)
    assert where(cohort, f"/{row.id}/attended") in desk.get(where(cohort, f"/{row.id}")).text
    paper = desk.get(where(cohort, f"/{row.id}/attended")).text
    assert "Ini bukan sertifikat kompetensi." in paper and row.name in paper


def test_an_empty_list_says_so(desk, cohort, go):
    go(FIRST)
    assert "Belum ada yang mendapat kursi" in desk.get(where(cohort, DAY)).text
