"""Who may appeal, who may decide on it, and what that does to the certificate."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.appeals import operations
from marketplace.appeals.rules import APPEALABLE, Outcome, needs_second
from marketplace.audit.models import JournalEntry
from marketplace.certificates import operations as certificates
from marketplace.certificates.grounds import NEEDS_SECOND
from marketplace.certificates.rules import Action, Status
from marketplace.decision_log.models import LogEntry
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from tests.appeals.conftest import officer_of

DUE = date(2026, 5, 4)


@pytest.fixture
def other(make):
    return officer_of(make, "Petugas Dua")


def take(make, certificate, officer, action=Action.SUSPEND):
    decision = certificates.decide(
        certificate,
        action,
        actor=officer,
        at=make.clock(),
        prefix="BTG",
        reason="LSP ragu.",
        seconded=action in NEEDS_SECOND,
    )
    make.session.commit()
    return decision


def appeal(make, certificate, artisan, text="LSP sudah menjawab."):
    made = operations.appeal(certificate, text, actor=artisan, due=DUE, at=make.clock())
    make.session.commit()
    return made


def decide(make, made, officer, outcome=Outcome.GRANTED, reason="LSP membenarkan.", **changes):
    operations.decide(made, outcome, reason, actor=officer, prefix="BTG", at=make.clock(), **changes)
    make.session.commit()


def test_granting_a_suspension_s_appeal_reinstates_in_the_same_transaction(
    make, certificate, officer, other, artisan
):
    take(make, certificate, officer)
    made = appeal(make, certificate, artisan)
    decide(make, made, other)
    assert certificate.status is Status.VERIFIED
    last = certificate.decisions[-1]
    assert (last.action, last.actor_id, last.reason) == (Action.REINSTATE, other.id, "LSP membenarkan.")
    noted = make.session.scalars(select(JournalEntry.action).order_by(JournalEntry.id)).all()
    assert noted == ["certificate.suspend", "appeal.make", "appeal.close", "certificate.reinstate"]
    entry = make.session.scalars(select(LogEntry.entry).where(LogEntry.entry.contains("appeal.close"))).one()
    assert '"outcome":"granted"' in entry and "BTG-7K4P" in entry and "LSP" not in entry


@pytest.mark.parametrize("action", sorted(APPEALABLE))
@pytest.mark.parametrize("outcome", Outcome)
def test_one_officer_decides_all_but_that_a_rejection_stands(make, officer, other, action, outcome):
    before = Status.SUBMITTED if action is Action.REJECT else Status.VERIFIED
    certificate = make.certificate(status=before)
    take(make, certificate, officer, action)
    after = certificate.status
    owner = Actor(certificate.account_id, Role.ARTISAN, "Siti", certificate.artisan_id)
    made = appeal(make, certificate, owner)
    if needs_second(outcome, action):
        with pytest.raises(Forbidden, match="needs_second"):
            decide(make, made, other, outcome)
        assert (made.outcome, certificate.status) == (None, after)
    else:
        decide(make, made, other, outcome)
        assert made.outcome is outcome


@pytest.mark.parametrize("outcome", Outcome)
def test_a_revoked_record_stays_revoked_whatever_the_outcome(
    make, certificate, officer, other, artisan, outcome
):
    take(make, certificate, officer, Action.REVOKE)
    made = appeal(make, certificate, artisan)
    decide(make, made, other, outcome)
    assert certificate.status is Status.REVOKED and len(certificate.decisions) == 1


def test_a_rejected_claim_stays_rejected(make, officer, other):
    claim = make.certificate(status=Status.SUBMITTED)
    owner = Actor(claim.account_id, Role.ARTISAN, "Siti", claim.artisan_id)
    take(make, claim, officer, Action.REJECT)
    made = appeal(make, claim, owner)
    decide(make, made, other)
    assert claim.status is Status.REJECTED


def test_upholding_leaves_the_suspension(make, certificate, officer, other, artisan):
    take(make, certificate, officer)
    decide(make, appeal(make, certificate, artisan), other, Outcome.UPHELD)
    assert certificate.status is Status.SUSPENDED


def test_who_decided_does_not_decide_again_nor_who_appealed(make, certificate, officer, artisan):
    take(make, certificate, officer)
    made = appeal(make, certificate, artisan)
    with pytest.raises(Forbidden, match=r"appeal\.same_officer"):
        decide(make, made, officer)
    owner = Actor(artisan.id, Role.OFFICER, artisan.name, artisan.artisan_id, True)
    with pytest.raises(Forbidden, match=r"appeal\.own_file"):
        decide(make, made, owner)
    for role in (Role.ARTISAN, Role.BUYER):
        with pytest.raises(Forbidden):
            decide(make, made, Actor(make.account(role).id, role, "Orang", second_factor=True))
    assert made.outcome is None and certificate.status is Status.SUSPENDED


def test_a_decision_is_appealed_once_and_in_time(make, certificate, officer, other, artisan, clock):
    with pytest.raises(Conflict, match=r"appeal\.closed"):
        appeal(make, certificate, artisan)
    take(make, certificate, officer)
    appeal(make, certificate, artisan)
    with pytest.raises(Conflict, match=r"appeal\.closed"):
        appeal(make, certificate, artisan)
    take(make, certificate, other, Action.REINSTATE)
    take(make, certificate, officer)
    clock.now += timedelta(days=30)
    with pytest.raises(Conflict, match=r"appeal\.closed"):
        appeal(make, certificate, artisan)
    clock.now -= timedelta(seconds=1)
    assert appeal(make, certificate, artisan).id


def test_of_two_officers_one_wins(make, certificate, officer, other, artisan):
    take(make, certificate, officer)
    made = appeal(make, certificate, artisan)
    seen = made.version
    decide(make, made, other, Outcome.UPHELD, version=seen)
    third = officer_of(make, "Petugas Tiga")
    for version in (None, seen, made.version):
        with pytest.raises(Conflict):
            decide(make, made, third, version=version)
    assert made.outcome is Outcome.UPHELD


def test_words_are_owed_on_both_sides(make, certificate, officer, other, artisan):
    take(make, certificate, officer)
    with pytest.raises(Incomplete):
        appeal(make, certificate, artisan, "  ")
    made = appeal(make, certificate, artisan)
    with pytest.raises(Incomplete):
        decide(make, made, other, reason=" ")


def test_nobody_appeals_for_somebody_else(make, certificate, officer):
    take(make, certificate, officer)
    stranger = make.artisan()
    with pytest.raises(Forbidden):
        appeal(make, certificate, Actor(stranger.account_id, Role.ARTISAN, "Lain", stranger.id))
