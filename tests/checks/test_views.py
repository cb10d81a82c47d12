"""The one page of a certifying body's people."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.certificates.rules import Method, Status
from marketplace.checks.models import VerificationEvent
from marketplace.checks.rules import Outcome


@pytest.fixture
def issuer(client, make, sign_in):
    sign_in(client, make.account(Role.LSP, name="Petugas LSP"))
    return client


def text(response):
    return response.get_data(as_text=True)


def answer(issuer, certificate, **sent):
    data = {"csrf_token": issuer.token("/lsp"), **sent}
    return issuer.post(f"/lsp/{certificate.id}", data=data)


def events(session):
    session.rollback()
    return session.scalars(select(VerificationEvent)).all()


def test_the_page_shows_name_number_scheme_and_dates_and_nothing_private(issuer, make):
    artisan = make.artisan(name="Siti Contoh", whatsapp="+6281234567890", whatsapp_public=True)
    certificate = make.certificate(artisan, status=Status.SUBMITTED)
    scan = make.scan(certificate)
    page = text(issuer.get("/lsp"))
    for shown in ("Siti Contoh", certificate.certificate_no, "Pembuatan Tas Rajut", "31 Oktober 2025"):
        assert shown in page
    for hidden in ("81234567890", "scans", scan.digest, artisan.account.email, "/desk"):
        assert hidden not in page
    assert issuer.get("/lsp").headers["Cache-Control"] == "private, no-store"


def test_nobody_waits(issuer):
    assert "Tidak ada yang menunggu" in text(issuer.get("/lsp"))


def test_a_confirmation_becomes_the_records_newest_check(issuer, make, session):
    certificate = make.certificate()
    assert answer(issuer, certificate, outcome="match").status_code == 303
    (event,) = events(session)
    assert (event.method, event.outcome, event.actor_role) == (
        Method.LSP_CONFIRMATION,
        Outcome.MATCH,
        Role.LSP,
    )
    page = text(issuer.get(f"/c/{certificate.code}"))
    assert "14 April 2026" in page
    assert "LSP sendiri mengonfirmasinya pada 14 April 2026" in page
    assert "oleh petugas kota" not in page


@pytest.mark.parametrize(("outcome", "kept"), [("not_found", 1), ("source_unavailable", 0), ("bribe", 0)])
def test_a_body_says_yes_no_or_not_known(issuer, make, session, outcome, kept):
    certificate = make.certificate()
    assert answer(issuer, certificate, outcome=outcome).status_code == (303 if kept else 422)
    assert len(events(session)) == kept


def test_a_difference_without_a_word_is_asked_for_beside_the_field(issuer, make, session):
    certificate, other = make.certificate(), make.certificate()
    response = answer(issuer, certificate, outcome="mismatch")
    assert response.status_code == 422
    page = text(response)
    assert page.count("Tulis apa yang berbeda") == 1
    assert f'id="remark-{certificate.id}-error"' in page and f'id="remark-{other.id}-error"' not in page
    assert answer(issuer, certificate, outcome="mismatch", remark="Nomornya lain").status_code == 303
    assert [event.note for event in events(session)] == ["Nomornya lain"]


def test_a_second_answer_changes_nothing(issuer, make, session):
    certificate = make.certificate()
    answer(issuer, certificate, outcome="match")
    again = answer(issuer, certificate, outcome="not_found")
    assert again.status_code == 303
    assert "sudah menjawab" in text(issuer.get("/lsp"))
    assert len(events(session)) == 1


def test_another_bodys_holder_is_not_there(issuer, make, session):
    certificate = make.certificate(body_licence_key="BNSPLSP9999ID")
    assert certificate.holder_name not in text(issuer.get("/lsp"))
    assert answer(issuer, certificate, outcome="match").status_code == 404
    assert events(session) == []


def test_without_the_second_step_nobody_answers(client, make, sign_in, changed_settings):
    changed_settings(staff_second_factor=True)
    sign_in(client, make.account(Role.LSP))
    answer = client.get("/lsp")
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/account/second-factor")


def test_the_page_asks_five_questions_however_many_wait(issuer, make, queries):
    for _ in range(4):
        make.certificate()
    with queries() as asked:
        issuer.get("/lsp")
    assert len(asked) <= 5, asked
