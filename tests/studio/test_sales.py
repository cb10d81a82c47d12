"""The artisan at her sales book."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from marketplace.adapters.spreadsheets.tables import DEFAULT_LIMITS
from marketplace.adapters.spreadsheets.workbooks import read_workbook
from marketplace.listings.rules import State as BagState
from marketplace.order_notes import disputed
from marketplace.order_notes import operations as orders
from marketplace.sales import queries
from marketplace.sales.models import Sale
from tests.conftest import NOON
from tests.order_notes.conftest import Studio, actor_of
from tests.sales.conftest import write as write

SALE = {"sold_on": "14 April 2026", "what": "Dompet kecil", "pieces": "2", "amount": "60.000", "once": "a"}
HEADER = [
    "Hari",
    "Apa yang terjual",
    "Jumlah",
    "Terjual, dalam rupiah",
    "Disepakati atau dalam sengketa, dalam rupiah",
    "Cara bayarnya",
    "Catatan pesanan",
    "Keadaan",
]


@pytest.fixture
def studio(client, bag, sign_in):
    sign_in(client, bag.artisan.account)
    return Studio(client)


def text(response):
    return response.get_data(as_text=True)


def only(session):
    session.expire_all()
    return session.query(Sale).one()


def test_she_writes_a_sale_down_and_finds_it_in_month_and_year(studio, handed):
    assert "Tote Ombak" in text(studio.get("/studio/sales/new")), "her bags are there to choose"
    kept = studio.post("/studio/sales/new", SALE | {"paid": "tunai"})
    assert kept.status_code == 303 and kept.headers["Location"].endswith("/studio/sales/2026-04")
    month = text(studio.get("/studio/sales/2026-04"))
    assert all(words in month for words in ("Dompet kecil", "tunai", "Tote Ombak", "Rp345.000"))
    year = text(studio.get("/studio/sales?year=2026"))
    assert "April 2026" in year and "Rp345.000" in year


def test_a_refused_sale_keeps_what_was_typed_and_its_mark(studio, session):
    page = studio.post("/studio/sales/new", SALE | {"amount": "banyak", "what": "Dompet <b>"})
    assert page.status_code == 422
    assert all(kept in text(page) for kept in ('value="banyak"', "Dompet &lt;b&gt;", 'name="once" value="a"'))
    assert session.query(Sale).count() == 0


def test_pressing_twice_writes_one_line(studio, session):
    for _ in range(2):
        assert studio.post("/studio/sales/new", SALE).status_code == 303
    only(session)


def test_she_corrects_a_line_and_strikes_it_out(studio, session):
    studio.post("/studio/sales/new", SALE)
    way = f"/studio/sales/lines/{only(session).id}"
    assert studio.post(way, SALE | {"seen": "1", "amount": ""}).status_code == 303
    assert only(session).amount is None
    assert "jumlah uang tidak dicatat" in text(studio.get("/studio/sales/2026-04"))
    assert "Rp60.000" in text(studio.get(way)), "what it said before"
    stale = studio.post(way, SALE | {"seen": "1", "amount": "1"})
    assert stale.status_code == 409 and "sudah diubah" in text(stale)
    assert studio.post(f"{way}/strike", {"seen": "1"}).status_code == 409
    assert studio.post(f"{way}/strike", {"seen": "2"}).status_code == 303
    assert only(session).struck
    assert studio.post(way, SALE | {"seen": "3"}).status_code == 409


def test_the_csv_holds_each_sale_and_what_is_only_agreed_has_its_own_column(studio, handed, agreed):
    studio.post("/studio/sales/new", SALE | {"what": '=HYPERLINK("http://x")', "paid": "+62"})
    answer = studio.get("/studio/sales/2026-04/book.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="buku-penjualan-2026-04.csv"'
    rows = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0] == HEADER
    assert sorted(row[1:] for row in rows[1:]) == sorted(
        [
            ["Tote Ombak", "1", "285000", "", "", handed.code, "Sudah diserahkan"],
            ["Tote Ombak", "1", "", "285000", "", agreed.code, "Disepakati"],
            ['\'=HYPERLINK("http://x")', "2", "60000", "", "'+62", "", "Ditulis sendiri"],
        ]
    )
    assert "Rina" not in answer.get_data(as_text=True)


def test_the_workbook_holds_numbers_and_days_in_her_language(studio, handed):
    studio.post("/studio/sales/new", SALE | {"what": "=1+1", "amount": ""})
    answer = studio.get("/en/studio/sales/2026/book.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sales-book-2026.xlsx"'
    table = read_workbook(answer.get_data(), DEFAULT_LIMITS)
    assert table.sheet == "Sales book"
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [
        ["2026-04-14", "Tote Ombak", "1", "285000", "", "", handed.code, "Handed over"],
        ["2026-04-14", "=1+1", "2", "", "", "", "", "Written by hand"],
    ]


def test_what_was_handed_over_and_is_in_dispute_is_not_said_to_be_open(studio, handed, session):
    who = orders.artisan_of(handed, actor_of(handed.artisan))
    disputed.hold(handed, "Belum dibayar.", who=who, at=NOON)
    session.commit()
    year = text(studio.get("/studio/sales?year=2026"))
    assert "1 pesanan disepakati dan belum diserahkan, atau dalam sengketa: Rp285.000" in year
    assert "agreed and not handed over, or in dispute" in text(studio.get("/en/studio/sales?year=2026"))
    rows = list(csv.reader(StringIO(studio.get("/studio/sales/2026/book.csv").get_data(as_text=True))))
    assert rows[1][3:5] == ["", "285000"] and rows[1][7] == "Ada masalah"


@pytest.mark.parametrize("is_removed", [False, True])
def test_correcting_a_line_keeps_a_bag_that_is_not_to_be_chosen_any_more(
    studio, bag, write, make, session, monkeypatch, is_removed
):
    monkeypatch.setattr(queries, "MOST_BAGS", 1)
    sale = write(bag.artisan, bag=bag.code)
    make.listing(bag.artisan, title="Tas lain")
    if is_removed:
        bag.state = BagState.REMOVED
    session.commit()
    way, code = f"/studio/sales/lines/{sale.id}", bag.code
    page = text(studio.get(way))
    assert f'value="{code}" selected' in page
    given = SALE | {"seen": "1", "bag": code, "pieces": "banyak"}
    refused = studio.post(way, given)
    assert refused.status_code == 422 and f'value="{code}" selected' in text(refused)
    assert studio.post(way, given | {"pieces": "3"}).status_code == 303
    assert only(session).listing_id == bag.id


@pytest.mark.parametrize("rest", ["2026-13", "2026", "x", "2026-04/book.pdf", "april/book.csv", "lines/1"])
def test_what_is_no_month_or_file_is_not_there(studio, rest):
    assert studio.get(f"/studio/sales/{rest}").status_code == 404


def test_another_artisan_sees_and_changes_nothing_of_it(client, make, sign_in, handed, bag, write):
    sale = write(bag.artisan)
    sign_in(client, make.artisan().account)
    stranger, way = Studio(client), f"/studio/sales/lines/{sale.id}"
    assert stranger.get(way).status_code == 404
    assert stranger.post(way, SALE | {"seen": "1"}).status_code == 404
    assert stranger.post(f"{way}/strike", {"seen": "1"}).status_code == 404
    assert bag.code not in text(stranger.get("/studio/sales/new"))
    for page in ("2026-04", "2026-04/book.csv"):
        assert "Tote" not in text(stranger.get(f"/studio/sales/{page}"))
    assert "Rp" not in text(stranger.get("/studio/sales?year=2026"))
    chosen = stranger.post("/studio/sales/new", SALE | {"bag": bag.code})
    assert chosen.status_code == 422


def test_a_month_page_needs_few_queries(studio, handed, queries):
    studio.post("/studio/sales/new", SALE)
    with queries() as seen:
        studio.get("/studio/sales/2026-04")
    assert len(seen) <= 8
