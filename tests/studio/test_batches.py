"""Many bags at once, through the pages: hers alone, every hostile archive refused with nothing changed."""

from __future__ import annotations

import csv
import re
import time
from io import BytesIO, StringIO

import pytest
from markupsafe import escape
from sqlalchemy import func, select, text

from marketplace.batches.columns import HEADINGS, meaning_of
from marketplace.batches.models import Batch
from marketplace.batches.rules import State
from marketplace.database.base import db
from marketplace.listings.models import Listing
from marketplace.listings.rules import State as ListingState
from marketplace.web.labels import message
from tests.adapters.archives.hostile import REFUSED, SPOILT, good
from tests.batches.lists import WHOLE, listed, packed
from tests.studio.certificate_browser import Browser

PATH = "/studio/listings/import"


class Importer:
    """The artisan at the pages of an import."""

    def __init__(self, client, prefix: str = "") -> None:
        self.client, self.path = client, prefix + PATH

    def upload(self, data: bytes | None, beside: bytes | None = None):
        fields: dict[str, object] = {"csrf_token": self.client.token(self.path)}
        if data is not None:
            fields["archive"] = (BytesIO(data), "tas.zip")
        if beside is not None:
            fields["list"] = (BytesIO(beside), "daftar.csv")
        answer = self.client.post(self.path, data=fields, content_type="multipart/form-data")
        answer.request.environ["wsgi.input"].close()  # a large body is a file, which the client leaves open
        return answer

    def bring(self, data: bytes) -> str:
        answer = self.upload(data)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"].removeprefix("http://127.0.0.1:8000")

    def press(self, address: str, button: str):
        return self.client.post(f"{address}/{button}", data={"csrf_token": self.client.token(self.path)})


@pytest.fixture
def importer(browser: Browser) -> Importer:
    return Importer(browser.client)


def row_counts(session) -> dict[str, int]:
    session.rollback()
    return {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in db.metadata.sorted_tables
    }


@pytest.mark.parametrize("name", [*REFUSED, *SPOILT])
def test_a_hostile_archive_changes_no_row_of_any_table(app, importer, session, name):
    make, code = (REFUSED | SPOILT)[name]
    data = make()
    beside = listed([WHOLE]) if name in SPOILT else None  # such a file is met when a list names it
    importer.client.get(PATH)
    before = row_counts(session)
    began = time.perf_counter()
    answer = importer.upload(data, beside)
    assert time.perf_counter() - began < 5
    assert answer.status_code == 422
    told = message(code, {"file": "\x01", "limit": "\x01"}).split("\x01")
    with app.app_context():
        assert all(escape(part).strip() in answer.text for part in told)
    assert 'aria-invalid="true"' in answer.text
    assert row_counts(session) == before


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_from_the_files_to_the_report(browser, session, jobs, prefix):
    importer = Importer(browser.client, prefix)
    rows = [WHOLE, {"Nama tas": "Kosong", "Catatan": "x"}, WHOLE | {"Harga": "mahal", "Foto": "c.jpg"}]
    address = importer.bring(packed(rows, ["a.jpg", "lain.jpg"]))
    page = importer.client.get(address).text
    assert ("B4" if prefix else "Sel B4") in page
    assert "c.jpg" in page
    assert "lain.jpg" in page
    assert "Catatan" in page
    assert session.scalar(select(func.count()).select_from(Listing)) == 0
    assert importer.press(address, "start").status_code == 303
    running = importer.client.get(address).text
    assert '<progress class="meter" max="2" value="0"' in running
    assert "data-progress" in running
    jobs.run_all()
    report = importer.client.get(address).text
    assert "data-progress" not in report
    assert report.count("/edit") == 2
    session.rollback()
    assert set(session.scalars(select(Listing.state))) == {ListingState.DRAFT}
    problems = importer.client.get(f"{address}/problems.csv")
    lines = list(csv.reader(StringIO(problems.text.removeprefix("\ufeff"))))
    assert len(lines) == 2
    assert lines[1][:2] == ["Tote Ombak", "mahal"]
    assert "c.jpg" in lines[1][-1]


def test_the_rows_with_problems_can_be_mended_and_chosen_again(importer, session, jobs):
    address = importer.bring(packed([WHOLE, WHOLE | {"Nama tas": "Ransel", "Harga": "mahal"}]))
    importer.press(address, "start")
    jobs.run_all()
    mended = importer.client.get(f"{address}/problems.csv").data.replace(b"mahal", b"99rb")
    answer = importer.upload(packed([WHOLE]), mended)
    importer.press(answer.headers["Location"], "start")
    jobs.run_all()
    session.rollback()
    found = session.execute(select(Listing.title, Listing.price).order_by(Listing.id)).all()
    assert [tuple(row) for row in found] == [("Tote Ombak", 285_000), ("Ransel", 99_000)]


def test_the_template_has_headings_that_are_understood_in_both_languages(importer):
    for prefix in ("", "/en"):
        answer = importer.client.get(f"{prefix}{PATH}/template.csv")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        headings = next(csv.reader(StringIO(answer.text.removeprefix("\ufeff"))))
        assert [meaning_of(heading) for heading in headings] == list(HEADINGS)


@pytest.mark.parametrize(
    ("archive", "beside", "field"),
    [
        (None, None, "archive"),
        (good({"a.jpg": b"x"}), None, "list"),
        (good({"a.csv": b"x", "b.csv": b"y"}), None, "list"),
        (good({"a.csv": b"x,y\n1,2\n"}), None, "list"),
        (good({"a.csv": b"Nama tas,Harga\n"}), None, "list"),
        (good({"a.csv": b"Foto,Harga\na.jpg,1\n"}), None, "list"),
        (good({"a.csv": b"\x00\x01\x02"}), None, "list"),
        (good({"a.jpg": b"x"}), b"%PDF-1.4", "list"),
        (good({"a.jpg": b"x"}), listed([WHOLE] * 301), "list"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(importer, session, archive, beside, field):
    before = row_counts(session)
    answer = importer.upload(archive, beside)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert row_counts(session) == before


def test_an_import_is_hers_alone(importer, make, app, sign_in, session):
    address = importer.bring(packed([WHOLE]))
    other = app.test_client()
    sign_in(other, make.artisan().account)
    before = row_counts(session)
    assert other.get(address).status_code == 404
    assert other.get(f"{address}/problems.csv").status_code == 404
    token = other.token(PATH)
    for button in ("start", "stop", "undo", "discard"):
        assert other.post(f"{address}/{button}", data={"csrf_token": token}).status_code == 404
    assert row_counts(session) == before
    assert address not in other.get(PATH).text


def test_stopping_undoing_and_forgetting(importer, session, jobs, clock):
    first = importer.bring(packed([WHOLE]))
    assert importer.press(first, "discard").status_code == 303
    assert session.scalar(select(func.count()).select_from(Batch)) == 0
    second = importer.bring(packed([WHOLE, WHOLE | {"Nama tas": "Ransel"}]))
    assert importer.press(second, "undo").status_code == 409
    importer.press(second, "start")
    assert importer.press(second, "discard").status_code == 409
    assert importer.press(second, "stop").status_code == 303
    assert importer.press(second, "stop").status_code == 409
    importer.press(second, "start")
    jobs.run_all()
    importer.press(second, "undo")
    session.rollback()
    assert set(session.scalars(select(Listing.state))) == {ListingState.REMOVED}
    assert session.scalars(select(Batch.state)).all() == [State.UNDONE]
    importer.client.get(second)


def test_the_pages_ask_as_often_for_many_rows_as_for_one(importer, queries, jobs):
    asked = []
    for number in (1, 12):
        address = importer.bring(packed([WHOLE | {"Nama tas": f"Tas {number} {n}"} for n in range(number)]))
        with queries() as looked:
            importer.client.get(address)
        importer.press(address, "start")
        with queries() as running:
            importer.client.get(address)
        jobs.run_all()
        with queries() as done:
            importer.client.get(address)
        asked.append((len(looked), len(running), len(done)))
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 10


def test_an_identity_number_is_not_kept_for_a_moment(importer, session):
    number = "6474010101900001"
    rows = [WHOLE | {"NIK": number, "Cerita": f"NIK saya {number}"}, WHOLE]
    page = importer.client.get(importer.bring(packed(rows))).text
    assert number not in page
    session.rollback()
    kept = session.execute(text("SELECT cells FROM batch_row")).all()
    assert number not in str(kept)
    assert re.search("identitas|NIK", page)


@pytest.mark.usefixtures("limits")
def test_uploads_are_limited(importer):
    codes = [importer.upload(None).status_code for _ in range(32)]
    assert codes[0] == 422
    assert codes[-1] == 429
