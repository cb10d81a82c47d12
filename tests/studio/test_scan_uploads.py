"""Scans that come with the form: consent first, nothing lost, nobody else's."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.accounts.models import Consent
from marketplace.accounts.rules import ConsentPurpose
from marketplace.certificates.models import Certificate, Scan
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient
from tests.studio.certificate_browser import (
    COMPLETE,
    PAPER,
    Browser,
    SignIn,
    hidden,
    only,
    photo,
    stored_files,
)


def test_consent_is_written_down_once_with_its_version(browser: Browser, make: Make) -> None:
    browser.send("/studio/certificates/new", "save", consent="1", scan_front=photo())
    browser.send("/studio/certificates/new", "save", consent="1", scan_front=photo())
    consent = make.session.scalars(select(Consent)).one()
    assert consent.purpose is ConsentPurpose.SCAN_STORAGE and consent.text_version


def test_without_consent_no_file_is_kept(browser: Browser, make: Make) -> None:
    before = stored_files(browser.client)
    answer = browser.send("/studio/certificates/new", "save", holder_name="Siti", scan_front=photo())
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Centang kotak ini dulu" in page and 'value="Siti"' in page
    assert stored_files(browser.client) == before and make.session.scalars(select(Certificate)).all() == []


def test_a_form_that_only_claims_consent_keeps_nothing(browser: Browser, make: Make) -> None:
    before = stored_files(browser.client)
    answer = browser.send("/studio/certificates/new", "save", consented="1", scan_front=photo())
    assert answer.status_code == 422
    assert stored_files(browser.client) == before and make.session.scalars(select(Scan)).all() == []


def test_a_refused_form_keeps_what_was_typed_and_every_scan(browser: Browser, make: Make) -> None:
    fields = COMPLETE | {"scheme": "", "issue_date": "31 Oktuber 2025"}
    answer = browser.send(
        "/studio/certificates/new", "send", **fields, scan_front=photo(), scan_back=photo(b"not a picture")
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "31 Oktuber 2025" in page and "CONTOH.001" in page and "Memasang furing" in page
    assert "Berkas ini tidak terbaca" in page and "Foto ini sudah sampai" in page
    again = browser.send(
        "/studio/certificates/new", "send", **COMPLETE, kept_front=hidden(page, "kept_front")
    )
    assert again.status_code == 303
    kept = only(make)
    assert [scan.side for scan in kept.scans] == ["front"] and kept.scans[0].bytes == len(PAPER)


def test_a_kept_scan_is_no_use_to_anybody_else(
    browser: Browser, make: Make, sign_in: SignIn, client: ProofreadingClient
) -> None:
    page = browser.send("/studio/certificates/new", "send", consent="1", scan_front=photo()).get_data(
        as_text=True
    )
    token = hidden(page, "kept_front")
    thief = make.artisan()
    sign_in(client, thief.account)
    browser.send("/studio/certificates/new", "save", consent="1", kept_front=token)
    assert only(make).artisan_id == thief.id and only(make).scans == []
