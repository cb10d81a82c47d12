"""What everybody reads of reports and appeals on a record: page, text and data, within their room."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from marketplace.appeals.rules import Outcome as AppealOutcome
from marketplace.certificates.rules import Action, Status
from marketplace.reports.rules import Outcome, State

ROOM = 15_000
CLOSED = datetime(2026, 4, 2, 3, tzinfo=UTC)
BEGUN = datetime(2026, 3, 20, 3, tzinfo=UTC)
WORDS = {
    Outcome.PROVEN: "Laporan 20 Maret 2026: terbukti",
    Outcome.NOT_PROVEN: "Laporan 20 Maret 2026: tidak terbukti",
    Outcome.CORRECTED: "Laporan 20 Maret 2026: diperbaiki",
}


@pytest.fixture
def certificate(make):
    return make.certificate(make.artisan(name="Siti Contoh"), code="BTG-7K4P")


def closed(make, certificate, outcome, **changes):
    values = {
        "received_at": BEGUN,
        "closed_at": CLOSED,
        "sentence": "Sudah ditanyakan ke LSP.",
        "name": "Rina",
    }
    return make.report(certificate, state=State.CLOSED, outcome=outcome, **(values | changes))


def read(client, path="/c/BTG-7K4P"):
    return client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("outcome", WORDS)
def test_an_outcome_stands_in_the_history(client, make, certificate, outcome):
    report = closed(make, certificate, outcome)
    for page in (read(client), read(client, "/c/BTG-7K4P.txt")):
        assert WORDS[outcome] in page and "2 April 2026 · Sudah ditanyakan ke LSP." in page
        for private in (report.body, "Rina", report.receipt):
            assert private not in page
    data = client.get("/c/BTG-7K4P.json").json
    assert data["reports"] == [
        {
            "begun_on": "2026-03-20",
            "ended_on": "2026-04-02",
            "outcome": outcome.value,
            "sentence": "Sudah ditanyakan ke LSP.",
        }
    ]


def test_open_reports_and_those_about_something_else_are_nobodys_business(client, make, certificate):
    before = read(client)
    make.report(certificate)
    make.report(certificate, state=State.WITH_ARTISAN)
    closed(make, certificate, Outcome.OUTSIDE)
    assert strip(read(client)) == strip(before)
    assert client.get("/c/BTG-7K4P.json").json["reports"] == []


def strip(page: str) -> str:
    return page.split("request", 1)[0]


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_an_open_appeal_is_told_with_its_day(client, make, certificate, status, session):
    certificate.status = status
    session.commit()
    action = Action.SUSPEND if status is Status.SUSPENDED else Action.REVOKE
    decision = make.decision(certificate, action, made_at=BEGUN)
    appeal = make.appeal(decision, made_at=CLOSED)
    page = read(client)
    assert "Banding masih terbuka" in page and "sejak 2 April 2026" in page and appeal.body not in page
    assert client.get("/c/BTG-7K4P.json").json["appeals"] == [
        {"begun_on": "2026-04-02", "ended_on": None, "outcome": None}
    ]
    appeal.outcome, appeal.decided_at = AppealOutcome.UPHELD, make.clock()
    session.commit()
    page = read(client)
    assert "Banding 2 April 2026: keputusan tetap" in page and "masih terbuka" not in page


def test_the_history_is_in_order(client, make, certificate):
    make.decision(certificate, Action.SUSPEND, made_at=datetime(2026, 1, 9, 3, tzinfo=UTC))
    closed(make, certificate, Outcome.NOT_PROVEN, closed_at=datetime(2026, 2, 1, 3, tzinfo=UTC))
    make.decision(certificate, Action.REINSTATE, made_at=datetime(2026, 3, 1, 3, tzinfo=UTC))
    page = read(client)
    assert page.index(">Dibekukan<") < page.index("tidak terbukti") < page.index(">Dipulihkan<")


@pytest.mark.parametrize("status", [Status.VERIFIED, Status.SUSPENDED, Status.REVOKED])
def test_a_record_with_everything_keeps_its_room_and_its_queries(client, make, queries, status):
    artisan = make.artisan(name="Siti Contoh")
    certificate = make.certificate(
        artisan, code="BTG-7K4P", status=status, units=[f"Unit kompetensi {n}" for n in range(8)]
    )
    make.certificate(artisan, issue_date=date(2026, 1, 1))
    decision = make.decision(certificate, Action.SUSPEND)
    make.appeal(decision)
    for outcome in (Outcome.NOT_PROVEN, Outcome.CORRECTED, Outcome.PROVEN):
        closed(make, certificate, outcome)
    with queries() as asked:
        page = client.get("/c/BTG-7K4P").data
    assert len(asked) <= 5, asked
    assert len(page) <= ROOM


def test_the_ways_to_report_are_quiet_links(client, make, certificate):
    assert 'href="/c/BTG-7K4P/report" rel="nofollow"' in read(client)
    listing = make.listing(certificate.artisan)
    assert 'href="/c/BTG-7K4P/report" rel="nofollow"' in read(
        client, f"/products/{listing.slug}-{listing.code}"
    )
