"""Viewing copies, forgetting, and letters that give nobody away."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from marketplace.access.actors import Actor
from marketplace.adapters.jobs.queue import enqueue
from marketplace.reports import operations
from marketplace.reports.jobs import FORGET_OLD
from marketplace.reports.rules import Outcome, Reason

PAPER = (Path(__file__).resolve().parents[2] / "marketplace/demo/photos/zigzag-a.jpg").read_bytes()
DOUBT = "Nomor di tas berbeda dengan nomor di sini."


@pytest.fixture
def report(app, make, certificate):
    key = app.extensions["toolbox"].private_files.put_unguessable(PAPER, "jpg")
    report = operations.receive(
        certificate,
        Reason.NUMBER_WRONG,
        DOUBT,
        sender="x",
        name="Rina",
        email="rina@contoh.invalid",
        locale="en",
        due=date(2026, 5, 4),
        at=make.clock(),
        evidence=operations.StoredEvidence(key, "d" * 64, len(PAPER)),
    )
    make.session.commit()
    return report


def test_a_viewing_copy_is_made_off_the_request_and_goes_with_the_original(
    app, make, jobs, report, officer: Actor
):
    files = app.extensions["toolbox"].private_files
    jobs.run_all()
    make.session.expire_all()
    (page,) = report.evidence.pages
    original = report.evidence.original_key
    assert report.evidence.failure is None and max(page["width"], page["height"]) <= 1600
    assert files.exists(page["key"]) and files.exists(original)
    operations.close(report, Outcome.OUTSIDE, "Bukan tentang catatan.", actor=officer, at=make.clock())
    make.clock.now += timedelta(days=31)
    enqueue(make.session, FORGET_OLD, {}, at=make.clock())
    make.session.commit()
    jobs.run_all()
    make.session.expire_all()
    assert report.evidence.forgotten_at == make.clock() and report.email is None
    assert not files.exists(page["key"]) and not files.exists(original)


def test_a_file_that_is_gone_is_said_to_have_failed(app, make, jobs, report):
    app.extensions["toolbox"].private_files.delete(report.evidence.original_key)
    jobs.run_all()
    make.session.expire_all()
    assert report.evidence.failure == "scan.failed"


def test_letters_to_both_sides_and_none_of_them_tells_on_the_reporter(
    make, jobs, outbox, report, certificate, officer
):
    operations.forward(
        report,
        "Nomornya diragukan.",
        actor=officer,
        at=make.clock(),
        due=date(2026, 5, 4),
        until=date(2026, 4, 21),
    )
    make.clock.now += timedelta(days=7)
    operations.close(report, Outcome.NOT_PROVEN, "Nomornya cocok.", actor=officer, at=make.clock())
    make.session.commit()
    jobs.run_all()
    hers = [letter for letter in outbox.letters if letter.to == certificate.artisan.account.email]
    theirs = [letter for letter in outbox.letters if letter.to == "rina@contoh.invalid"]
    assert [len(hers), len(theirs)] == [2, 2]
    assert "21 April 2026" in hers[0].text and "Nomornya diragukan." in hers[0].text
    assert "tidak terbukti" in hers[1].text
    for letter in hers:
        assert DOUBT not in letter.text and "Rina" not in letter.text and report.receipt not in letter.text
    assert report.receipt in theirs[0].subject and f"/en/reports/{report.receipt}" in theirs[0].text
    assert "4 May 2026" in theirs[0].text and "not proven" in theirs[1].text


def test_who_never_heard_of_a_report_hears_nothing_of_its_end(
    make, jobs, outbox, report, certificate, officer
):
    operations.close(report, Outcome.OUTSIDE, "Bukan tentang catatan.", actor=officer, at=make.clock())
    make.session.commit()
    jobs.run_all()
    assert certificate.artisan.account.email not in {letter.to for letter in outbox.letters}
