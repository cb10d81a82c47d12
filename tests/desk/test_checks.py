"""An officer writes down a check, looks at its evidence, and finds what is due again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.certificates.rules import Method, Status
from marketplace.checks.models import EvidenceFile, RecordVisits, VerificationEvent
from marketplace.checks.rules import Outcome
from marketplace.toolbox import toolbox
from tests.factories.photographs import jpeg

TODAY = date(2026, 4, 14)


@pytest.fixture
def officer(make):
    return make.account(Role.OFFICER, name="Petugas Kota")


@pytest.fixture
def desk(client, officer, sign_in):
    sign_in(client, officer)
    return client


def text(response):
    return response.get_data(as_text=True)


def send(desk, certificate, **sent):
    token = desk.token(f"/desk/certificates/{certificate.id}")
    address = f"/desk/certificates/{certificate.id}/checks"
    return desk.post(address, data={"csrf_token": token, **sent}, content_type="multipart/form-data")


def events(session):
    session.rollback()
    return session.scalars(select(VerificationEvent)).all()


def test_a_check_with_its_evidence_is_written_down_and_shown(desk, make, session, jobs, clock):
    certificate = make.certificate()
    answer = send(
        desk,
        certificate,
        source="portal_bnsp",
        outcome="match",
        remark="Sama semua",
        evidence=(BytesIO(jpeg()), "bukti.jpg"),
    )
    assert answer.status_code == 303
    (event,) = events(session)
    assert (event.method, event.outcome, event.note) == (Method.PORTAL_BNSP, Outcome.MATCH, "Sama semua")
    assert len(event.evidence_digest) == 64
    assert "Bukti sedang disiapkan" in text(desk.get(f"/desk/certificates/{certificate.id}"))
    jobs.run_all()
    page = text(desk.get(f"/desk/certificates/{certificate.id}"))
    assert "Sama semua" in page and "Petugas Kota, petugas kota" in page
    picture = f"/desk/certificates/{certificate.id}/checks/{event.id}/1"
    assert desk.get(picture).status_code == 410, "without a link that lapses nobody sees it"
    (link,) = re.findall(rf'href="({re.escape(picture)}[^"]+)"', page)
    shown = desk.get(unescape(link))
    assert shown.status_code == 200 and shown.headers["Cache-Control"] == "private, no-store"
    looks = session.scalars(select(JournalEntry).where(JournalEntry.action == "check.evidence_view")).all()
    assert [look.subject_id for look in looks] == [certificate.id]
    assert looks[0].details["why"] == "desk.review"
    clock.now += timedelta(minutes=15)
    assert desk.get(unescape(link)).status_code == 410
    for public in (f"/c/{certificate.code}", f"/c/{certificate.code}.txt", f"/c/{certificate.code}.json"):
        assert "Sama semua" not in text(desk.get(public))


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"outcome": "match"}, "source-error"),
        ({"source": "qr_scan"}, "outcome-error"),
        ({"source": "qr_scan", "outcome": "mismatch"}, "remark-error"),
        ({"source": "physical_document", "outcome": "not_found"}, "outcome-error"),
        ({"source": "bribe", "outcome": "match"}, "source-error"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(desk, make, session, sent, error):
    certificate, before = make.certificate(), list(toolbox().private_files.keys())
    answer = send(desk, certificate, **sent, evidence=(BytesIO(jpeg()), "bukti.jpg"))
    page = text(answer)
    assert answer.status_code == 422
    assert f'id="{error}"' in page
    assert "Pilih berkasnya sekali lagi" in page
    assert events(session) == []
    assert list(toolbox().private_files.keys()) == before


def test_a_file_that_is_no_picture_is_refused(desk, make, session):
    answer = send(
        desk, make.certificate(), source="qr_scan", outcome="match", evidence=(BytesIO(b"MZ"), "x.jpg")
    )
    assert answer.status_code == 422 and 'id="evidence-error"' in text(answer)
    assert events(session) == [] and session.query(EvidenceFile).count() == 0


def test_an_officer_finds_no_form_on_their_own_certificate(desk, make, officer, session):
    certificate = make.certificate(make.artisan(officer))
    assert "data-check" not in text(desk.get(f"/desk/certificates/{certificate.id}"))
    assert send(desk, certificate, source="qr_scan", outcome="match").status_code == 403
    assert events(session) == []


def test_a_revoked_certificate_is_not_checked_again(desk, make, session):
    certificate = make.certificate(status=Status.REVOKED)
    assert "data-check" not in text(desk.get(f"/desk/certificates/{certificate.id}"))
    send(desk, certificate, source="qr_scan", outcome="match")
    assert "tidak perlu diperiksa lagi" in text(desk.get(f"/desk/certificates/{certificate.id}"))
    assert events(session) == []


def test_a_difference_tells_the_officer_what_to_do_and_changes_no_badge(desk, make):
    certificate = make.certificate()
    send(desk, certificate, source="qr_scan", outcome="mismatch", remark="Namanya lain")
    page = text(desk.get(f"/desk/certificates/{certificate.id}"))
    assert "Lencana tetap seperti semula" in page
    record = text(desk.get(f"/c/{certificate.code}"))
    assert "sedang ditelusuri" in record and "Namanya lain" not in record
    assert "Hari ini sertifikatnya berlaku" in record
    assert "Namanya lain" in text(desk.get("/desk/rechecks"))


def test_what_is_due_stands_in_the_order_of_age_times_readers(desk, make):
    old = make.certificate(make.artisan(name="Lama Contoh"), checked_on=TODAY - timedelta(days=200))
    read = make.certificate(make.artisan(name="Ramai Contoh"), checked_on=TODAY - timedelta(days=100))
    make.certificate(make.artisan(name="Baru Contoh"), checked_on=TODAY)
    make.keep(RecordVisits(certificate_id=read.id, day=TODAY, visits=5))
    page = text(desk.get("/desk/rechecks"))
    assert page.index("Ramai Contoh") < page.index("Lama Contoh")
    assert "Baru Contoh" not in page
    assert old.code in page


def test_an_empty_queue_says_so(desk):
    assert "Tidak ada yang perlu diperiksa ulang" in text(desk.get("/desk/rechecks"))
