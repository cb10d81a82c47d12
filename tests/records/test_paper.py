"""The words on the record's paper stand for today, for the person, and for what was recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from marketplace.certificates.models import Decision
from marketplace.certificates.rules import Action, Status, standing
from marketplace.records.beside import beside
from marketplace.records.paper import paper, scheme_of

TODAY = date(2026, 4, 14)


@pytest.fixture(params=["id", "en"])
def locale(app, request):
    with app.test_request_context("/"), force_locale(request.param):
        yield request.param


def paper_of(certificate, today=TODAY):
    return paper(certificate, standing(certificate, today), beside(certificate.id))


def test_the_address_on_it_is_the_one_of_the_installations_language_in_both(make, locale):
    certificate = make.certificate()
    sheet = paper_of(certificate)
    assert sheet.address == f"http://127.0.0.1:8000/c/{certificate.code}"
    assert sheet.host == "127.0.0.1:8000"
    assert "<svg" in sheet.qr


def test_the_claim_is_about_the_test_a_person_passed(make, locale):
    certificate = make.certificate()
    sheet = paper_of(certificate)
    scheme = "Knitted bag making" if locale == "en" else "Pembuatan Tas Rajut"
    assert scheme_of(certificate) == scheme
    assert sheet.claim.endswith(scheme)
    assert certificate.holder_name in sheet.means[0]
    certificate.scheme_en = ""
    assert scheme_of(certificate) == "Pembuatan Tas Rajut", (
        "what was not recorded in English stays as printed"
    )
    certificate.scheme = ""
    assert paper_of(certificate).claim == ""


@pytest.mark.parametrize(
    ("today", "left"), [(date(2028, 10, 31), 0), (date(2028, 11, 1), 0), (date(2025, 10, 31), 36)]
)
def test_the_months_left_end_with_the_certificate(make, locale, today, left):
    sheet = paper_of(make.certificate(), today)
    assert sheet.months_left == left
    assert str(left) in sheet.life


@pytest.mark.parametrize(
    ("status", "action"), [(Status.SUSPENDED, Action.SUSPEND), (Status.REVOKED, Action.REVOKE)]
)
def test_a_lost_one_says_since_when_and_no_month_is_left(make, locale, status, action):
    certificate = make.certificate(status=status)
    for day in (2, 9):
        moment = datetime(2026, 1, day, 3, tzinfo=UTC)
        make.keep(
            Decision(
                certificate=certificate,
                action=action,
                before=Status.VERIFIED,
                after=status,
                actor_name="Petugas",
                made_at=moment,
                reason="Rahasia",
            )
        )
    make.session.refresh(certificate)
    sheet = paper_of(certificate)
    assert ("9 Januari 2026" if locale == "id" else "9 January 2026") in sheet.sentence, "the last one counts"
    assert sheet.months_left == 0
    assert sheet.means[-1] != paper_of(make.certificate()).means[-1]
    assert "Rahasia" not in repr(sheet)


def test_a_fact_nobody_recorded_has_no_words(make, locale):
    certificate = make.certificate(make.artisan(place_code=None), registration_no="", field="")
    facts = dict(paper_of(certificate).facts)
    assert list(facts.values()).count("") >= 3
    assert "None" not in repr(facts)


def test_the_town_is_named_behind_the_kelurahan(make, locale):
    facts = dict(paper_of(make.certificate()).facts)
    assert "Bontang Kuala, Kota Bontang" in facts.values()
