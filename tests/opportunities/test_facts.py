"""What the record says today: units in scope, by code or title; the snapshot's order."""

from __future__ import annotations

from datetime import timedelta

from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Status
from marketplace.opportunities import facts
from tests.opportunities.conftest import TODAY


def test_what_is_withdrawn_or_not_valid_does_not_count(make, session):
    artisan = make.artisan()
    certificate = make.certificate(artisan, units=("Satu", "Dua"))
    certificate.units[1].withdrawn_on = TODAY
    make.certificate(artisan, Status.REVOKED)
    make.certificate(artisan, Status.SUBMITTED)
    session.commit()
    rows = facts.records_of([artisan.id])[artisan.id]
    known = facts.facts_of(artisan, rows, TODAY)
    assert [(one.valid, list(one.units.values())) for one in known.certificates] == [
        (True, ["Satu"]),
        (False, ["Merajut badan tas"]),
    ]
    assert known.place == artisan.place_code


def test_the_certificate_that_speaks_is_first_and_a_training_paper_last(make):
    artisan = make.artisan()
    make.certificate(artisan, paper=Paper.LPK)
    make.certificate(artisan, valid_until=TODAY - timedelta(days=1))
    make.certificate(artisan)
    rows = facts.records_of([artisan.id])[artisan.id]
    assert [one["kind"] for one in facts.attached(rows, TODAY)] == ["valid", "expired", "training"]


def test_nobody_is_asked_about_without_a_question():
    assert facts.records_of([]) == {}
