"""What the artisan sees of a report, her reply, and her appeal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.certificates.rules import Action, Status
from marketplace.reports.models import Report
from marketplace.reports.rules import Outcome, State


@pytest.fixture
def artisan(make):
    return make.artisan(name="Siti Contoh")


@pytest.fixture
def studio(client, sign_in, artisan):
    sign_in(client, artisan.account)
    return client


@pytest.fixture
def report(make, artisan):
    return make.report(
        make.certificate(artisan, code="BTG-7K4P"),
        state=State.WITH_ARTISAN,
        name="Rina Pelapor",
        email="rina@contoh.invalid",
        summary="Nomornya diragukan.",
    )


def text(response):
    return response.get_data(as_text=True)


def post(studio, path, **sent):
    return studio.post(path, data={"csrf_token": studio.token("/studio/"), **sent})


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_she_reads_the_officers_words_and_nothing_of_the_reporter(studio, report, prefix):
    home, page = (text(studio.get(f"{prefix}/studio/{path}")) for path in ("", f"reports/{report.id}"))
    assert f"/studio/reports/{report.id}" in home and "21 April 2026" in home
    assert "Nomornya diragukan." in page
    for shown in (home, page):
        for private in ("Rina Pelapor", "rina@", report.body, report.receipt):
            assert private not in shown


def test_what_was_not_passed_on_is_not_there(studio, make, artisan):
    fresh, elsewhere = make.report(make.certificate(artisan)), make.report(state=State.WITH_ARTISAN)
    assert "Ada yang meragukan" not in text(studio.get("/studio/"))
    for hidden in (fresh, elsewhere):
        assert studio.get(f"/studio/reports/{hidden.id}").status_code == 404
        assert post(studio, f"/studio/reports/{hidden.id}", reply="Itu salah.").status_code == 404


def test_she_replies_once_and_in_time(studio, session, report, clock):
    path = f"/studio/reports/{report.id}"
    assert post(studio, path, reply="").status_code == 422
    assert post(studio, path, reply="Itu nomor sertifikat lama saya.").status_code == 303
    assert "Itu nomor sertifikat lama saya." in text(studio.get(path))
    assert post(studio, path, reply="Sekali lagi.").status_code == 409
    session.expire_all()
    assert session.get_one(Report, report.id).reply == "Itu nomor sertifikat lama saya."


def test_after_her_time_the_form_is_gone(studio, report, session):
    report.reply_until -= timedelta(days=7)
    session.commit()
    path = f"/studio/reports/{report.id}"
    assert 'name="reply"' not in text(studio.get(path))
    answer = post(studio, path, reply="Terlambat.")
    assert answer.status_code == 409 and "sudah habis" in text(studio.get(path)) + text(answer)


def test_the_outcome_stays_readable(studio, make, report, session):
    report.state, report.outcome, report.closed_at = State.CLOSED, Outcome.NOT_PROVEN, make.clock()
    report.sentence = "Nomornya cocok."
    session.commit()
    page = text(studio.get(f"/studio/reports/{report.id}"))
    assert "tidak terbukti" in page and "Nomornya cocok." in page
    assert "Ada yang meragukan" not in text(studio.get("/studio/"))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("status", "action"),
    [(Status.SUSPENDED, Action.SUSPEND), (Status.REVOKED, Action.REVOKE), (Status.REJECTED, Action.REJECT)],
)
def test_she_appeals_a_decision_once(studio, make, artisan, status, action, prefix):
    certificate = make.certificate(artisan, status=status)
    make.decision(certificate, action)
    path = f"/studio/certificates/{certificate.id}/appeal"
    assert path in text(studio.get(f"{prefix}/studio/certificates/{certificate.id}"))
    assert "14 Mei 2026" in text(studio.get(path))
    assert post(studio, path, text="").status_code == 422
    assert post(studio, path, text="LSP sudah menjawab.").status_code == 303
    page = text(studio.get(prefix + path))
    assert "LSP sudah menjawab." in page and 'name="text"' not in page
    assert post(studio, path, text="Sekali lagi.").status_code == 409


@pytest.mark.parametrize("status", [Status.REVOKED, Status.REJECTED])
def test_a_granted_appeal_says_what_she_can_do(studio, make, artisan, status):
    action = Action.REVOKE if status is Status.REVOKED else Action.REJECT
    certificate = make.certificate(artisan, status=status)
    make.appeal(
        make.decision(certificate, action),
        outcome="granted",
        decided_at=make.clock(),
        reason="LSP membenarkan.",
        decided_by_name="Petugas Dua",
    )
    page = text(studio.get(f"/studio/certificates/{certificate.id}/appeal"))
    assert "LSP membenarkan." in page and "Petugas Dua" not in page
    assert ("tidak bisa kembali" in page) is (status is Status.REVOKED)
    assert ("/studio/certificates/new" in page) is (status is Status.REJECTED)


def test_without_anything_to_appeal_there_is_no_page(studio, make, artisan, session):
    certificate = make.certificate(artisan, status=Status.SUSPENDED)
    path = f"/studio/certificates/{certificate.id}/appeal"
    assert studio.get(path).status_code == 404
    decision = make.decision(certificate, Action.SUSPEND)
    assert studio.get(path).status_code == 200
    decision.made_at -= timedelta(days=30)
    session.commit()
    assert studio.get(path).status_code == 404
    foreign = make.certificate(status=Status.SUSPENDED)
    make.decision(foreign, Action.SUSPEND)
    assert studio.get(f"/studio/certificates/{foreign.id}/appeal").status_code == 404
