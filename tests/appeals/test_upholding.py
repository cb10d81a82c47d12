"""A rejection stands after an appeal once two officers who had no part in it say so, within 48 hours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.appeals import operations, queries, upholding
from marketplace.appeals.rules import Outcome
from marketplace.audit.models import JournalEntry
from marketplace.certificates.rules import Action, Status
from marketplace.decision_log.models import LogEntry
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.proposals.rules import Answer
from marketplace.relatives import operations as relatives
from tests.appeals.conftest import officer_of

SECOND = timedelta(seconds=1)
WITHIN = timedelta(hours=48)


@pytest.fixture
def people(make, officer):
    """Who rejected, and two who had no part in it."""
    return officer, officer_of(make, "Petugas Dua"), officer_of(make, "Petugas Tiga")


@pytest.fixture
def made(make, people):
    certificate = make.certificate(make.artisan(name="Siti Contoh"), status=Status.REJECTED)
    rejection = make.decision(certificate, Action.REJECT, actor_id=people[0].id, actor_name=people[0].name)
    return make.appeal(rejection)


def propose(made, actor, make, reason="Nomor tetap tidak ada.", **changes):
    return upholding.propose(made, reason, actor=actor, at=make.clock(), **changes)


def confirm(proposal, actor, make, later=timedelta()):
    upholding.confirm(proposal, actor=actor, prefix="BTG", at=make.clock() + later)


def test_nothing_is_decided_before_a_colleague_confirms(make, people, made, jobs, outbox, clock):
    _, first, second = people
    proposal = propose(made, first, make)
    make.session.commit()
    jobs.run_all()
    assert made.outcome is None and not outbox.letters
    clock.now += WITHIN
    confirm(proposal, second, make)
    make.session.commit()
    jobs.run_all()
    assert len(outbox.letters) == 1
    assert (made.outcome, made.reason, made.decided_by_id) == (
        Outcome.UPHELD,
        "Nomor tetap tidak ada.",
        second.id,
    )
    assert (proposal.answer, proposal.answered_by_id) == (Answer.CONFIRMED, second.id)
    assert made.certificate.status is Status.REJECTED
    noted = make.session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()
    assert [(one.action, one.actor_id) for one in noted] == [
        ("appeal.propose_upheld", first.id),
        ("appeal.close", second.id),
    ]
    (entry,) = make.session.scalars(select(LogEntry.entry)).all()
    assert '"outcome":"upheld"' in entry


def test_after_48_hours_it_has_lapsed_and_may_be_proposed_anew(make, people, made, clock):
    _, first, second = people
    proposal = propose(made, first, make)
    with pytest.raises(Conflict, match="closed"):
        confirm(proposal, second, make, WITHIN + SECOND)
    clock.now += WITHIN + SECOND
    assert not queries.awaiting_second(make.clock())
    again = propose(made, second, make)
    assert proposal.answer is Answer.LAPSED and proposal.answered_by_id is None
    confirm(again, first, make)
    assert made.outcome is Outcome.UPHELD


def test_a_lapsed_proposal_does_not_stand_in_the_way_of_granting(make, people, made, clock):
    proposal = propose(made, people[1], make)
    clock.now += WITHIN + SECOND
    operations.decide(made, Outcome.GRANTED, "Keliru.", actor=people[2], prefix="BTG", at=make.clock())
    assert (made.outcome, proposal.answer) == (Outcome.GRANTED, Answer.LAPSED)


def test_neither_the_proposer_nor_who_rejected_nor_a_relative_confirms(make, people, made):
    rejected_by, first, second = people
    proposal = propose(made, first, make)
    with pytest.raises(Forbidden, match=r"proposal\.own"):
        confirm(proposal, first, make)
    with pytest.raises(Forbidden, match="same_officer"):
        confirm(proposal, rejected_by, make)
    with pytest.raises(Forbidden, match="same_officer"):
        upholding.decline(proposal, "Tidak.", actor=rejected_by, at=make.clock())
    relatives.declare(made.certificate.artisan, actor=second, at=make.clock())
    with pytest.raises(Forbidden):
        confirm(proposal, second, make)
    with pytest.raises(Forbidden):
        confirm(proposal, Actor(make.account(Role.BUYER).id, Role.BUYER, "Pembeli"), make)
    assert (made.outcome, proposal.answer) == (None, None)


def test_who_rejected_does_not_propose(make, people, made):
    with pytest.raises(Forbidden, match="same_officer"):
        propose(made, people[0], make)


@pytest.mark.parametrize("action", [Action.SUSPEND, Action.REVOKE])
def test_what_one_officer_decides_is_not_proposed(make, people, action):
    certificate = make.certificate(status=Status.SUSPENDED)
    with pytest.raises(Forbidden, match="not_needed"):
        propose(make.appeal(make.decision(certificate, action)), people[1], make)


def test_while_one_waits_there_is_no_other_way(make, people, made):
    propose(made, people[1], make)
    with pytest.raises(Conflict, match="waiting"):
        propose(made, people[2], make)
    with pytest.raises(Conflict, match="waiting"):
        operations.decide(made, Outcome.GRANTED, "Ya.", actor=people[2], prefix="BTG", at=make.clock())
    assert made.outcome is None


def test_a_refusal_needs_words_and_opens_the_appeal_again(make, people, made):
    _, first, second = people
    proposal = propose(made, first, make)
    with pytest.raises(Incomplete) as refused:
        upholding.decline(proposal, " ", actor=second, at=make.clock())
    assert refused.value.fields == {"answer_note": "proposal.note"}
    upholding.decline(proposal, "Suratnya asli.", actor=second, at=make.clock())
    assert proposal.answer is Answer.DECLINED
    for repeat in (
        lambda: confirm(proposal, second, make),
        lambda: upholding.decline(proposal, "Lagi.", actor=second, at=make.clock()),
    ):
        with pytest.raises(Conflict, match="closed"):
            repeat()
    operations.decide(made, Outcome.GRANTED, "Suratnya asli.", actor=second, prefix="BTG", at=make.clock())
    assert made.outcome is Outcome.GRANTED


def test_one_takes_one_s_own_back_without_words(make, people, made):
    proposal = propose(made, people[1], make)
    upholding.decline(proposal, "", actor=people[1], at=make.clock())
    assert proposal.answer is Answer.TAKEN_BACK
    assert propose(made, people[2], make).id


def test_words_are_owed_and_what_was_seen_is_what_is_decided(make, people, made):
    with pytest.raises(Incomplete):
        propose(made, people[1], make, reason=" ")
    with pytest.raises(Conflict):
        propose(made, people[1], make, version=made.version + 1)


def test_the_database_takes_no_second_open_proposal(make, people, made):
    propose(made, people[1], make)
    with pytest.raises(IntegrityError):
        make.upholding(made)
