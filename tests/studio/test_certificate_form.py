"""The form of a certificate: kept, refused, sent, marked."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Action, Status
from tests.factories.make import Make
from tests.studio.certificate_browser import (
    COMPLETE,
    Browser,
    hidden,
    only,
    photo,
)


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
