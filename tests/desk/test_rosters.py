"""The lists at the desk: what officers see and do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.rosters.models import Roster, RosterRow
from tests.rosters.conftest import Desk
from tests.rosters.lists import a_list, certificate_no, person


@pytest.fixture
def desk(client, session, sign_in, make) -> Desk:
    sign_in(client, make.account(Role.OFFICER, name="Petugas Contoh"))
    return Desk(client, session)


@pytest.fixture
def roster(desk) -> Roster:
    return desk.bring(a_list([person(1), person(2), person(3, "Belum Contohan", "BK")]))


def page(desk: Desk, query: str = "") -> str:
    return desk.client.get(f"/desk/rosters/{desk.newest().id}{query}").text


def test_a_desk_without_lists_says_where_to_begin(desk):
    assert "Belum ada daftar" in desk.client.get("/desk/rosters").text


def test_a_list_shows_its_rows_who_imported_it_and_when_the_rest_is_deleted(desk, roster):
    text = page(desk)
    assert certificate_no(1) in text
    assert "Petugas Contoh" in text
    assert "Belum kompeten (BK)" in text
    assert "dihapus 13 Jul 2026" in text or "dihapus 13" in text


def test_rows_are_searched(desk, roster):
    assert certificate_no(2) not in page(desk, f"?q={certificate_no(1).replace(' ', '')}")
    assert "Tidak ditemukan" in page(desk, "?q=Tidak+Ada+Orangnya") or "Periksa ejaan" in page(desk, "?q=zzz")
    assert desk.client.get(f"/desk/rosters/{roster.id}?q=%00&after=x").status_code == 200


def test_an_import_is_taken_back_and_says_what_stays(desk, roster, session, make, clock):
    row = session.scalars(select(RosterRow).order_by(RosterRow.number).limit(1)).one()
    row.certificate, row.claimed_at = make.certificate(), clock()
    session.commit()
    assert desk.post(f"/desk/rosters/{roster.id}/undo").status_code == 303
    text = page(desk)
    assert "2 baris dihapus" in text
    assert "1 baris sudah diklaim" in text
    assert "Batalkan impor" not in text


def test_after_a_day_the_button_is_gone_and_the_step_refused(desk, roster, clock, sign_in, make):
    clock.now += timedelta(hours=25)
    sign_in(desk.client, make.account(Role.OFFICER))
    assert "Batalkan impor" not in page(desk)
    desk.post(f"/desk/rosters/{roster.id}/undo")
    assert "waktunya sudah lewat" in page(desk)


def test_a_row_is_deleted_unless_it_is_claimed(desk, roster, session, make, clock):
    first, second, *_ = session.scalars(select(RosterRow).order_by(RosterRow.number)).all()
    first.certificate, first.claimed_at = make.certificate(), clock()
    session.commit()
    ids = first.id, second.id
    for row_id in ids:
        assert desk.post(f"/desk/rosters/{roster.id}/rows/{row_id}/remove").status_code == 303
    session.rollback()
    left = session.scalars(select(RosterRow.id)).all()
    assert ids[0] in left and ids[1] not in left


def test_what_is_not_locked_is_not_released(desk, roster, session):
    row_id = session.scalars(select(RosterRow.id).limit(1)).one()
    desk.post(f"/desk/rosters/{roster.id}/rows/{row_id}/release")
    assert "Tidak ada yang perlu dibuka" in page(desk)
    assert desk.post("/desk/rosters/accounts/999/release").status_code == 303


def test_lists_take_few_queries_whatever_their_number(desk, roster, queries):
    for number in (5, 6, 7):
        desk.bring(a_list([person(number)]))
    desk.session.rollback()
    with queries() as asked:
        desk.client.get("/desk/rosters")
    assert len(asked) <= 6


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_nobody_else_sees_a_list(app, desk, roster, make, sign_in, role):
    other = app.test_client()
    account = make.account(role)
    sign_in(other, make.artisan(account).account if role is Role.ARTISAN else account)
    for path in ("/desk/rosters", f"/desk/rosters/{roster.id}", "/desk/rosters/new"):
        assert other.get(path).status_code == 403
