"""The photo read without the claim in sight, in an officer's browser."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.audit.models import JournalEntry
from marketplace.certificates import rekeying
from marketplace.certificates.models import Certificate, Rekeying
from marketplace.certificates.rules import Status
from tests.desk.conftest import APPROVAL
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
Queries = Callable[[], AbstractContextManager[list[str]]]
CLAIM: dict[str, Any] = {
    "holder_name": "Zubaidah Terketik",
    "certificate_no": "12345 6789 0 7654321 2025",
    "certificate_no_key": "123456789076543212025",
}
READ = {
    "certificate_no": "12345.6789.0.7654321.2025",
    "holder_name": "ZUBAIDAH TERKETIK",
    "issue_date": "31 Oktober 2025",
    "last_day": "3 (tiga) tahun",
}


@pytest.fixture
def case(make: Make) -> Certificate:
    artisan = make.artisan(make.account(Role.ARTISAN, name=CLAIM["holder_name"]), name="Zubaidah Terketik")
    certificate = make.certificate(artisan, status=Status.SUBMITTED, **CLAIM)
    make.scan(certificate)
    return certificate


def send(client: ProofreadingClient, certificate: Certificate, page: str, **fields: Any) -> TestResponse:
    token = client.token("/desk/accounts")
    return client.post(f"/desk/certificates/{certificate.id}{page}", data={"csrf_token": token, **fields})


def kept(make: Make) -> list[Rekeying]:
    make.session.expire_all()
    return list(make.session.scalars(select(Rekeying)))


@pytest.mark.parametrize("path", ["/read", "/read?side=back&zoom=150", ""])
def test_nothing_of_the_claim_is_in_sight(
    path: str, desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    answer = desk.get(f"/desk/certificates/{case.id}{path}", follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "Nomor sertifikat" in page
    for word in ("Zubaidah", "Terketik", "7654321", "12345", "31 Oktober 2028", case.scheme, case.body_name):
        assert word not in page, word
    assert "<h1" in page and 'name="action"' not in page


@pytest.mark.parametrize("page", ["/scope", "/checks", "/renews"])
def test_no_other_page_of_the_file_gives_the_claim_away(
    page: str, desk: ProofreadingClient, case: Certificate
) -> None:
    for answer in (
        desk.get(f"/desk/certificates/{case.id}{page}"),
        send(desk, case, page, source="x", renews="x"),
    ):
        assert "Zubaidah" not in answer.get_data(as_text=True)
        if answer.status_code == 303:
            assert "Zubaidah" not in desk.get(answer.location, follow_redirects=True).get_data(as_text=True)


@pytest.mark.parametrize("path", ["/desk", "/desk/certificates/{other}"])
def test_the_queue_names_nobody_whose_photo_is_unread(
    path: str, desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    other = make.certificate(status=Status.SUBMITTED)
    page = desk.get(path.format(other=other.id)).get_data(as_text=True)
    assert other.holder_name in page and "Zubaidah" not in page
    assert f"Foto {case.id}, belum dibaca" in page
    make.rekeying(case)
    assert "Zubaidah" in desk.get(path.format(other=other.id)).get_data(as_text=True)


def test_a_likeness_names_nobody_whose_photo_is_unread(
    desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    twin = make.certificate(status=Status.SUBMITTED, certificate_no_key=case.certificate_no_key)
    page = desk.get(f"/desk/certificates/{twin.id}").get_data(as_text=True)
    assert "Nomor sertifikat sama" in page and "Zubaidah" not in page
    make.rekeying(case)
    assert "Zubaidah" in desk.get(f"/desk/certificates/{twin.id}").get_data(as_text=True)


def test_an_equal_reading_leads_to_an_approval(
    desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    answer = send(desk, case, "/read", **READ)
    assert answer.status_code == 303
    page = desk.get(answer.location).get_data(as_text=True)
    assert "Terbaca di foto" in page and "Petugas Kota" in page and page.count("Sama") >= 4
    assert "<mark>" not in page and "Mengapa yang beda" not in page
    version = case.version
    assert send(desk, case, "", version=version, **APPROVAL).status_code == 303
    make.session.expire_all()
    assert case.status is Status.VERIFIED
    assert "Terbaca di foto" in desk.get(f"/desk/certificates/{case.id}").get_data(as_text=True)


def test_a_difference_is_shown_letter_by_letter_and_needs_a_reason(
    desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    send(desk, case, "/read", **READ | {"holder_name": "Zubaidah Terketik", "issue_date": "30 Oktober 2025"})
    page = desk.get(f"/desk/certificates/{case.id}").get_data(as_text=True)
    assert "<mark>" in page and page.count("Beda") >= 2
    refused = send(desk, case, "", version=case.version, **APPROVAL)
    assert refused.status_code == 422 and 'id="note-error"' in refused.get_data(as_text=True)
    note = {"note": "Salah baca: kertasnya terlipat."}
    assert send(desk, case, "", version=case.version, **APPROVAL, **note).status_code == 303


def test_what_is_missing_is_named_in_the_summary(
    desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    page = send(desk, case, "/read").get_data(as_text=True)
    for words in ("Tulis nomor sertifikat", "Tulis nama persis", "Tulis tanggal terbit"):
        assert page.count(words) == 2, "in the summary and beside the field"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"certificate_no": ""}, "certificate_no"),
        ({"holder_name": "  "}, "holder_name"),
        ({"holder_name": "Siti 6474012345678901"}, "holder_name"),
        ({"issue_date": "entah"}, "issue_date"),
        ({"issue_date": ""}, "issue_date"),
        ({"last_day": "entah"}, "last_day"),
        ({"last_day": "30 Oktober 2025"}, "last_day"),
    ],
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_what_cannot_be_read_is_said_beside_the_field_and_the_rest_stays(
    change: dict[str, str],
    field: str,
    language: str,
    desk: ProofreadingClient,
    make: Make,
    case: Certificate,
) -> None:
    token = desk.token("/desk/accounts")
    path = f"{language}/desk/certificates/{case.id}/read"
    answer = desk.post(path, data={"csrf_token": token, **READ, **change})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and f'id="{field}-error"' in page
    for name, value in READ.items():
        assert name in change or value in page
    assert "Terketik" not in page and not kept(make)


def test_an_unread_photo_is_not_approved_from_outside_the_page(
    desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    """A request of one's own making is led to the photo, and shows nothing of the claim either."""
    answer = send(desk, case, "", version=case.version, **APPROVAL)
    assert answer.status_code == 303 and answer.location.endswith("/read")
    send(desk, case, "/unread")
    answer = send(desk, case, "", version=case.version, **APPROVAL)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Baca dulu fotonya" in page
    make.session.expire_all()
    assert case.status is Status.SUBMITTED


def test_a_photo_that_cannot_be_read_can_be_sent_back(
    desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    assert send(desk, case, "/unread").status_code == 303
    page = desk.get(f"/desk/certificates/{case.id}").get_data(as_text=True)
    assert "Zubaidah Terketik" in page and "Fotonya belum dibaca siapa pun" in page
    assert 'value="ask_changes"' in page and 'value="reject"' in page and 'value="verify"' not in page
    wish = {"action": "ask_changes", "fields": "scan_front", "reason": "Foto buram."}
    assert send(desk, case, "", version=case.version, **wish).status_code == 303
    make.session.expire_all()
    assert case.status is Status.NEEDS_CHANGES


def test_opening_what_is_read_already_is_not_noted(
    desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    make.rekeying(case)
    assert send(desk, case, "/unread").status_code == 303
    opened = select(JournalEntry).where(JournalEntry.action == rekeying.OPENED)
    assert make.session.scalars(opened).all() == []


def test_reading_after_opening_is_said_to_be_so(
    desk: ProofreadingClient, make: Make, case: Certificate
) -> None:
    send(desk, case, "/unread")
    send(desk, case, "/read", **READ)
    page = desk.get(f"/desk/certificates/{case.id}").get_data(as_text=True)
    assert "sudah dibuka sebelumnya" in page and "Mengapa yang beda boleh diterima?" in page


def test_of_two_readings_the_first_counts(desk: ProofreadingClient, make: Make, case: Certificate) -> None:
    send(desk, case, "/read", **READ)
    answer = send(desk, case, "/read", **READ | {"holder_name": "Orang Lain"})
    assert answer.status_code == 303
    page = desk.get(answer.location).get_data(as_text=True)
    assert "sudah dibaca orang lain" in page and "Orang Lain" not in page
    (one,) = kept(make)
    assert one.holder_name == READ["holder_name"]
    assert desk.get(f"/desk/certificates/{case.id}/read").status_code == 303


def test_on_their_own_file_officers_see_the_page_and_may_not_read(
    client: ProofreadingClient, sign_in: SignIn, make: Make
) -> None:
    officer = make.account(Role.OFFICER)
    certificate = make.certificate(make.artisan(account=officer), status=Status.SUBMITTED)
    make.scan(certificate)
    sign_in(client, officer)
    page = client.get(f"/desk/certificates/{certificate.id}")
    assert page.status_code == 200 and "sertifikat Anda sendiri" in page.get_data(as_text=True)
    assert client.get(f"/desk/certificates/{certificate.id}/read").status_code == 403
    assert send(client, certificate, "/read", **READ).status_code == 403
    assert send(client, certificate, "/unread").status_code == 403
    assert not kept(make)


def test_drafts_are_not_there(desk: ProofreadingClient, make: Make) -> None:
    draft = make.certificate(status=Status.DRAFT)
    make.scan(draft)
    for page in ("/read", "/unread"):
        assert send(desk, draft, page, **READ).status_code == 404


def test_queries_are_few(desk: ProofreadingClient, make: Make, case: Certificate, queries: Queries) -> None:
    number = case.id
    for _ in range(5):
        make.scan(make.certificate(status=Status.SUBMITTED))
    with queries() as asked:
        desk.get(f"/desk/certificates/{number}/read")
    assert len(asked) <= 15, asked
    make.rekeying(make.session.get_one(Certificate, number))
    make.session.rollback()
    with queries() as asked:
        desk.get(f"/desk/certificates/{number}")
    assert len(asked) <= 17, asked


def test_what_was_read_goes_with_the_certificate(make: Make, case: Certificate) -> None:
    make.rekeying(case)
    assert rekeying.current(case) is not None
    make.session.delete(case)
    make.session.commit()
    assert not kept(make)
