"""Viewing pages made off the request, and what is said when that fails."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.jobs.runner import Runner
from marketplace.certificates.jobs import EXPIRE, NAMELESS_SECONDS, SWEEP
from marketplace.certificates.models import Decision, Scan
from marketplace.certificates.rules import Action, Status
from marketplace.certificates.scans import PREPARE
from marketplace.checks.models import EvidenceFile
from marketplace.reports.models import Evidence
from tests.factories.make import Make

PAPER = (Path(__file__).resolve().parents[2] / "marketplace/demo/photos/zigzag-a.jpg").read_bytes()


def prepare(make: Make, jobs: Runner, key: str) -> Scan:
    scan = make.scan(make.certificate(), original_key=key)
    enqueue(make.session, PREPARE, {"scan_id": scan.id}, at=make.clock())
    make.session.commit()
    jobs.run_all()
    make.session.expire_all()
    return scan


def test_a_page_is_a_picture_of_at_most_1600_pixels(app: Flask, make: Make, jobs: Runner) -> None:
    files = app.extensions["toolbox"].private_files
    scan = prepare(make, jobs, files.put_unguessable(PAPER, "jpg"))
    (page,) = scan.pages
    assert scan.failure is None and page["number"] == 1 and max(page["width"], page["height"]) <= 1600
    assert files.exists(page["key"]) and page["key"] != scan.original_key


def test_a_file_that_is_gone_is_said_to_have_failed(make: Make, jobs: Runner) -> None:
    assert prepare(make, jobs, f"00/00/{'0' * 64}.jpg").failure == "scan.failed"


@pytest.mark.parametrize("code", ["scan.encrypted", "scan.too_many_pages"])
def test_the_reason_is_written_on_the_row(
    code: str, app: Flask, make: Make, jobs: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = app.extensions["toolbox"]

    def refuse(*_: object) -> None:
        raise PictureFailed(code)

    monkeypatch.setattr(box.images, "scan_pages", refuse)
    scan = prepare(make, jobs, box.private_files.put_unguessable(PAPER, "jpg"))
    assert scan.failure == code and scan.pages == []


def test_a_job_for_a_scan_that_is_gone_ends_quietly(make: Make, jobs: Runner) -> None:
    enqueue(make.session, PREPARE, {"scan_id": 999_999}, at=make.clock())
    make.session.commit()
    assert jobs.run_all() == 1


def test_files_of_a_refused_form_go_and_what_a_row_names_or_is_young_stays(
    app: Flask, make: Make, jobs: Runner
) -> None:
    files = app.extensions["toolbox"].private_files
    lost, young, named = (files.put_unguessable(PAPER, "jpg") for _ in range(3))
    scan = prepare(make, jobs, named)
    then = time.time() - NAMELESS_SECONDS - 60
    for key in (lost, named, scan.pages[0]["key"]):
        os.utime(files.shelf.root / key, (then, then))
    enqueue(make.session, SWEEP, {}, at=make.clock())
    make.session.commit()
    jobs.run_all()
    assert not files.exists(lost)
    assert all(files.exists(key) for key in (young, named, scan.pages[0]["key"]))


def test_the_evidence_of_checks_and_reports_is_named_too(app: Flask, make: Make, jobs: Runner) -> None:
    files = app.extensions["toolbox"].private_files
    kept = [files.put_unguessable(PAPER, "jpg") for _ in range(4)]
    check, copy, report, report_copy = kept
    event = make.check(make.certificate(), evidence_digest="0" * 64)
    make.keep(
        EvidenceFile(
            event_id=event.id, original_key=check, bytes=1, pages=[{"key": copy}], created_at=make.clock()
        )
    )
    pages = [{"number": 1, "key": report_copy}]
    make.report(
        evidence=Evidence(original_key=report, digest="0" * 64, bytes=1, pages=pages, created_at=make.clock())
    )
    then = time.time() - NAMELESS_SECONDS - 60
    for key in kept:
        os.utime(files.shelf.root / key, (then, then))
    enqueue(make.session, SWEEP, {}, at=make.clock())
    make.session.commit()
    jobs.run_all()
    assert [files.exists(key) for key in kept] == [True] * 4


def test_both_are_due_every_day(app: Flask) -> None:
    assert {EXPIRE, SWEEP} <= set(app.extensions["handlers"].daily)


def test_the_day_deletes_the_files_of_old_decisions(app: Flask, make: Make, jobs: Runner) -> None:
    files = app.extensions["toolbox"].private_files
    scan = prepare(make, jobs, files.put_unguessable(PAPER, "jpg"))
    keys = [scan.original_key, scan.pages[0]["key"]]
    decision = Decision(
        certificate=scan.certificate,
        action=Action.VERIFY,
        before=Status.SUBMITTED,
        after=Status.VERIFIED,
        actor_name="Petugas",
        made_at=make.clock() - timedelta(days=90),
    )
    make.keep(decision)
    enqueue(make.session, EXPIRE, {}, at=make.clock())
    make.session.commit()
    jobs.run_all()
    assert not any(files.exists(key) for key in keys if key)
