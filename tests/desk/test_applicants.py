"""Who applied, at the desk: the list, its file, the shortlist, the outcome."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.opportunities.models import Application
from marketplace.opportunities.rules import Answer
from tests.desk.test_opportunities import post
from tests.opportunities.conftest import applied as applied
from tests.opportunities.conftest import closed as closed
from tests.opportunities.conftest import draft as draft
from tests.opportunities.conftest import holder as holder
from tests.opportunities.conftest import officer as officer
from tests.opportunities.conftest import published as published


@pytest.fixture
def fair(published, holder, applied, make):
    found = published(places=1)
    applied(found, holder(whatsapp="+6281200000007"), with_contact=True)
    sly = make.artisan(name='=HYPERLINK("x")', whatsapp="+6281200000008")
    applied(found, sly)
    return found, f"/desk/opportunities/{found.id}"


def test_standing_then_and_today_stand_beside_each_other(desk, fair):
    page = desk.get("/en" + fair[1]).text
    assert "Valid, until 31 October 2028" in page and "Certified" in page and "No certificate" in page
    assert "0812-0000-0007" in page and "0812-0000-0008" not in page


def test_a_file_has_no_formula_and_a_line_in_the_journal(desk, fair, session):
    text = desk.get(fair[1] + "/applicants.csv").get_data(as_text=True)
    assert "\n\"'=HYPERLINK" in text and "0812-0000-0008" not in text
    book = CalamineWorkbook.from_filelike(BytesIO(desk.get(fair[1] + "/applicants.xlsx").data))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 3 and rows[2][0].lstrip("'").startswith("=HYPERLINK")
    assert session.query(JournalEntry).filter_by(action="opportunity.export").count() == 2


def test_from_the_shortlist_to_the_outcome(desk, fair, closed, session):
    found, where = fair
    first = session.query(Application).order_by(Application.id).first()
    form = {"application": first.id, "wanted": "1"}
    assert post(desk, f"{where}/shortlist", form, where).status_code == 303
    early = {"version": found.version, "chosen": [first.id]}
    assert post(desk, f"{where}/outcome", early, where).status_code == 409
    closed(found)
    version = found.version
    both = [row.id for row in session.query(Application)]
    many = post(desk, f"{where}/outcome", {"version": version, "chosen": both, "words": "Selamat"}, where)
    assert many.status_code == 422 and 'id="chosen-error"' in many.text and "Selamat" in many.text
    long = post(desk, f"{where}/outcome", {"version": version, "words": "x" * 1001}, where)
    assert long.status_code == 422 and 'id="words-error"' in long.text
    given = {"version": version, "chosen": [first.id], "words": "Selamat"}
    assert post(desk, f"{where}/outcome", given, where).status_code == 303
    session.expire_all()
    assert [row.answer for row in session.query(Application).order_by(Application.id)] == [
        Answer.CHOSEN,
        Answer.NOT_CHOSEN,
    ]
    page = desk.get(where).text
    assert "Selamat" in page and "/outcome" not in page and "/shortlist" not in page
    assert post(desk, f"{where}/shortlist", form, where).status_code == 409


def test_an_officer_who_applied_herself_reads_why_she_cannot_decide(
    client, make, sign_in, published, applied, closed, session
):
    account = make.account(Role.OFFICER)
    found, artisan = published(), make.artisan(account)
    row = applied(found, artisan)
    closed(found)
    sign_in(client, account)
    where = f"/desk/opportunities/{found.id}"
    answer = post(client, f"{where}/outcome", {"version": found.version, "chosen": [row.id]}, where)
    assert answer.status_code == 403
    form = {"application": row.id, "wanted": "1"}
    assert post(client, f"{where}/shortlist", form, where).status_code == 403
    assert post(client, f"{where}/shortlist", {"application": "x"}, where).status_code == 422
