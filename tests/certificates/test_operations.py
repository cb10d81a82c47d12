"""Moves of a certificate: who may, what is owed, what is remembered."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.mail.outbox import KIND as LETTER
from marketplace.audit.models import JournalEntry
from marketplace.certificates import operations
from marketplace.certificates.grounds import NEEDS_SECOND, Ground
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import LIFECYCLE, Action, Field, Method, ScanSide, Status
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid
from tests.factories.make import Make

TODAY = date(2026, 4, 14)


def acting(account: Account, artisan_id: int | None = None) -> Actor:
    return Actor(account.id, account.role, account.name, artisan_id, second_factor=True)


def officer(make: Make) -> Actor:
    return acting(make.account(Role.OFFICER))


def decide(certificate: Certificate, action: Action, actor: Actor, make: Make, **changes: object) -> object:
    given: dict[str, object] = {
        "actor": actor,
        "at": make.clock(),
        "prefix": "BTG",
        "reason": "Sebabnya begini.",
        "method": Method.CITY_LIST if action is Action.VERIFY else None,
        "checked_on": TODAY if action is Action.VERIFY else None,
        "fields": [Field.SCAN_BACK],
        "today": TODAY,
        "seconded": action in NEEDS_SECOND,
        "ground": Ground.ISSUER if action in NEEDS_SECOND else None,
    }
    return operations.decide(certificate, action, **(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", Action)
def test_an_officer_takes_exactly_the_steps_of_the_table(status: Status, action: Action, make: Make) -> None:
    certificate = make.certificate(status=status, units=("Satu", "Dua"))
    actor = officer(make)
    elsewhere = (Action.SUBMIT, Action.WITHDRAW_SUBMISSION, Action.VERIFY_FROM_LIST)
    allowed = LIFECYCLE.allows(status, action) and action not in elsewhere
    if not allowed:
        with pytest.raises((Conflict, Forbidden)):
            decide(certificate, action, actor, make)
        assert certificate.status is status
        return
    about_units = action in (Action.REDUCE_SCOPE, Action.RESTORE_SCOPE)
    units = [certificate.units[0].id] if about_units else []
    if action is Action.RESTORE_SCOPE:
        certificate.units[0].withdrawn_on = TODAY
    decide(certificate, action, actor, make, units=units)
    move = LIFECYCLE.move(status, action)
    assert certificate.status is move.target
    last = certificate.decisions[-1]
    assert (last.action, last.before, last.after, last.actor_id) == (action, status, move.target, actor.id)
    entry = make.session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc())).first()
    assert entry is not None and entry.action == f"certificate.{action}" and entry.actor_id == actor.id


def test_verifying_gives_a_code_once_and_keeps_it(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    actor = officer(make)
    decide(certificate, Action.VERIFY, actor, make)
    code = certificate.code
    assert code is not None and code.startswith("BTG-")
    decide(certificate, Action.SUSPEND, actor, make)
    decide(certificate, Action.REINSTATE, actor, make)
    assert certificate.code == code
    assert certificate.method is Method.CITY_LIST and certificate.checked_on == TODAY


def test_a_code_that_is_taken_is_drawn_again(make: Make) -> None:
    taken = make.certificate().code
    draws = iter([taken, taken, "BTG-7K4P"])
    certificate = make.certificate(status=Status.SUBMITTED)
    decide(certificate, Action.VERIFY, officer(make), make, choose_code=lambda prefix: next(draws))
    assert certificate.code == "BTG-7K4P"


def test_when_every_code_is_taken_nothing_is_verified(make: Make) -> None:
    taken = make.certificate().code
    certificate = make.certificate(status=Status.SUBMITTED)
    tries = count()
    with pytest.raises(Conflict):
        decide(
            certificate,
            Action.VERIFY,
            officer(make),
            make,
            choose_code=lambda prefix: (next(tries), taken)[1],
        )
    assert certificate.status is Status.SUBMITTED and next(tries) == operations.CODE_TRIES


@pytest.mark.parametrize(
    ("action", "changes", "missing"),
    [
        (Action.VERIFY, {"method": None, "checked_on": None}, {"method", "checked_on"}),
        (Action.VERIFY, {"differences": ["holder_name"]}, {"note"}),
        (Action.ASK_CHANGES, {"reason": "  ", "fields": []}, {"reason", "fields"}),
        (Action.REJECT, {"reason": ""}, {"reason"}),
    ],
)
def test_a_decision_says_what_it_lacks(
    action: Action, changes: dict[str, object], missing: set[str], make: Make
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with pytest.raises(Incomplete) as refusal:
        decide(certificate, action, officer(make), make, **changes)
    assert set(refusal.value.fields) == missing
    assert certificate.status is Status.SUBMITTED and not certificate.decisions


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY + timedelta(days=1), "decision.checked_in_future"),
        (date(2025, 10, 30), "decision.checked_before_issue"),
    ],
)
def test_the_day_of_the_check_lies_between_issue_and_today(day: date, code: str, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with pytest.raises(Invalid) as refusal:
        decide(certificate, Action.VERIFY, officer(make), make, checked_on=day)
    assert refusal.value.fields == {"checked_on": code}


@pytest.mark.parametrize("day", [TODAY, date(2025, 10, 31)])
def test_the_first_and_the_last_possible_day_count(day: date, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    decide(certificate, Action.VERIFY, officer(make), make, checked_on=day)
    assert certificate.checked_on == day


def test_nobody_decides_on_their_own_certificate(make: Make) -> None:
    account = make.account(Role.OFFICER)
    artisan = make.artisan(account=account)
    certificate = make.certificate(artisan, status=Status.SUBMITTED)
    with pytest.raises(Forbidden) as refusal:
        decide(certificate, Action.VERIFY, acting(account, artisan.id), make)
    assert refusal.value.code == "decision.own_file"


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_only_officers_decide(role: Role, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with pytest.raises(Forbidden):
        decide(certificate, Action.VERIFY, acting(make.account(role)), make)


def test_an_officer_without_the_second_step_decides_nothing(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    account = make.account(Role.OFFICER)
    with pytest.raises(Forbidden):
        decide(certificate, Action.VERIFY, Actor(account.id, account.role, account.name), make)


def test_a_second_record_of_the_same_number_is_refused(make: Make) -> None:
    first = make.certificate()
    twin = make.certificate(status=Status.SUBMITTED, certificate_no_key=first.certificate_no_key)
    with pytest.raises(Invalid) as refusal:
        decide(twin, Action.VERIFY, officer(make), make)
    assert refusal.value.fields == {"action": "certificate.duplicate"}
    assert twin.status is Status.SUBMITTED and twin.code is None


def test_the_same_number_of_another_body_is_another_certificate(make: Make) -> None:
    first = make.certificate()
    other = make.certificate(
        status=Status.SUBMITTED, certificate_no_key=first.certificate_no_key, body_licence_key="BNSPLSP0001ID"
    )
    decide(other, Action.VERIFY, officer(make), make)
    assert other.status is Status.VERIFIED


def test_a_stale_version_is_a_conflict(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with pytest.raises(Conflict):
        decide(certificate, Action.REJECT, officer(make), make, version=certificate.version + 1)


def test_a_verification_without_dates_is_refused(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED, issue_date=None, valid_until=None)
    with pytest.raises(Invalid) as refusal:
        decide(certificate, Action.VERIFY, officer(make), make)
    assert refusal.value.fields == {"action": "certificate.undated"}


def test_the_artisan_is_written_to_without_the_private_note(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    decide(certificate, Action.ASK_CHANGES, officer(make), make, note="Rahasia petugas")
    job = make.session.scalars(select(Job).where(Job.kind == LETTER)).one()
    assert job.payload["to"] == certificate.artisan.account.email
    assert job.payload["template"] == "certificate_changes"
    assert "Rahasia" not in str(job.payload) and "Sebabnya begini." in str(job.payload)


def test_who_has_no_address_gets_no_letter(make: Make) -> None:
    artisan = make.artisan(account=make.account(Role.ARTISAN, email=None, phone="+6281200000007"))
    decide(make.certificate(artisan, status=Status.SUBMITTED), Action.REJECT, officer(make), make)
    assert make.session.scalars(select(Job).where(Job.kind == LETTER)).all() == []


def owner(certificate: Certificate) -> Actor:
    return acting(certificate.artisan.account, certificate.artisan_id)


def test_sending_an_empty_draft_names_every_missing_part(make: Make) -> None:
    certificate = make.certificate(
        status=Status.DRAFT,
        units=(),
        holder_name="",
        certificate_no_key="",
        body_name="",
        scheme="",
        issue_date=None,
        valid_until=None,
        term_months=None,
    )
    with pytest.raises(Incomplete) as refusal:
        operations.submit(certificate, actor=owner(certificate), at=make.clock())
    assert set(refusal.value.fields) == {
        "holder_name", "certificate_no", "body", "scheme", "issue_date", "term", "units", "scan_front",
    }  # fmt: skip


def test_a_scan_that_could_not_be_read_is_not_sent(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    make.scan(certificate, ScanSide.FRONT, failure="scan.encrypted")
    with pytest.raises(Incomplete) as refusal:
        operations.submit(certificate, actor=owner(certificate), at=make.clock())
    assert refusal.value.fields == {"scan_front": "certificate.scan_unreadable"}


def test_sent_and_taken_back(make: Make) -> None:
    certificate = make.certificate(status=Status.DRAFT)
    make.scan(certificate)
    operations.submit(certificate, actor=owner(certificate), at=make.clock())
    assert certificate.status is Status.SUBMITTED and certificate.submitted_at == make.clock()
    operations.withdraw(certificate, actor=owner(certificate), at=make.clock())
    assert certificate.status is Status.DRAFT and certificate.submitted_at is None


def test_nobody_sends_or_takes_back_for_somebody_else(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    stranger = acting(make.account(Role.ARTISAN))
    with pytest.raises(Forbidden):
        operations.withdraw(certificate, actor=stranger, at=make.clock())
    assert certificate.status is Status.SUBMITTED
