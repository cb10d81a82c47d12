"""Writing checks down: who may, what follows, and that nothing already written can be changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.certificates import operations as certificates
from marketplace.certificates.rules import Action, Method, Status, standing
from marketplace.checks import operations, queries
from marketplace.checks.models import EvidenceFile, VerificationEvent
from marketplace.checks.operations import StoredEvidence
from marketplace.checks.rules import CHECKABLE, Outcome, is_possible
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid, NotFound
from tests.conftest import NOON

TODAY = date(2026, 4, 14)
FIRST_DAY = date(2025, 11, 10)


@pytest.fixture
def officer(make):
    account = make.account(Role.OFFICER, name="Petugas Kota")
    return Actor(account.id, Role.OFFICER, account.name, second_factor=True)


def record(certificate, outcome, officer, method=Method.PORTAL_BNSP, today=TODAY, **more):
    more.setdefault("note", "Tahun lahirnya lain." if outcome is Outcome.MISMATCH else "")
    return operations.record(certificate, method, outcome, actor=officer, at=NOON, today=today, **more)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("method", Method)
def test_only_a_match_moves_the_day_and_nothing_moves_the_status(make, session, officer, method, outcome):
    certificate = make.certificate()
    make.check(certificate, method=Method.CITY_LIST, checked_on=FIRST_DAY)
    before = standing(certificate, TODAY)
    if not is_possible(method, outcome):
        with pytest.raises(Invalid) as refused:
            record(certificate, outcome, officer, method)
        assert refused.value.fields == {"outcome": "check.impossible"}
        return
    event = record(certificate, outcome, officer, method)
    session.commit()
    after = standing(certificate, TODAY)
    assert (after.kind, after.valid_until) == (before.kind, before.valid_until)
    matched = outcome is Outcome.MATCH
    assert (after.checked_on, after.method) == ((TODAY, method) if matched else (FIRST_DAY, Method.CITY_LIST))
    assert (event.actor_id, event.actor_role, event.made_at) == (officer.id, Role.OFFICER, NOON)


def test_a_decision_to_verify_writes_the_first_event_in_its_transaction(make, session, officer):
    certificate = make.certificate(status=Status.SUBMITTED)
    certificates.decide(
        certificate,
        Action.VERIFY,
        actor=officer,
        at=NOON,
        prefix="BTG",
        method=Method.QR_SCAN,
        checked_on=TODAY - timedelta(days=2),
    )
    (event,) = queries.of_certificate(certificate.id)
    assert (event.method, event.outcome, event.checked_on) == (
        Method.QR_SCAN,
        Outcome.MATCH,
        TODAY - timedelta(days=2),
    )
    certificates.decide(certificate, Action.SUSPEND, actor=officer, at=NOON, prefix="BTG", reason="Sebab.")
    assert len(queries.of_certificate(certificate.id)) == 1
    session.rollback()
    assert session.scalars(select(VerificationEvent)).all() == []


def test_an_older_match_written_down_later_does_not_take_the_newest_ones_place(make, officer):
    certificate = make.certificate()
    record(certificate, Outcome.MATCH, officer, Method.QR_SCAN)
    record(certificate, Outcome.MATCH, officer, today=TODAY - timedelta(days=9))
    assert (certificate.checked_on, certificate.method) == (TODAY, Method.QR_SCAN)


def test_what_was_said_of_an_earlier_claim_does_not_count_for_the_next(make, session, officer):
    certificate = make.certificate(status=Status.SUBMITTED)
    record(certificate, Outcome.MATCH, officer)
    assert certificate.checked_on == TODAY
    certificate.submitted_at = NOON + timedelta(hours=1)
    session.flush()
    assert queries.of_certificate(certificate.id) == []
    assert len(queries.for_review(certificate.id)) == 1


@pytest.mark.parametrize("status", Status)
def test_checks_are_written_where_they_tell_something(make, officer, status):
    certificate = make.certificate(status=status)
    if status in CHECKABLE:
        assert record(certificate, Outcome.NOT_FOUND, officer).id
    else:
        with pytest.raises(Conflict):
            record(certificate, Outcome.NOT_FOUND, officer)


def test_a_difference_needs_a_note(make, officer):
    with pytest.raises(Incomplete) as refused:
        record(make.certificate(), Outcome.MISMATCH, officer, note=" ")
    assert refused.value.fields == {"remark": "check.remark"}


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN, Role.LSP])
def test_nobody_but_officers_records_a_check(make, role):
    stranger = make.account(role)
    actor = Actor(stranger.id, role, "Contoh", second_factor=True, body_id=stranger.body_id)
    with pytest.raises(Forbidden):
        record(make.certificate(), Outcome.MATCH, actor)


def test_an_officer_does_not_check_their_own_certificate(make, officer):
    holder = make.artisan(make.session.get(type(make.account()), officer.id))
    with pytest.raises(Forbidden):
        record(make.certificate(holder), Outcome.MATCH, officer)


def test_an_officer_confirms_nobody_in_a_bodys_name(make, officer):
    with pytest.raises(Forbidden):
        operations.confirm(make.certificate(), Outcome.MATCH, actor=officer, at=NOON, today=TODAY)


@pytest.mark.parametrize(
    "deed",
    [
        update(VerificationEvent).values(outcome=Outcome.MATCH),
        update(VerificationEvent).values(note="lain"),
        delete(VerificationEvent),
    ],
    ids=["outcome", "note", "delete"],
)
def test_what_was_written_down_cannot_be_changed(make, session, deed):
    make.check(make.certificate(), Outcome.NOT_FOUND)
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(deed)
    session.rollback()
    assert session.scalars(select(VerificationEvent)).one().outcome is Outcome.NOT_FOUND


def test_a_whole_table_cannot_be_emptied_either(make, session):
    make.check(make.certificate())
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(text("TRUNCATE verification_event CASCADE"))
    session.rollback()


def test_evidence_is_kept_by_its_checksum_and_looked_at_on_the_record(make, session, officer):
    certificate = make.certificate()
    stored = StoredEvidence("ab/cd/key.webp", "f" * 64, 12)
    event = record(certificate, Outcome.MATCH, officer, evidence=stored)
    file = session.scalars(select(EvidenceFile)).one()
    file.pages = [{"number": 1, "key": "ab/page.webp"}]
    session.commit()
    assert event.evidence_digest == "f" * 64
    assert operations.look_at(file, 1, why="desk.review", actor=officer, at=NOON) == "ab/page.webp"
    with pytest.raises(NotFound):
        operations.look_at(file, 2, why="desk.review", actor=officer, at=NOON)
    looks = session.scalars(select(JournalEntry).where(JournalEntry.action == "check.evidence_view")).all()
    assert [(look.subject_id, look.details) for look in looks] == [
        (certificate.id, {"event": event.id, "page": 1, "why": "desk.review"})
    ]
    with pytest.raises(Conflict):
        record(certificate, Outcome.MATCH, officer, evidence=stored)
