"""Somebody reports a doubt, without an account, and follows it by its receipt number."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from marketplace.reports import rules
from marketplace.reports.models import Report
from marketplace.reports.rules import Outcome, State

PAPER = (Path(__file__).resolve().parents[2] / "marketplace/demo/photos/zigzag-a.jpg").read_bytes()
FORM = "/c/BTG-7K4P/report"
DOUBT = {
    "reason": "number_wrong",
    "text": "Nomor di tas berbeda dengan nomor di sini.",
    "name": "Rina Pelapor",
    "email": "rina@contoh.invalid",
}


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture(autouse=True)
def _record(certificate):
    """The record there is something to say about."""


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_form_needs_no_account(client, prefix):
    response = client.get(prefix + FORM)
    assert response.status_code == 200
    assert "BTG-7K4P" in text(response) and "noindex" in text(response)
    assert client.get(f"{prefix}/c/btg7k4p/report").location.endswith(FORM)
    assert client.get(f"{prefix}/c/BTG-9999/report").status_code == 404
    assert client.get(f"{prefix}/c/what/report").status_code == 404


def test_the_receipt_tells_how_far_it_is_and_gives_nothing_away(client, session):
    response = client.post(FORM, data=DOUBT)
    assert response.status_code == 303
    assert re.fullmatch(r"/reports/[0-9A-HJKMNP-TV-Z]{10}\?sent=1", response.location)
    page = client.get(response.location)
    assert page.headers["X-Robots-Tag"] == "noindex" and page.headers["Cache-Control"] == "private, no-store"
    assert "paling lambat 4 Mei 2026, 14 hari kerja lagi" in text(page)
    for private in (DOUBT["text"], "Rina Pelapor", "rina@"):
        assert private not in text(page)
    report = session.scalars(select(Report)).one()
    assert (report.name, report.email, report.locale) == ("Rina Pelapor", "rina@contoh.invalid", "id")


def test_a_receipt_is_read_however_it_is_typed(client, make, certificate):
    make.report(certificate, receipt="01ABCDEFGH")
    assert client.get("/reports/oi-abcde-fgh").location.endswith("/reports/01ABCDEFGH")
    for nothing in ("0000000000", "x", "%20"):
        assert client.get(f"/reports/{nothing}", follow_redirects=True).status_code == 404


def test_the_same_report_again_gets_the_same_receipt(client, session):
    first, second = (client.post(FORM, data=DOUBT) for _ in range(2))
    assert first.location == second.location
    assert session.scalar(select(func.count()).select_from(Report)) == 1


def test_an_identity_number_is_refused_beside_the_field_and_kept_nowhere(client, session):
    response = client.post(
        FORM, data=DOUBT | {"text": "Nomor NIK orang itu 6474 0157 0890 0003, cek sendiri."}
    )
    assert response.status_code == 422
    assert "NIK (16 angka)" in text(response) and 'id="text-error"' in text(response)
    assert "cek sendiri" in text(response) and "Rina Pelapor" in text(response)
    assert session.scalar(select(func.count()).select_from(Report)) == 0


def test_evidence_is_kept_in_private_and_bad_files_are_refused(client, app, session):
    bad = client.post(FORM, data=DOUBT | {"evidence": (BytesIO(b"MZ no picture"), "foto.jpg")})
    assert bad.status_code == 422 and 'id="evidence-error"' in text(bad)
    good = client.post(FORM, data=DOUBT | {"evidence": (BytesIO(PAPER), "foto.jpg")})
    assert good.status_code == 303
    report = session.scalars(select(Report)).one()
    box = app.extensions["toolbox"]
    assert box.private_files.exists(report.evidence.original_key)
    assert not box.public_files.exists(report.evidence.original_key)
    assert len(report.evidence.digest) == 64


def test_too_many_reports_are_told_to_wait_and_lose_nothing(client, session, monkeypatch):
    monkeypatch.setattr("marketplace.reports.operations.SENDER_LIMITS", rules.SENDER_LIMITS[:1])
    answers = [client.post(FORM, data=DOUBT | {"text": f"{DOUBT['text']} Kali ke-{n}."}) for n in range(4)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0 and "Kali ke-3." in text(answers[-1])


@pytest.mark.parametrize("outcome", Outcome)
def test_the_outcome_is_told_to_the_reporter(client, make, certificate, outcome):
    report = make.report(
        certificate, state=State.CLOSED, outcome=outcome, sentence="Nomornya cocok.", closed_at=make.clock()
    )
    page = text(client.get(f"/en/reports/{report.receipt}"))
    assert "Nomornya cocok." in page and "14 April 2026" in page
    assert ("nothing of it is public" in page) is (outcome is Outcome.OUTSIDE)


def test_a_late_one_says_so_in_words(client, make, certificate, clock):
    report = make.report(certificate)
    clock.now = clock.now.replace(month=5, day=5)
    assert "Terlambat: tenggatnya 4 Mei 2026" in text(client.get(f"/reports/{report.receipt}"))


def test_the_pages_ask_little_of_the_database(client, make, certificate, queries):
    report = make.report(certificate)
    for address, most in ((FORM, 1), (f"/reports/{report.receipt}", 1)):
        with queries() as asked:
            client.get(address)
        assert len(asked) <= most, asked


@pytest.mark.usefixtures("limits")
def test_receipts_cannot_be_tried_out(client, make, certificate):
    report = make.report(certificate)
    answers = [client.get(f"/reports/{n:010d}").status_code for n in range(30)]
    assert client.get(f"/reports/{report.receipt}").status_code == 429
    assert 429 not in answers
