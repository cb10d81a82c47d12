"""The note as a file: what its page says, for whoever may read the page, and for nobody else."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from marketplace.disputes import operations as disputes
from marketplace.disputes.rules import Category, Outcome
from marketplace.order_notes import operations
from tests.conftest import NOON
from tests.disputes.conftest import officer as officer
from tests.order_notes.conftest import TODAY, path_of

MARKUP = "<b>tebal</b> &amp; {{ 7*7 }}"
REPORT = "Talinya lepas \U0001f600 pada hari pertama."


def read(response):
    assert response.status_code == 200 and response.mimetype == "application/pdf"
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(response.data)).pages).split())


@pytest.fixture
def note(propose, bag, session):
    found = propose(bag, details=MARKUP)
    operations.confirm(found, seen=1, who=operations.buyer_of(found, None), at=NOON, today=TODAY)
    session.commit()
    return found


def test_it_says_what_the_page_says_in_both_languages(client, note, session):
    path = path_of(note)
    said = read(client.get(f"{path}/note.pdf"))
    for part in (
        "Catatan pesanan: Tote Ombak",
        "Rp285.000",
        MARKUP,
        "Pada hari kesepakatan, 14 April 2026",
        note.code,
    ):
        assert part in said
    english = read(client.get(f"/en{path}/note.pdf"))
    assert "Order note: Tote Ombak" in english and "On the day of agreement, 14 April 2026" in english


def test_it_has_the_photos_and_the_outcome_of_a_dispute_without_the_officers_name(
    client, make, propose, session, officer, jobs
):
    bag = make.listing(make.artisan(name="Siti Contoh"), title="Tote Ombak", photos=2)
    note = propose(bag)
    who = operations.buyer_of(note, None)
    operations.confirm(note, seen=1, who=who, at=NOON, today=TODAY)
    found = disputes.begin(note, Category.DAMAGED, REPORT, who=who, days=(3, 7), at=NOON)
    disputes.decide(
        found,
        Outcome.FOR_BUYER,
        "Tali diganti.",
        actor=officer,
        at=NOON + timedelta(days=4),
        version=found.version,
    )
    session.commit()
    said = read(client.get(f"{path_of(note)}/note.pdf"))
    for part in ("Sengketa: Rusak", "Pembeli yang benar", "Tali diganti.", "Seorang petugas", "[U+1F600]"):
        assert part in said
    assert officer.name not in said


def test_it_is_kept_nowhere_and_the_same_content_is_the_same_file(client, note):
    path = path_of(note)
    first, second = client.get(f"{path}/note.pdf"), client.get(f"{path}/note.pdf")
    assert first.data == second.data
    assert (
        first.headers["Cache-Control"] == "private, no-store" and "noindex" in first.headers["X-Robots-Tag"]
    )
    assert note.code in first.headers["Content-Disposition"]


def test_how_she_is_paid_is_not_in_it(client, note, bag, session):
    assert "Bank" not in read(client.get(f"{path_of(note)}/note.pdf"))


def test_a_note_that_is_not_agreed_and_a_forged_link_have_none(client, propose, bag):
    path = path_of(propose(bag))
    assert "note.pdf" not in client.get(path).get_data(as_text=True)
    assert client.get(f"{path}/note.pdf").status_code == 404
    assert client.get(f"/orders/{'a' * 43}/note.pdf").status_code == 404


def test_the_artisan_has_it_too_and_no_other(app, note, bag, make, sign_in):
    for artisan, status in ((bag.artisan, 200), (make.artisan(), 404)):
        client = app.test_client()
        sign_in(client, artisan.account)
        answer = client.get(f"/studio/orders/{note.code}/note.pdf")
        assert answer.status_code == status and answer.headers["Cache-Control"].endswith("no-store")
