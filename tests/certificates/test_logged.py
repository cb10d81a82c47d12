"""Decisions about certificates in the log: in the same transaction, without personal data, and compared again."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates import logged, operations
from marketplace.certificates.grounds import NEEDS_SECOND
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Action, Method, Status
from marketplace.database.session import writing
from marketplace.decision_log import operations as decision_log
from marketplace.decision_log import queries
from marketplace.decision_log.models import LogEntry
from marketplace.decision_log.rules.entries import seal
from marketplace.kit.errors import Refusal


@pytest.fixture
def decide(make):
    account = make.account(Role.OFFICER, name="Rina Rahasia")
    actor = Actor(account.id, account.role, account.name, second_factor=True)

    def act(certificate, action=Action.VERIFY, **changes):
        values = {"reason": "Alasan pribadi", "note": "Catatan pribadi", "method": Method.CITY_LIST}
        values |= {"seconded": action in NEEDS_SECOND}
        values |= {"checked_on": make.clock().date(), "prefix": "BTG", "at": make.clock()}
        decision = operations.decide(certificate, action, actor=actor, **(values | changes))
        make.session.commit()
        return decision

    return act


def leaves(session):
    return [json.loads(text) for text in session.scalars(select(LogEntry.entry).order_by(LogEntry.seq))]


def test_a_decision_is_logged_with_what_is_public_of_it(make, session, decide):
    certificate = make.certificate(status=Status.SUBMITTED)
    decide(certificate)
    decide(certificate, Action.SUSPEND)
    first, second = leaves(session)
    assert (first["action"], first["before"], first["after"]) == (
        "certificate.verify",
        "submitted",
        "verified",
    )
    assert (first["actor"], first["record"], first["details"]) == (
        "officer",
        certificate.code,
        {"method": "city_list"},
    )
    assert (second["action"], second["record"]) == ("certificate.suspend", certificate.code)
    assert set(first["sealed"]) == {"actor", "certificate", "reason", "note", "fields", "claim"}


def test_nothing_personal_is_in_a_leaf(make, session, decide):
    certificate = make.certificate(make.artisan(name="Siti Rahasia"), status=Status.SUBMITTED)
    decide(certificate)
    text = session.scalars(select(LogEntry.entry)).one()
    for word in ("Rahasia", "pribadi", certificate.certificate_no, certificate.certificate_no_key):
        assert word not in text


def test_what_was_never_public_is_logged_without_a_code(make, session, decide):
    decide(make.certificate(status=Status.SUBMITTED), Action.REJECT)
    assert leaves(session)[0]["record"] is None


def test_the_reason_can_be_proved_to_whoever_knows_it(make, session, decide):
    decide(make.certificate(status=Status.SUBMITTED), Action.REJECT)
    opening = queries.opening_of(0)
    assert leaves(session)[0]["sealed"]["reason"] == seal(opening.salt, "reason", "Alasan pribadi")


def test_what_the_certificate_said_is_sealed_with_the_decision(make, session, decide):
    certificate = make.certificate(status=Status.SUBMITTED, units=("Merajut badan tas", "Memasang tali"))
    decide(certificate)
    sealed = leaves(session)[0]["sealed"]["claim"]
    salt = queries.opening_of(0).salt
    assert sealed == seal(salt, "claim", logged.claim_of(certificate))
    certificate.units[1].title = "Memasang ritsleting"
    assert sealed != seal(salt, "claim", logged.claim_of(certificate))


def test_a_decision_that_is_undone_leaves_no_entry(make, session):
    certificate = make.certificate(status=Status.SUBMITTED)
    actor = Actor(make.account(Role.OFFICER).id, Role.OFFICER, "x", second_factor=True)
    number = certificate.id

    def cut_short() -> None:
        with writing():
            found = session.get(Certificate, number)
            operations.decide(found, Action.REJECT, actor=actor, at=make.clock(), prefix="BTG", reason="x")
            assert queries.next_seq() == 1
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        cut_short()
    assert leaves(session) == []
    assert session.scalars(select(Decision)).all() == []


def test_a_refused_decision_leaves_no_entry(make, session, decide):
    with pytest.raises(Refusal):
        decide(make.certificate(status=Status.REVOKED), Action.SUSPEND)
    assert leaves(session) == []


def test_decisions_that_agree_with_the_log_are_no_strays(make, decide):
    certificate = make.certificate(status=Status.SUBMITTED)
    decide(certificate)
    decide(certificate, Action.SUSPEND)
    assert list(logged.strays()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reason", "Alasan lain"),
        ("note", ""),
        ("after", Status.REVOKED),
        ("before", Status.REVOKED),
        ("action", Action.REVOKE),
        ("method", None),
        ("fields", ["units"]),
    ],
)
def test_a_decision_changed_later_is_a_stray(make, session, decide, name, value):
    decision = decide(make.certificate(status=Status.SUBMITTED))
    setattr(decision, name, value)
    session.commit()
    assert list(logged.strays()) == [f"decision {decision.id} says something else than its entry in the log"]


def test_a_decision_that_was_never_logged_is_a_stray(make, session, decide):
    decision = decide(make.certificate(status=Status.SUBMITTED))
    values = {"action": Action.REVOKE, "before": Status.VERIFIED, "after": Status.REVOKED, "actor_name": "x"}
    added = Decision(certificate_id=decision.certificate_id, made_at=make.clock(), **values)
    session.add(added)
    session.commit()
    assert list(logged.strays()) == [f"decision {added.id} is not in the log"]


def test_an_erased_reason_is_not_missed_but_the_rest_still_is(make, session, decide):
    decision = decide(make.certificate(status=Status.SUBMITTED))
    decision.reason = ""
    decision_log.forget(logged.SUBJECT, decision.id)
    session.commit()
    assert list(logged.strays()) == []
    decision.after = Status.REVOKED
    session.commit()
    assert len(list(logged.strays())) == 1
