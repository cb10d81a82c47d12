"""The artisan's certificates in her browser, without a script."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from marketplace.accounts.models import Account, Consent
from marketplace.accounts.rules import ConsentPurpose
from marketplace.adapters.jobs.runner import Runner
from marketplace.artisans.models import Artisan
from marketplace.audit.models import JournalEntry
from marketplace.certificates.models import Certificate, Decision, Scan
from marketplace.certificates.rules import Action, Status
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
PAPER = (Path(__file__).resolve().parents[2] / "marketplace/demo/photos/zigzag-a.jpg").read_bytes()
COMPLETE = {
    "holder_name": "SITI  RAHMAWATI",
    "certificate_no": "No. 00000 0000 0 0000007 2025",
    "registration_no": "CTH.000 00007 2025",
    "blanko_no": "0000 0007",
    "body_name": "LSP Contoh",
    "body_licence_no": "BNSP-LSP-0000-ID",
    "scheme": "Pembuatan Tas Rajut",
    "issue_place": "Jakarta",
    "issue_date": "31 Oktober 2025",
    "term": "three_years",
    "unit_title": ["Merajut badan tas", "", "Memasang furing"],
    "unit_code": ["CONTOH.001", "", ""],
    "consent": "1",
}


class Browser:
    """The artisan at her form."""

    def __init__(self, client: ProofreadingClient) -> None:
        self.client = client

    def send(self, path: str, do: str, **fields: Any) -> TestResponse:
        data: MultiDict[str, Any] = MultiDict([("do", do), ("csrf_token", self.client.token(path))])
        for name, value in fields.items():
            for item in value if isinstance(value, list) else [value]:
                data.add(name, item)
        return self.client.post(path, data=data, content_type="multipart/form-data")


def photo(data: bytes = PAPER, name: str = "sertifikat saya.jpg") -> tuple[BytesIO, str]:
    return BytesIO(data), name


@pytest.fixture
def artisan(make: Make) -> Artisan:
    return make.artisan(name="Siti Rahmawati")


@pytest.fixture
def browser(client: ProofreadingClient, sign_in: SignIn, artisan: Artisan) -> Browser:
    sign_in(client, artisan.account)
    return Browser(client)


def only(make: Make) -> Certificate:
    make.session.expire_all()
    return make.session.scalars(select(Certificate)).one()


def test_a_draft_is_kept_however_incomplete(browser: Browser, make: Make) -> None:
    answer = browser.send("/studio/certificates/new", "save", holder_name="Siti")
    assert answer.status_code == 303
    kept = only(make)
    assert kept.status is Status.DRAFT and kept.holder_name == "Siti" and kept.issue_date is None
    assert browser.client.get(answer.location).status_code == 200


def test_a_complete_one_goes_to_the_officers(browser: Browser, make: Make) -> None:
    answer = browser.send("/studio/certificates/new", "send", **COMPLETE, scan_front=photo())
    assert answer.status_code == 303, answer.get_data(as_text=True)
    kept = only(make)
    assert kept.status is Status.SUBMITTED
    assert kept.holder_name == "SITI RAHMAWATI" and kept.holder_name_folded == "siti rahmawati"
    assert kept.certificate_no == "No. 00000 0000 0 0000007 2025"
    assert kept.certificate_no_key == "000000000000000072025"
    assert kept.blanko_no == "0000 0007" and kept.blanko_no_key == "00000007"
    assert str(kept.valid_until) == "2028-10-31" and kept.term_months == 36
    assert [(unit.position, unit.title, unit.code) for unit in kept.units] == [
        (1, "Merajut badan tas", "CONTOH.001"),
        (2, "Memasang furing", ""),
    ]
    page = browser.client.get(answer.location).get_data(as_text=True)
    assert "Sedang diperiksa" in page and "Biasanya 3 hari kerja" in page


def test_consent_is_written_down_once_with_its_version(browser: Browser, make: Make) -> None:
    browser.send("/studio/certificates/new", "save", consent="1", scan_front=photo())
    browser.send("/studio/certificates/new", "save", consent="1", scan_front=photo())
    consent = make.session.scalars(select(Consent)).one()
    assert consent.purpose is ConsentPurpose.SCAN_STORAGE and consent.text_version


def stored_files(client: ProofreadingClient) -> list[str]:
    return sorted(client.application.extensions["toolbox"].private_files.keys())


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


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]


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


def test_missing_parts_are_named_beside_their_fields(browser: Browser, make: Make) -> None:
    page = browser.send("/studio/certificates/new", "send", holder_name="Siti").get_data(as_text=True)
    for name in ("certificate_no", "body_name", "scheme", "issue_date", "term", "unit_title", "scan_front"):
        assert f'id="{name}-error"' in page, name
    assert make.session.scalars(select(Certificate)).all() == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_more_rows_come_without_a_script(language: str, browser: Browser) -> None:
    answer = browser.send(f"{language}/studio/certificates/new", "units", **COMPLETE, scan_front=photo())
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and page.count('name="unit_title"') == 9
    assert "Memasang furing" in page and "kept_front" in page


def test_a_code_without_a_title_is_pointed_out(browser: Browser) -> None:
    answer = browser.send("/studio/certificates/new", "save", unit_code=["", "A.1"], unit_title=["x", ""])
    assert answer.status_code == 422 and "Unit 2 punya kode" in answer.get_data(as_text=True)


@pytest.mark.parametrize("text", ["x" * 5000, "a\0b", "\ud800"])
def test_rubbish_in_a_field_is_refused_kindly(text: str, browser: Browser) -> None:
    answer = browser.send(
        "/studio/certificates/new", "save", holder_name=text.encode("utf-8", "surrogatepass")
    )
    assert answer.status_code in (303, 422)


def test_her_own_term_and_printed_last_day(browser: Browser, make: Make) -> None:
    typed = {"issue_date": "29-02-2024", "term": "other", "term_months": "12"}
    answer = browser.send("/studio/certificates/new", "save", **typed)
    assert str(only(make).valid_until) == "2025-02-28"
    page = browser.client.get(answer.location).get_data(as_text=True)
    assert 'value="29 Februari 2024"' in page and 'value="12"' in page
    browser.send(answer.location, "save", **typed, version=only(make).version, valid_until="1 Maret 2025")
    assert str(only(make).valid_until) == "2025-03-01"
    wrong = browser.send(
        answer.location, "save", **typed, version=only(make).version, valid_until="1 Maret 2020"
    )
    assert wrong.status_code == 422 and "lebih awal daripada tanggal terbit" in wrong.get_data(as_text=True)


def test_a_change_from_another_window_loses_nothing(browser: Browser, make: Make, artisan: Artisan) -> None:
    certificate = make.certificate(artisan, status=Status.DRAFT)
    path = f"/studio/certificates/{certificate.id}/edit"
    answer = browser.send(path, "save", holder_name="Ketikan saya", version=certificate.version + 5)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "Ketikan saya" in page and "jendela lain" in page
    again = browser.send(path, "save", holder_name="Ketikan saya", version=hidden(page, "version"))
    assert again.status_code == 303 and only(make).holder_name == "Ketikan saya"


def test_with_the_officers_nothing_can_be_changed(browser: Browser, make: Make, artisan: Artisan) -> None:
    certificate = make.certificate(artisan, status=Status.SUBMITTED)
    path = f"/studio/certificates/{certificate.id}"
    assert browser.client.get(f"{path}/edit").status_code == 303
    answer = browser.client.post(
        f"{path}/edit", data={"csrf_token": browser.client.token(path), "holder_name": "Lain"}
    )
    assert answer.status_code == 409 and only(make).holder_name == "Siti Rahmawati"


def test_what_officers_asked_for_is_marked_with_their_reason(
    browser: Browser, make: Make, artisan: Artisan
) -> None:
    certificate = make.certificate(artisan, status=Status.NEEDS_CHANGES)
    certificate.decisions.append(
        Decision(
            action=Action.ASK_CHANGES,
            before=Status.SUBMITTED,
            after=Status.NEEDS_CHANGES,
            actor_name="Petugas Rahasia",
            made_at=make.clock(),
            reason="Foto belakang buram.",
            note="Catatan rahasia",
            fields=["scan_back", "holder_name"],
        )
    )
    make.session.commit()
    for path in (f"/studio/certificates/{certificate.id}", f"/studio/certificates/{certificate.id}/edit"):
        page = browser.client.get(path).get_data(as_text=True)
        assert "Foto belakang buram." in page and "Foto belakang" in page
        assert "Petugas Rahasia" not in page and "Catatan rahasia" not in page
    assert 'id="asked-scan_back"' in page and 'id="asked-holder_name"' in page and "asked-scheme" not in page


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
    answer = browser.client.get(f"/studio/certificates/{certificate.id}/scans/{scan.id}/1")
    assert answer.status_code == 200 and answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "sertifikat saya" not in answer.headers["Content-Disposition"]
    assert answer.data[:4] == b"RIFF" and len(answer.data) > 1000
    entry = make.session.scalars(select(JournalEntry).where(JournalEntry.action == "scan.view")).one()
    assert entry.details == {"scan": scan.id, "side": "front", "page": 1}
    assert browser.client.get(f"/studio/certificates/{certificate.id}/scans/{scan.id}/2").status_code == 404


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
    assert len(asked) <= 7, asked


def test_who_has_no_profile_is_led_there(client: ProofreadingClient, sign_in: SignIn, make: Make) -> None:
    from_role = make.account(role=make.artisan().account.role)
    sign_in(client, from_role)
    assert client.get("/studio/certificates").status_code == 200
    assert client.get("/studio/certificates/new").status_code == 303
