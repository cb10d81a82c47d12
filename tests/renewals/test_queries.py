"""Which certificates stand on the renewal desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.certificates.rules import Status
from marketplace.renewals import queries
from marketplace.renewals.models import Reminder
from marketplace.renewals.rules import Step

TODAY = date(2026, 4, 14)


def ending_in(make, days, **changes):
    return make.certificate(issue_date=date(2024, 2, 29), valid_until=TODAY + timedelta(days=days), **changes)


@pytest.mark.parametrize(
    ("days", "listed"), [(-366, False), (-365, True), (0, True), (180, True), (181, False)]
)
def test_the_desk_looks_half_a_year_ahead_and_a_year_back(make, days, listed):
    certificate = ending_in(make, days)
    assert [one.certificate.id for one in queries.ending(TODAY)] == ([certificate.id] if listed else [])


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.VERIFIED])
def test_only_what_is_verified_can_be_renewed(make, status):
    ending_in(make, 20, status=status)
    assert queries.ending(TODAY) == []


def test_who_holds_a_later_one_is_left_out_and_a_strangers_later_one_changes_nothing(make):
    renewed, plain = ending_in(make, 20), ending_in(make, 30)
    make.certificate(renewed.artisan, valid_until=TODAY + timedelta(days=900))
    make.certificate(make.artisan(), valid_until=TODAY + timedelta(days=900))
    assert [one.certificate.id for one in queries.ending(TODAY)] == [plain.id]


def test_a_newer_one_with_the_officers_is_said(make):
    waiting, plain = ending_in(make, 20), ending_in(make, 30)
    make.certificate(waiting.artisan, status=Status.SUBMITTED)
    make.certificate(plain.artisan, status=Status.DRAFT)
    assert [one.waiting for one in queries.ending(TODAY)] == [True, False]


def test_a_reminder_counts_for_its_own_last_day_only(make, session, clock):
    certificate = ending_in(make, 80)
    for last, days in ((certificate.valid_until, 180), (certificate.valid_until, 90), (date(2026, 5, 1), 7)):
        session.add(Reminder(certificate_id=certificate.id, valid_until=last, days=days, sent_at=clock()))
    session.flush()
    assert [one.told_at for one in queries.ending(TODAY)] == [90]


def test_what_is_missing_is_everything_until_somebody_notes_it(make):
    ending_in(make, 20)
    assert queries.ending(TODAY)[0].needs == list(Step)


def test_the_number_of_questions_does_not_grow_with_the_rows(make, session, request):
    asked_of = request.getfixturevalue("queries")
    assert [_asked(make, session, asked_of, count) for count in (1, 5)] == [4, 4]


def _asked(make, session, asked_of, count):
    for _ in range(count):
        ending_in(make, 20)
    session.commit()
    session.expire_all()
    with asked_of() as asked:
        queries.ending(TODAY)
    return len(asked)
