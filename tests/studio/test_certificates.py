"""The artisan's certificates in her browser, without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import func, select

from marketplace.adapters.jobs.runner import Runner
from marketplace.artisans.models import Artisan
from marketplace.audit.models import JournalEntry
from marketplace.certificates.models import Scan
from marketplace.certificates.rules import Status
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient
from tests.studio.certificate_browser import (
    PAPER,
    Browser,
    SignIn,
    only,
    photo,
    stored_files,
)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_status_has_its_pages(
    status: Status, language: str, browser: Browser, make: Make, artisan: Artisan
) -> None:
    certificate = make.certificate(artisan, status=status)
    make.scan(certificate)
    make.scan(certificate, failure="scan.encrypted")
    for path in ("", f"/{certificate.id}"):
        assert browser.client.get(f"{language}/studio/certificates{path}").status_code == 200


def test_somebody_elses_certificate_is_not_there(browser: Browser, make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    scan = make.scan(certificate)
    token = browser.client.token("/studio/certificates/new")
    path = f"/studio/certificates/{certificate.id}"
    assert browser.client.get(path).status_code == 404
    assert browser.client.get(f"{path}/edit").status_code == 404
    assert browser.client.get(f"{path}/scans/{scan.id}/1").status_code == 404
    for step in ("edit", "withdraw", "delete", f"scans/{scan.id}/retry"):
        assert browser.client.post(f"{path}/{step}", data={"csrf_token": token}).status_code == 404, step


def test_a_scan_is_prepared_shown_to_its_owner_and_each_look_is_noted(
    browser: Browser, make: Make, jobs: Runner
) -> None:
    browser.send("/studio/certificates/new", "save", consent="1", scan_front=photo())
    assert jobs.run_all() >= 1
    certificate = only(make)
    (scan,) = certificate.scans
    assert scan.failure is None and len(scan.pages) == 1
    path = f"/studio/certificates/{certificate.id}/scans/{scan.id}"
    assert browser.client.get(f"{path}/1").status_code == 410
    page = browser.client.get(f"/studio/certificates/{certificate.id}").get_data(as_text=True)
    (link,) = re.findall(rf'href="({path}/1\?link=[^"]+)"', page)
    answer = browser.client.get(link)
    assert answer.status_code == 200 and answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sertifikat saya" not in answer.headers["Content-Disposition"]
    assert answer.data[:4] == b"RIFF" and len(answer.data) > 1000
    entry = make.session.scalars(select(JournalEntry).where(JournalEntry.action == "scan.view")).one()
    assert entry.details == {
        "scan": scan.id,
        "side": "front",
        "page": 1,
        "why": "studio.certificate",
        "status": "draft",
    }
    assert browser.client.get(link.replace("/1?", "/2?")).status_code == 410


def test_an_unreadable_scan_says_so_and_can_be_tried_again(
    browser: Browser, make: Make, jobs: Runner
) -> None:
    browser.send("/studio/certificates/new", "save", consent="1", scan_front=photo(b"%PDF-1.4 broken"))
    jobs.run_all()
    certificate = only(make)
    (scan,) = certificate.scans
    assert scan.failure == "scan.not_readable"
    path = f"/studio/certificates/{certificate.id}"
    assert "Berkas ini tidak terbaca" in browser.client.get(path).get_data(as_text=True)
    token = {"csrf_token": browser.client.token(path)}
    assert browser.client.post(f"{path}/scans/{scan.id}/retry", data=token).status_code == 303
    assert only(make).scans[0].failure is None
    assert browser.client.post(f"{path}/scans/{scan.id}/retry", data=token).status_code == 409


def test_a_replaced_scan_and_a_deleted_draft_leave_no_file(
    browser: Browser, make: Make, jobs: Runner
) -> None:
    before = stored_files(browser.client)
    browser.send("/studio/certificates/new", "save", consent="1", scan_front=photo())
    jobs.run_all()
    certificate = only(make)
    path = f"/studio/certificates/{certificate.id}"
    first = certificate.scans[0].original_key
    browser.send(
        f"{path}/edit", "save", version=certificate.version, scan_front=photo(PAPER + b"\0"), consented="1"
    )
    jobs.run_all()
    assert only(make).scans[0].original_key != first and first not in stored_files(browser.client)
    assert len(stored_files(browser.client)) == len(before) + 2
    browser.client.post(f"{path}/delete", data={"csrf_token": browser.client.token(path)})
    jobs.run_all()
    assert make.session.scalar(select(func.count()).select_from(Scan)) == 0
    assert stored_files(browser.client) == before


def test_pages_know_their_number_of_queries(
    browser: Browser,
    make: Make,
    artisan: Artisan,
    queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    for _ in range(5):
        last = make.certificate(artisan)
        make.scan(last)
    path = f"/studio/certificates/{last.id}"
    with queries() as asked:
        browser.client.get("/studio/certificates")
    assert len(asked) <= 6, asked
    with queries() as asked:
        browser.client.get(path)
    assert len(asked) <= 9, asked


def test_who_has_no_profile_is_led_there(client: ProofreadingClient, sign_in: SignIn, make: Make) -> None:
    from_role = make.account(role=make.artisan().account.role)
    sign_in(client, from_role)
    assert client.get("/studio/certificates").status_code == 200
    assert client.get("/studio/certificates/new").status_code == 303
