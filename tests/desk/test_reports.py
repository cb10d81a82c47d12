"""Reports at the desk: the queue with its clock, passing on, closing, and looking at evidence."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.certificates.rules import Status
from marketplace.reports.models import Evidence, Report
from marketplace.reports.rules import Outcome, State


@pytest.fixture
def report(make):
    certificate = make.certificate(make.artisan(name="Siti Contoh"), code="BTG-7K4P")
    return make.report(certificate, name="Rina Pelapor", email="rina@contoh.invalid")


def text(response):
    return response.get_data(as_text=True)


def post(desk, report, step, **sent):
    token = desk.token("/desk/journal")
    version = sent.pop("version", report.version)
    return desk.post(
        f"/desk/reports/{report.id}/{step}", data={"csrf_token": token, "version": version, **sent}
    )


def again(session, report) -> Report:
    session.expire_all()
    return session.get_one(Report, report.id)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_queue_says_what_is_late_in_words(desk, make, report, session, prefix):
    report.received_at -= timedelta(days=30)
    session.commit()
    make.report(make.certificate(make.artisan(name="Rosdiana Misal")))
    page = text(desk.get(f"{prefix}/desk/reports"))
    assert page.index("Siti Contoh") < page.index("Rosdiana Misal")
    assert ("1 terlambat" in page and "Terlambat: tenggatnya 2 April 2026" in page) or (
        "1 late" in page and "Late: it was due on 2 April 2026" in page
    )
    assert page.count('class="late"') == 2


def test_an_empty_queue_and_the_closed_ones(desk, make):
    assert "Tidak ada" in text(desk.get("/desk/reports")) or desk.get("/desk/reports").status_code == 200
    make.report(state=State.CLOSED, outcome=Outcome.PROVEN, closed_at=make.clock(), sentence="Ya.")
    assert "terbukti" in text(desk.get("/desk/reports?closed=1"))


def test_passing_on_and_closing(desk, session, report):
    assert "dikesampingkan" in text(desk.get(f"/desk/reports/{report.id}"))
    assert post(desk, report, "forward", summary="Nomornya diragukan.").status_code == 303
    report = again(session, report)
    assert report.state is State.WITH_ARTISAN
    early = post(desk, report, "close", outcome="proven", sentence="Benar begitu.")
    assert (
        early.status_code == 409
        and "masih boleh menanggapi" in text(early)
        and "Benar begitu." in text(early)
    )
    report.reply_until -= timedelta(days=7)
    session.commit()
    assert post(desk, report, "close", outcome="not_proven", sentence="Nomornya cocok.").status_code == 303
    report = again(session, report)
    assert (report.outcome, report.closed_by_name) == (Outcome.NOT_PROVEN, "Petugas Kota")
    page = text(desk.get(f"/desk/reports/{report.id}"))
    assert "Nomornya cocok." in page and "Petugas Kota" in page and "<form" in page
    assert f"/desk/reports/{report.id}/close" not in page
    assert "Laporan ditutup" in text(desk.get("/desk/journal"))


@pytest.mark.parametrize(
    ("step", "sent", "field"),
    [
        ("forward", {"summary": ""}, "summary"),
        ("forward", {"summary": "NIK 6474015708900003"}, "summary"),
        ("close", {"outcome": "outside", "sentence": ""}, "sentence"),
        ("close", {"outcome": "", "sentence": "Cocok."}, "outcome"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(desk, session, report, step, sent, field):
    answer = post(desk, report, step, **sent)
    assert answer.status_code == 422 and f'id="{field}-error"' in text(answer)
    assert again(session, report).state is State.RECEIVED


def test_a_second_officer_is_told(desk, session, report):
    seen = report.version
    post(desk, report, "forward", summary="Nomornya diragukan.")
    answer = post(desk, report, "close", outcome="outside", sentence="Bukan.", version=seen)
    assert answer.status_code == 409 and "Bukan." in text(answer)
    assert again(session, report).state is State.WITH_ARTISAN


def test_an_officer_never_reads_a_report_about_their_own_record(client, make, sign_in, report):
    account = report.certificate.artisan.account
    account.role = Role.OFFICER
    make.session.commit()
    sign_in(client, account)
    assert client.get(f"/desk/reports/{report.id}").status_code == 403
    for step in ("forward", "close"):
        answer = post(client, report, step, summary="Baik.", outcome="outside", sentence="Bukan.")
        assert answer.status_code == 403 and "Rina Pelapor" not in text(answer)


def test_evidence_is_shown_through_viewing_copies_and_each_look_is_noted(
    desk, app, make, session, clock, report
):
    key = app.extensions["toolbox"].private_files.put_unguessable(BytesIO(b"RIFF picture"), "webp")
    report.evidence = Evidence(
        original_key="ab/cd/x.jpg", digest="d" * 64, bytes=9, pages=[], created_at=make.clock()
    )
    session.commit()
    assert "sedang dibuat" in text(desk.get(f"/desk/reports/{report.id}"))
    report.evidence.pages = [{"number": 1, "key": key, "width": 10, "height": 10, "format": "webp"}]
    session.commit()
    picture = f"/desk/reports/{report.id}/evidence/1"
    assert desk.get(picture).status_code == 410, "without a link that lapses nobody sees it"
    (link,) = re.findall(rf'href="({picture}[^"]+)"', text(desk.get(f"/desk/reports/{report.id}")))
    look = desk.get(unescape(link))
    assert look.status_code == 200 and look.headers["Cache-Control"] == "private, no-store"
    assert desk.get(unescape(link).replace("/1?", "/2?")).status_code == 410
    clock.now += timedelta(minutes=15)
    assert desk.get(unescape(link)).status_code == 410
    assert session.scalars(select(JournalEntry.action)).all() == ["report.evidence_view"]
    report.evidence.failure, report.evidence.pages = "scan.encrypted", []
    session.commit()
    assert "kata sandi" in text(desk.get(f"/desk/reports/{report.id}"))


def test_the_queue_asks_no_more_for_many_than_for_one(desk, make, queries):
    counts = []
    for more in (1, 6):
        for _ in range(more):
            make.report()
        with queries() as asked:
            desk.get("/desk/reports")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9, asked


def test_a_proven_report_leaves_the_certificate_to_a_decision_of_its_own(desk, report, session, clock):
    report.state, report.forwarded_at, report.reply_until = State.REPLIED, clock(), clock()
    session.commit()
    assert post(desk, report, "close", outcome="proven", sentence="Benar.").status_code == 303
    assert again(session, report).certificate.status is Status.VERIFIED
