"""What a record's page shows of checks: page, text and data say the same, in few queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates.rules import Method
from marketplace.checks import operations
from marketplace.checks.rules import Outcome
from marketplace.listings.rules import State
from marketplace.records.beside import beside
from tests.conftest import NOON

TODAY = date(2026, 4, 14)
ROOM = 15_000


def text(response):
    return response.get_data(as_text=True)


def test_bags_in_the_window_and_checks_come_with_one_query(make, queries):
    artisan = make.artisan()
    certificate = make.certificate(artisan)
    for state in (State.PUBLISHED, State.PUBLISHED, State.PAUSED):
        make.listing(artisan, state)
    make.listing()
    first = make.check(certificate, checked_on=TODAY - timedelta(days=5))
    second = make.check(certificate, Outcome.NOT_FOUND)
    make.check(make.certificate())
    certificate_id = certificate.id
    with queries() as asked:
        found = beside(certificate_id)
    assert (found.bags, [event.id for event in found.events]) == (2, [first.id, second.id])
    assert len(asked) == 1


def test_a_record_without_events_has_its_bags_all_the_same(make):
    artisan = make.artisan()
    make.listing(artisan)
    found = beside(make.certificate(artisan).id)
    assert (found.bags, list(found.events)) == (1, [])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_old_check_is_seen_to_be_old_everywhere(client, make, prefix):
    certificate = make.certificate()  # checked on 10 November 2025
    artisan = certificate.artisan
    bag = make.listing(artisan)
    age = "5 months ago, on 10 November 2025" if prefix else "5 bulan lalu, pada 10 November 2025"
    for page in (
        f"/c/{certificate.code}",
        f"/c/{certificate.code}.txt",
        f"/artisans/{artisan.slug}",
        f"/products/{bag.slug}-{bag.code}",
    ):
        assert age in text(client.get(prefix + page)), page
    assert client.get(f"{prefix}/c/{certificate.code}.json").json["standing"]["is_valid"] is True


def test_fruitless_looks_are_told_neutrally_and_without_the_officers_note(client, make):
    certificate = make.certificate()
    make.check(certificate, Outcome.SOURCE_UNAVAILABLE, note="Rahasia petugas")
    make.check(certificate, Outcome.NOT_FOUND, method=Method.QR_SCAN)
    make.check(certificate, Outcome.MISMATCH, note="Rahasia petugas")
    for page in ("", ".txt"):
        shown = text(client.get(f"/c/{certificate.code}{page}"))
        assert "Portal BNSP: dicoba pada 14 April 2026; sumbernya tidak menjawab." in shown
        assert "tidak ditemukan di sana pada 14 April 2026" in shown
        assert "sedang ditelusuri" in shown
        assert "Rahasia petugas" not in shown
    data = client.get(f"/c/{certificate.code}.json").json
    assert [(one["outcome"], one["method"]) for one in data["attempts"]] == [
        ("source_unavailable", "portal_bnsp"),
        ("not_found", "qr_scan"),
    ]
    assert data["being_looked_into"] is True
    assert "nothing about authenticity" in data["attempts_note"]
    assert "Rahasia" not in str(data)


def test_a_later_match_joins_the_history_and_leaves_the_first_check_its_day(client, make):
    officer = make.account(Role.OFFICER)
    actor = Actor(officer.id, Role.OFFICER, officer.name, second_factor=True)
    certificate = make.certificate()
    operations.record(certificate, Method.PORTAL_BNSP, Outcome.MATCH, actor=actor, at=NOON, today=TODAY)
    make.session.commit()
    page = text(client.get(f"/c/{certificate.code}"))
    assert "Diperiksa lagi" in page
    assert "14 April 2026 · oleh petugas kota" in page


def test_a_record_checked_again_and_again_stays_small(client, make):
    certificate = make.certificate(units=[f"Unit kompetensi yang cukup panjang {n}" for n in range(12)])
    for days in range(40):
        make.check(certificate, checked_on=TODAY - timedelta(days=days), made_at=NOON + timedelta(days=days))
    for outcome in set(Outcome) - {Outcome.MATCH}:
        make.check(certificate, outcome)
    response = client.get(f"/c/{certificate.code}")
    assert len(response.data) <= ROOM
    assert text(response).count("Diperiksa lagi") == 6


def test_a_lapsed_record_with_a_newer_one_asks_at_most_five_questions(client, make, queries):
    artisan = make.artisan()
    old = make.certificate(artisan, issue_date=date(2022, 1, 1), valid_until=date(2025, 1, 1))
    make.certificate(artisan)
    make.check(old)
    address = f"/c/{old.code}"
    with queries() as asked:
        client.get(address)
    assert len(asked) <= 5, asked
