"""Viewing pages made off the request, and what is said when that fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.jobs.runner import Runner
from marketplace.certificates.models import Scan
from marketplace.certificates.scans import PREPARE
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
