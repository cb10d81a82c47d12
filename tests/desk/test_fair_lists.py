"""Lists for fairs at the desk: choose, look, take as a file, lend by a link, take back."""

from __future__ import annotations

import re
from io import BytesIO

from python_calamine import CalamineWorkbook

from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from tests.desk.test_opportunities import post
from tests.opportunities.conftest import UNIT
from tests.opportunities.conftest import holder as holder

HERE = "/desk/fair-lists"


def test_one_click_shows_who_holds_it(desk, holder, make):
    artisan = holder(weekly_capacity=6)
    make.listing(artisan)
    assert artisan.name not in desk.get(HERE).text
    page = desk.get(f"/en{HERE}?unit={UNIT}&place=64.74").text
    assert artisan.name in page and "1 artisan" in page and "holders.xlsx" in page and "<img" in page
    assert desk.get(f"{HERE}?unit=NIX").status_code == 200
    assert "Nobody on the list" in desk.get(f"/en{HERE}?unit={UNIT}&place=64.72").text


def test_the_workbook_has_records_photos_and_no_formula(desk, holder, make, session):
    artisan = holder(weekly_capacity=6, whatsapp="+6281200000007", whatsapp_public=True)
    make.listing(artisan)
    sly = make.artisan(name='=HYPERLINK("x")')
    make.certificate(sly)
    answer = desk.get(f"{HERE}/holders.xlsx?unit={UNIT}")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert len(rows) == 3 and len(rows[0]) == 12
    (hers,) = [row for row in rows if row[0] == artisan.name]
    assert hers[6] == 6 and hers[7] == "0812-0000-0007" and "/c/" in hers[4]
    assert hers[9].startswith("http://127.0.0.1:8000/") and hers[10] == ""
    entry = session.query(JournalEntry).filter_by(action="fair_list.file").one()
    assert entry.details["rows"] == 2
    assert desk.get(f"{HERE}/holders.xlsx").status_code == 404


def test_a_link_is_shown_once_works_and_is_taken_back(desk, holder, client):
    holder()
    page = f"{HERE}?unit={UNIT}"
    made = post(desk, HERE, {"unit": UNIT, "given_to": "Panitia Bazar", "span": "week"}, page)
    assert made.status_code == 200 and made.headers["Cache-Control"] == "no-store"
    link = re.search(r"http://127\.0\.0\.1:8000(/fair-lists/[\w-]+)", made.text)[1]
    assert client.get(link).status_code == 200
    page = desk.get(HERE).text
    assert link not in page and "Panitia Bazar" in page
    revoke = re.search(r'action="(/desk/fair-lists/\d+/revoke)"', page)[1]
    assert post(desk, revoke, {}, HERE).status_code == 303
    assert client.get(link).status_code == 410 and "Panitia Bazar" not in desk.get(HERE).text


def test_what_misses_is_said_beside_it(desk, holder):
    holder()
    page = f"{HERE}?unit={UNIT}"
    answer = post(desk, HERE, {"unit": UNIT, "span": "week"}, page)
    assert answer.status_code == 422 and 'id="given_to-error"' in answer.text
    for typed in ({"unit": "NIX", "given_to": "Panitia"}, {}):
        answer = post(desk, HERE, typed, page)
        assert answer.status_code == 422 and 'id="unit-error"' in answer.text


def test_nobody_but_officers_comes_in(client, make, sign_in):
    sign_in(client, make.account(Role.ARTISAN))
    for path in ("", "/holders.xlsx"):
        assert client.get(HERE + path).status_code == 403
