"""The four steps of an import, as pages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.database.base import db
from marketplace.rosters.models import RosterRow
from tests.adapters.spreadsheets.broken import BROKEN
from tests.rosters.conftest import Desk
from tests.rosters.lists import HEADINGS, a_list, certificate_no, person


@pytest.fixture
def desk(client, session, sign_in, make) -> Desk:
    sign_in(client, make.account(Role.OFFICER, name="Petugas Contoh"))
    return Desk(client, session)


def kept(desk: Desk) -> tuple[int, int]:
    rows = rows_of_every_table(desk)
    return len(rows["roster"]), len(rows["roster_row"])


def rows_of_every_table(desk: Desk) -> dict[str, list[str]]:
    """Every row as it stands, so that one changed in place is noticed too."""
    desk.session.rollback()
    return {
        table.name: sorted(map(repr, desk.session.execute(select(table))))
        for table in db.metadata.sorted_tables
    }


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_beside_its_field_and_changes_nothing(desk, name):
    desk.client.get("/desk/rosters/new")  # what a visit writes of the session is written now
    before = rows_of_every_table(desk)
    answer = desk.upload(BROKEN[name][0]())
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert 'value="LSP Contoh"' in answer.text
    assert rows_of_every_table(desk) == before


def test_a_file_without_headings_and_no_file_at_all_are_refused(desk):
    assert "judul kolom tidak ditemukan" in desk.upload(b"Siti,00000\nRosa,11111\n").text
    assert "Pilih berkas" in desk.post("/desk/rosters/new", {"event": "x", "body_name": "y"}).text


def test_the_columns_are_guessed_and_what_was_dropped_is_said(desk):
    assert desk.upload(a_list([person(1)])).status_code == 303
    page = desk.client.get(f"/desk/rosters/{desk.newest().id}/columns").text
    for words in ("Nomor identitas (NIK)", "Tanggal lahir", "Alamat"):
        assert words in page
    assert page.count(" selected") >= 5


def test_a_second_column_of_one_heading_is_told(desk):
    desk.upload(a_list([[*person(1), "x"]], [*HEADINGS, "Nama Peserta"]))
    page = desk.client.get(f"/desk/rosters/{desk.newest().id}/columns").text
    assert page.count("Judul ini ada di dua kolom") == 2


def test_two_columns_of_one_meaning_and_missing_ones_are_refused(desk):
    desk.upload(a_list([person(1)]))
    count = len(desk.newest().cleaned["columns"])
    answer = desk.match(column=["holder_name", "holder_name", *[""] * (count - 2)])
    assert answer.status_code == 422
    assert "arti yang sama" in answer.text
    answer = desk.match(column=[""] * count)
    assert "kolom yang berisi nama" in answer.text
    assert "kolom yang berisi hasil" in answer.text


def test_columns_matched_in_another_tab_meanwhile_are_a_conflict(desk):
    desk.upload(a_list([person(1)]))
    before = desk.newest().version
    assert desk.match().status_code == 303
    assert desk.match(version=before, fact="nik_tail").status_code in (303, 409)
    assert desk.match(version=before + 7).status_code == 409


def test_swapped_columns_are_reported_row_by_row_and_change_nothing(desk):
    row = person(1)
    row[1], row[7] = row[7], row[1]
    desk.upload(a_list([row, person(2)]))
    desk.match()
    page = desk.check()
    assert page.count("Apakah dua kolom tertukar?") == 2
    assert "Sel B4" in page and "Sel H4" in page
    assert kept(desk) == (1, 0)


def test_good_rows_are_imported_and_bad_ones_left_out(desk):
    desk.upload(a_list([person(1), person(2, "12345"), person(3, result="mungkin")]))
    desk.match()
    page = desk.check()
    assert "Impor 1 baris" in page
    assert desk.confirm(page).status_code == 303
    assert desk.session.scalars(select(RosterRow.certificate_no)).all() == [certificate_no(1)]


def test_text_that_looks_like_html_or_a_formula_is_shown_as_text(desk):
    desk.upload(a_list([person(1, "=HYPERLINK(1) <script>alert(1)</script>")]))
    desk.match()
    page = desk.check()
    assert "<script>alert" not in page
    assert "=HYPERLINK(1) &lt;script&gt;" in page


def test_a_list_can_be_forgotten_before_it_is_imported(desk):
    desk.upload(a_list([person(1)]))
    assert desk.post(f"/desk/rosters/{desk.newest().id}/discard").status_code == 303
    assert kept(desk) == (0, 0)


def test_a_csv_goes_the_same_way(desk):
    text = f"Nama;Nomor Sertifikat;Hasil;Tanggal Lahir\nSiti Contoh;{certificate_no(1)};K;17-8-1985\n"
    desk.bring(text.encode("utf-16"))
    row = desk.session.scalars(select(RosterRow)).one()
    assert (row.holder_name, row.fact) == ("Siti Contoh", "birth_date")


def test_checking_takes_few_queries_whatever_the_rows(desk, queries):
    desk.upload(a_list([person(number) for number in range(1, 60)]))
    desk.match()
    roster = desk.newest()
    desk.session.rollback()
    with queries() as asked:
        desk.client.get(f"/desk/rosters/{roster.id}/check")
    assert len(asked) <= 8
