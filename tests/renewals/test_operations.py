"""Telling holders and staff, each once; noting what is settled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.jobs.models import Job
from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Forbidden
from marketplace.renewals import operations, queries
from marketplace.renewals.models import Reminder
from marketplace.renewals.rules import REMINDER_DAYS, Step

TODAY = date(2026, 4, 14)


def actor_of(account):
    return Actor(account.id, account.role, account.name, second_factor=True)


@pytest.fixture
def officer(make):
    return make.account(Role.OFFICER, email="petugas@contoh.invalid")


def holder(make, days, email="holder@contoh.invalid"):
    account = (
        make.account(Role.ARTISAN, email=email)
        if email
        else make.account(Role.ARTISAN, email=None, phone="+6281234567890")
    )
    return make.certificate(make.artisan(account), valid_until=TODAY + timedelta(days=days))


def letters(session):
    jobs = session.scalars(select(Job).where(Job.kind == "letters.send").order_by(Job.id)).all()
    return [(job.payload["template"], job.payload["to"]) for job in jobs]


def test_a_holder_and_the_staff_are_told_once(make, session, clock, officer):
    holder(make, 90)
    assert operations.remind(TODAY, at=clock()) == 1
    assert operations.remind(TODAY, at=clock()) == 0
    assert letters(session) == [
        ("renewal_reminder", "holder@contoh.invalid"),
        *(("renewal_digest", person.email) for person in queries.staff_with_mail()),
    ]


def test_a_cohort_that_ends_together_is_one_digest_and_one_letter_each(make, session, clock, officer):
    for number in range(5):
        holder(make, 30, email=f"h{number}@contoh.invalid")
    operations.remind(TODAY, at=clock())
    sent = letters(session)
    assert sum(template == "renewal_reminder" for template, _ in sent) == 5
    assert sum(to == officer.email for _, to in sent) == 1
    digest = session.scalars(select(Job).where(Job.payload["to"].as_string() == officer.email)).one()
    assert len(digest.payload["context"]["ending"]) == 5


def test_two_certificates_of_one_holder_are_one_letter(make, session, clock):
    first = holder(make, 30)
    make.certificate(first.artisan, valid_until=first.valid_until)
    operations.remind(TODAY, at=clock())
    mine = [template for template, to in letters(session) if to == "holder@contoh.invalid"]
    assert mine == ["renewal_reminder"]


def test_from_first_sight_to_the_end_four_reminders_go_out(make, session, clock):
    certificate = holder(make, 200)
    for day in range(230):
        operations.remind(TODAY + timedelta(days=day), at=clock())
    sent = session.scalars(select(Reminder.days).order_by(Reminder.id)).all()
    assert tuple(sent) == REMINDER_DAYS
    assert {row.valid_until for row in session.scalars(select(Reminder))} == {certificate.valid_until}


def test_who_has_no_address_is_counted_and_told_of(make, session, clock, officer):
    holder(make, 7, email=None)
    assert operations.remind(TODAY, at=clock()) == 1
    assert all(template == "renewal_digest" for template, _ in letters(session))
    digest = session.scalars(select(Job).where(Job.payload["to"].as_string() == officer.email)).one()
    assert digest.payload["context"]["ending"][0]["has_mail"] is False


def test_nothing_due_means_no_letter_to_anybody(make, session, clock, officer):
    holder(make, 200)
    holder(make, -1, email="late@contoh.invalid")
    assert operations.remind(TODAY, at=clock()) == 0
    assert letters(session) == []


def test_steps_are_noted_and_taken_back_with_a_line_in_the_journal(make, session, clock, officer):
    certificate = holder(make, 30)
    actor = actor_of(officer)
    assert operations.note_steps(certificate, [Step.FEE, Step.CONTACTED], actor=actor, at=clock()) == (
        [Step.CONTACTED, Step.FEE],
        [],
    )
    assert operations.note_steps(certificate, [Step.FEE], actor=actor, at=clock()) == ([], [Step.CONTACTED])
    assert operations.note_steps(certificate, [Step.FEE], actor=actor, at=clock()) == ([], [])
    assert queries.ending(TODAY)[0].done == {Step.FEE}
    noted = session.scalars(select(JournalEntry).where(JournalEntry.action == "renewal.steps")).all()
    assert [entry.details for entry in noted] == [
        {"added": ["contacted", "fee"], "taken_back": []},
        {"added": [], "taken_back": ["contacted"]},
    ]


def test_only_officers_note_steps(make, session, clock):
    certificate = holder(make, 30)
    for account in (certificate.artisan.account, make.account(Role.BUYER)):
        with pytest.raises(Forbidden):
            operations.note_steps(certificate, [Step.FEE], actor=actor_of(account), at=clock())
    assert session.scalar(select(func.count()).select_from(JournalEntry)) == 0
