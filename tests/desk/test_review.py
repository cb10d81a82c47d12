"""One certificate in an officer's browser, and the decision."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.adapters.jobs.runner import Runner
from marketplace.adapters.mail.memory import MemoryMailer
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Action, Status
from tests.desk.conftest import APPROVAL
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
Queries = Callable[[], AbstractContextManager[list[str]]]


def text(client: ProofreadingClient, certificate: Certificate, query: str = "") -> str:
    answer = client.get(f"/desk/certificates/{certificate.id}{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def decide(client: ProofreadingClient, certificate: Certificate, **fields: Any) -> TestResponse:
    path = f"/desk/certificates/{certificate.id}"
    given = {
        "csrf_token": client.token("/desk/accounts") or client.token(path),
        "version": certificate.version,
    }
    return client.post(path, data=given | fields)


def status_of(make: Make, certificate: Certificate) -> Status:
    make.session.expire_all()
    return certificate.status


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DRAFT])
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_status_has_its_page_and_its_buttons(
    status: Status, language: str, desk: ProofreadingClient, make: Make
) -> None:
    certificate = make.certificate(status=status)
    page = desk.get(f"{language}/desk/certificates/{certificate.id}").get_data(as_text=True)
    offered = {action.value for action in Action if f'name="action" value="{action}"' in page}
    assert offered == {
        Status.SUBMITTED: {"verify", "ask_changes", "reject"},
        Status.NEEDS_CHANGES: {"reject"},
        Status.VERIFIED: {"suspend", "revoke", "reduce_scope"},
        Status.SUSPENDED: {"reinstate", "revoke", "reduce_scope"},
    }.get(status, set())


def test_nothing_is_ticked_beforehand_and_the_day_is_today(desk: ProofreadingClient, make: Make) -> None:
    page = text(desk, make.certificate(status=Status.SUBMITTED))
    assert " checked" not in page and 'value="14 April 2026"' in page


def test_an_approval_makes_a_record_and_tells_the_artisan(
    desk: ProofreadingClient, make: Make, jobs: Runner, outbox: MemoryMailer
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    answer = decide(desk, certificate, **APPROVAL)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert status_of(make, certificate) is Status.VERIFIED and certificate.code is not None
    assert desk.get(f"/c/{certificate.code}").status_code == 200
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.subject == "Sertifikat Anda disetujui"
    assert f"/c/{certificate.code}" in letter.text and letter.to == certificate.artisan.account.email


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({"action": "ask_changes", "fields": "scan_back"}, "Sertifikat Anda perlu diperbaiki"),
        ({"action": "reject"}, "Sertifikat Anda tidak diterima"),
    ],
)
def test_a_reason_reaches_the_artisan_in_plain_words(
    fields: dict[str, str],
    subject: str,
    desk: ProofreadingClient,
    make: Make,
    jobs: Runner,
    outbox: MemoryMailer,
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    answer = decide(desk, certificate, reason="Foto belakang buram.", note="Rahasia", **fields)
    assert answer.status_code == 303
    jobs.run_all()
    (letter,) = outbox.letters
    assert (
        letter.subject == subject and "Foto belakang buram." in letter.text and "Rahasia" not in letter.text
    )
    page = text(desk, certificate)
    assert "Foto belakang buram." in page and "Rahasia" in page and "Petugas Kota" in page


@pytest.mark.parametrize("action", ["suspend", "reinstate"])
def test_letters_of_the_later_decisions_can_be_written(
    action: str, desk: ProofreadingClient, make: Make, jobs: Runner, outbox: MemoryMailer
) -> None:
    before = Status.SUSPENDED if action == "reinstate" else Status.VERIFIED
    certificate = make.certificate(status=before)
    certificate.artisan.account.locale = "en"
    make.session.commit()
    assert decide(desk, certificate, action=action, reason="As the LSP wrote.").status_code == 303
    jobs.run_all()
    (letter,) = outbox.letters
    assert "As the LSP wrote." in letter.text and letter.subject.startswith("Your certificate")


def test_what_is_missing_is_said_beside_the_field_and_typed_text_stays(
    desk: ProofreadingClient, make: Make
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    answer = decide(
        desk, certificate, action="verify", seen=["legible"], note="Ketikan saya", checked_on="kemarin"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Ketikan saya" in page and "kemarin" in page
    assert 'id="checked_on-error"' in page
    page = decide(desk, certificate, action="verify", seen=["legible"]).get_data(as_text=True)
    assert 'id="seen-error"' in page
    page = decide(desk, certificate, action="verify", seen=APPROVAL["seen"]).get_data(as_text=True)
    assert 'id="method-error"' in page and 'id="checked_on-error"' in page
    page = decide(desk, certificate, action="ask_changes").get_data(as_text=True)
    assert 'id="reason-error"' in page and 'id="fields-error"' in page
    assert decide(desk, certificate, action="nonsense").status_code == 422
    assert decide(desk, certificate).status_code == 422
    assert status_of(make, certificate) is Status.SUBMITTED


def test_a_name_that_differs_needs_a_note(desk: ProofreadingClient, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED, holder_name="Siti Racmawati")
    assert "Mengapa yang beda boleh diterima?" in text(desk, certificate)
    answer = decide(desk, certificate, **APPROVAL)
    assert answer.status_code == 422 and 'id="note-error"' in answer.get_data(as_text=True)
    assert decide(desk, certificate, **APPROVAL, note="Salah ketik di daftar.").status_code == 303


def test_a_duplicate_is_refused_in_words(desk: ProofreadingClient, make: Make) -> None:
    first = make.certificate()
    twin = make.certificate(status=Status.SUBMITTED, certificate_no_key=first.certificate_no_key)
    page = text(desk, twin)
    assert "Nomor sertifikat sama" in page and f"/desk/certificates/{first.id}" in page
    answer = decide(desk, twin, **APPROVAL)
    assert answer.status_code == 422 and "Tidak bisa disetujui dua kali" in answer.get_data(as_text=True)
    assert status_of(make, twin) is Status.SUBMITTED


def test_unusual_numbers_are_hints_never_refusals(desk: ProofreadingClient, make: Make) -> None:
    certificate = make.certificate(
        status=Status.SUBMITTED, certificate_no="TANPA POLA 7", certificate_no_key="TANPAPOLA7"
    )
    assert "Bentuk nomor sertifikat tidak biasa" in text(desk, certificate)
    assert decide(desk, certificate, **APPROVAL).status_code == 303


def test_what_a_colleague_decided_meanwhile_is_a_conflict(desk: ProofreadingClient, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    stale = certificate.version
    assert decide(desk, certificate, action="reject", reason="Bukan sertifikat BNSP.").status_code == 303
    answer = decide(desk, certificate, **APPROVAL, version=stale, note="Ketikan saya")
    assert answer.status_code == 409 and "Orang lain baru saja mengubah ini" in answer.get_data(as_text=True)
    assert status_of(make, certificate) is Status.REJECTED


def test_of_two_officers_at_once_one_wins(app: Flask, make: Make, sign_in: SignIn) -> None:
    """Both opened the same page; both press at the same moment. Each in a thread with its own connection."""
    certificate = make.certificate(status=Status.SUBMITTED)
    path, version = f"/desk/certificates/{certificate.id}", certificate.version
    clients = []
    for _ in range(2):
        client = ProofreadingClient(app, app.response_class, use_cookies=True)
        sign_in(client, make.account(Role.OFFICER))
        clients.append((client, client.token(path)))
    make.session.rollback()
    start, answers = threading.Barrier(2), []

    def press(client: ProofreadingClient, token: str) -> None:
        start.wait()
        answers.append(
            client.post(path, data=APPROVAL | {"version": version, "csrf_token": token}).status_code
        )

    threads = [threading.Thread(target=press, args=pair) for pair in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 409]
    assert status_of(make, certificate) is Status.VERIFIED
    assert len(make.session.scalars(select(Decision)).all()) == 1


def test_an_officer_sees_a_note_instead_of_buttons_on_their_own(
    client: ProofreadingClient, sign_in: SignIn, make: Make
) -> None:
    officer = make.account(Role.OFFICER)
    certificate = make.certificate(make.artisan(account=officer), status=Status.SUBMITTED)
    sign_in(client, officer)
    page = text(client, certificate)
    assert "sertifikat Anda sendiri" in page and 'value="verify"' not in page
    assert decide(client, certificate, **APPROVAL).status_code == 403
    assert status_of(make, certificate) is Status.SUBMITTED


def test_drafts_and_unknown_numbers_are_not_there(desk: ProofreadingClient, make: Make) -> None:
    draft = make.certificate(status=Status.DRAFT)
    assert desk.get(f"/desk/certificates/{draft.id}").status_code == 404
    assert desk.get("/desk/certificates/999999").status_code == 404


def test_queries_are_few(app: Flask, desk: ProofreadingClient, make: Make, queries: Queries) -> None:
    certificate = make.certificate(status=Status.SUBMITTED, holder_name_folded="siti")
    for _ in range(5):
        make.certificate(status=Status.SUBMITTED, holder_name_folded="siti")
        make.scan(certificate)
    number = certificate.id
    with queries() as asked:
        desk.get(f"/desk/certificates/{number}")
    assert len(asked) <= 17, asked
