"""The list of who registered, at the desk: counts, filters, hints, more seats, files."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

import pytest

from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.programmes.models import Cohort
from marketplace.registrations import forgetting, roll
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import Background, State
from tests.registrations.conftest import ZONE
from tests.registrations.conftest import held as held
from tests.registrations.conftest import officer as officer
from tests.registrations.conftest import register as register


@pytest.fixture
def desk(client, make, sign_in):
    sign_in(client, make.account(Role.OFFICER))
    return client


def where(cohort, way=""):
    return f"/desk/programmes/{cohort.programme_id}/cohorts/{cohort.number}/registrations{way}"


def send(client, address, page, **data):
    return client.post(address, data={"csrf_token": client.token(page), **data})


def test_the_list_says_how_many_there_are_and_leads_to_each(desk, held, register):
    cohort = held(seats=1)
    rows = [register(cohort), register(cohort), register(cohort)]
    page = desk.get(where(cohort))
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "<b>2</b> <span>menunggu</span>" in page.text
    for row in rows:
        assert row.name in page.text and where(cohort, f"/{row.id}") in page.text
    edit = desk.get(f"/desk/programmes/{cohort.programme_id}/cohorts/1").text
    assert where(cohort) in edit


def test_it_is_filtered_by_state_and_background_and_goes_on_where_it_stopped(
    desk, held, register, monkeypatch
):
    monkeypatch.setattr(roll, "PAGE", 2)
    cohort = held(seats=3)
    names = ["Ana", "Bea", "Cut", "Dewi", "Eka"]
    for name in names:
        register(cohort, name=name, background=Background.UMKM if name == "Bea" else Background.PKK)
    page = desk.get(where(cohort, "?state=waiting")).text
    assert [name for name in names if f">{name}<" in page] == ["Dewi", "Eka"]
    page = desk.get(where(cohort, "?background=umkm&state=nonsense")).text
    assert [name for name in names if f">{name}<" in page] == ["Bea"]
    first = desk.get(where(cohort, "?background=pkk"))
    assert [name for name in names if f">{name}<" in first.text] == ["Ana", "Cut"]
    (following,) = [link for link in first.text.split('"') if "after=" in link]
    assert "background=pkk" in following
    second = desk.get(following.replace("&amp;", "&")).text
    assert [name for name in names if f">{name}<" in second] == ["Dewi", "Eka"]
    assert desk.get(where(cohort, "?after=x")).status_code == 200
    assert "Tak seorang pun" in desk.get(where(cohort, "?state=lapsed")).text


def test_the_same_person_under_two_spellings_is_shown_and_refused_by_nobody(desk, held, register):
    cohort = held(seats=9)
    register(cohort, name="Siti Aminah", email="siti@contoh.invalid", place_code="64.74.01.1001")
    register(cohort, name="Hj. Aminah Sitti", email="lain@contoh.invalid", place_code="64.74.01.1001")
    register(cohort, name="Dewi", email=None, phone="+6281200000099")
    register(cohort, name="Eka", email=None, phone="+6281200000099")
    register(cohort, name="Fitri", place_code="64.74.01.1001")
    page = desk.get(where(cohort)).text
    assert page.count("Mungkin sama dengan nomor") == 4
    assert "nama sama, kelurahan sama" in page and "nomor sama" in page


def test_more_seats_are_offered_to_whoever_waits_from_both_pages(desk, held, register, session):
    cohort = held(seats=1)
    rows = [register(cohort) for _ in range(4)]
    page = where(cohort)
    assert send(desk, where(cohort, "/seats"), page, seats="2", version=cohort.version).status_code == 303
    session.expire_all()
    assert [row.state for row in rows][:3] == [State.SEATED, State.OFFERED, State.WAITING]
    assert session.get(Cohort, cohort.id).seats == 2
    assert send(desk, where(cohort, "/seats"), page, seats="3", version="1").status_code == 409
    assert send(desk, where(cohort, "/seats"), page, seats="0").status_code == 422
    edit = f"/desk/programmes/{cohort.programme_id}/cohorts/1"
    said = {"first_on": "2026-05-04", "last_on": "2026-05-07", "seats": "3", "version": cohort.version}
    assert send(desk, edit, edit, **said).status_code == 303
    session.expire_all()
    assert rows[2].state is State.OFFERED
    assert send(desk, where(cohort, "/seats"), page, seats="1", version=cohort.version).status_code == 303
    assert "lebih banyak daripada kursinya" in desk.get(page).text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_has_everybody_no_formula_and_a_line_in_the_journal(
    desk, held, register, session, clock, kind
):
    cohort = held(seats=9)
    register(cohort, name="=cmd|' /C calc'!A0", note="+62 jangan dihitung")
    gone = register(cohort, name="Yang Pergi")
    register(cohort, name="Dewi", background=Background.UMKM)
    forgetting.delete_data(gone, clock=clock, timezone=ZONE)
    session.commit()
    answer = desk.get(where(cohort, f"/list.{kind}"))
    assert "no-store" in answer.headers["Cache-Control"] and "Yang Pergi" not in str(answer.data)
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
        assert [row[0] for row in rows[1:]] == ["1", "3"]
        assert rows[1][3] == "'=cmd|' /C calc'!A0" and rows[1][9] == "'+62 jangan dihitung"
    else:
        sheet = ZipFile(io.BytesIO(answer.data)).read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "Dewi" in sheet
    entry = session.query(JournalEntry).filter_by(action="registration.export").one()
    assert entry.details == {"number": 1, "rows": 2, "kind": kind}
    assert "Daftar pendaftar diambil" in desk.get("/desk/journal").text
    assert "Daftar pendaftar diambil" in desk.get(f"/desk/programmes/{cohort.programme_id}").text
    few = desk.get(where(cohort, "/list.csv?background=umkm")).data.decode()
    assert "Dewi" in few and "calc" not in few


def test_nobody_but_officers_reads_it(client, make, sign_in, held, register):
    cohort = held()
    row = register(cohort)
    for way in ("", f"/{row.id}", "/list.csv", "/new"):
        assert client.get(where(cohort, way)).status_code == 303
    sign_in(client, make.artisan().account)
    for way in ("", f"/{row.id}", "/list.csv", "/new"):
        assert client.get(where(cohort, way)).status_code == 403


def test_the_list_asks_as_often_for_many_as_for_few(desk, held, register, session, queries):
    cohort = held(seats=20)
    register(cohort, place_code="64.74.01.1001")
    session.commit()
    with queries() as few:
        desk.get(where(cohort))
    for number in range(12):
        register(cohort, name=f"Siti {number % 3}", place_code="64.74.01.1001")
    with queries() as many:
        desk.get(where(cohort))
    assert len(many) == len(few) <= 15
    assert session.query(Registration).count() == 13
