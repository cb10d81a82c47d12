"""Two officers, one decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates import operations as certificates
from marketplace.certificates.grounds import NEEDS_SECOND, Ground
from marketplace.certificates.rules import LIFECYCLE, Action, Status
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.proposals import operations, queries
from marketplace.proposals.rules import Answer
from marketplace.relatives import operations as relatives

SECOND = timedelta(seconds=1)


@pytest.fixture
def officers(make):
    people = [make.account(Role.OFFICER, name=name) for name in ("Ani", "Budi")]
    return [Actor(one.id, one.role, one.name, second_factor=True) for one in people]


def propose(certificate, actor, make, **changes):
    values = {"ground": Ground.ISSUER, "reason": "Kata LSP.", "actor": actor, "at": make.clock()}
    return operations.propose(certificate, Action.REVOKE, **(values | changes))


def confirm(proposal, actor, make, later=timedelta(hours=1)):
    return operations.confirm(proposal, actor=actor, at=make.clock() + later, prefix="BTG")


def test_nothing_changes_before_a_colleague_confirms(make, officers):
    certificate = make.certificate()
    proposal = propose(certificate, officers[0], make)
    assert certificate.status is Status.VERIFIED and not certificate.decisions
    decision = confirm(proposal, officers[1], make)
    assert certificate.status is Status.REVOKED
    assert (decision.ground, decision.reason, decision.actor_name) == (Ground.ISSUER, "Kata LSP.", "Budi")
    assert (proposal.answer, proposal.answered_by_name) == (Answer.CONFIRMED, "Budi")


@pytest.mark.parametrize("action", NEEDS_SECOND)
@pytest.mark.parametrize("status", Status)
def test_one_officer_alone_can_never_make_it(make, officers, action, status):
    certificate = make.certificate(status=status)
    with pytest.raises(Forbidden, match="needs_second"):
        certificates.decide(
            certificate, action, actor=officers[0], at=make.clock(), prefix="BTG", reason="Begini."
        )
    assert certificate.status is status


@pytest.mark.parametrize("action", [action for action in Action if action not in NEEDS_SECOND])
def test_what_one_officer_may_decide_is_not_proposed(make, officers, action):
    with pytest.raises(Forbidden, match="not_needed"):
        operations.propose(
            make.certificate(), action, ground=Ground.ISSUER, reason="x", actor=officers[0], at=make.clock()
        )


@pytest.mark.parametrize("status", [one for one in Status if not LIFECYCLE.allows(one, Action.REVOKE)])
def test_a_step_that_does_not_exist_is_not_proposed(make, officers, status):
    with pytest.raises(Conflict):
        propose(make.certificate(status=status), officers[0], make)


def test_the_proposer_is_no_second_officer(make, officers):
    proposal = propose(make.certificate(), officers[0], make)
    with pytest.raises(Forbidden, match=r"proposal\.own"):
        confirm(proposal, officers[0], make)


def test_after_48_hours_it_has_lapsed_and_may_be_proposed_anew(make, officers):
    certificate = make.certificate()
    first = propose(certificate, officers[0], make)
    with pytest.raises(Conflict, match="closed"):
        confirm(first, officers[1], make, timedelta(hours=48) + SECOND)
    assert certificate.status is Status.VERIFIED
    second = propose(certificate, officers[1], make, at=make.clock() + timedelta(hours=48) + SECOND)
    assert (first.answer, second.answer) == (Answer.LAPSED, None)
    assert queries.about(certificate.id) == [second, first]


def test_only_one_waits_at_a_time(make, officers):
    certificate = make.certificate()
    propose(certificate, officers[0], make)
    with pytest.raises(Conflict, match="waiting"):
        propose(certificate, officers[1], make)


def test_what_changed_meanwhile_is_not_confirmed_unseen(make, officers):
    certificate = make.certificate()
    proposal = propose(certificate, officers[0], make)
    certificates.decide(
        certificate, Action.SUSPEND, actor=officers[0], at=make.clock(), prefix="BTG", reason="Mendesak."
    )
    with pytest.raises(Conflict, match="changed"):
        confirm(proposal, officers[1], make)
    assert certificate.status is Status.SUSPENDED


def test_a_stale_page_proposes_nothing(make, officers):
    certificate = make.certificate()
    with pytest.raises(Conflict):
        propose(certificate, officers[0], make, version=certificate.version + 1)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"ground": None}, {"ground"}),
        ({"reason": "  "}, {"reason"}),
        ({"ground": None, "reason": ""}, {"ground", "reason"}),
    ],
)
def test_a_proposal_says_why_to_everybody_and_to_the_artisan(make, officers, changes, missing):
    with pytest.raises(Incomplete) as refusal:
        propose(make.certificate(), officers[0], make, **changes)
    assert set(refusal.value.fields) == missing


def test_nobody_takes_part_in_their_own_or_a_relatives_file(make, officers):
    account = make.account(Role.OFFICER)
    own = make.certificate(make.artisan(account=account))
    holder = Actor(account.id, account.role, account.name, own.artisan_id, second_factor=True)
    with pytest.raises(Forbidden, match="own_file"):
        propose(own, holder, make)
    proposal = propose(own, officers[0], make)
    with pytest.raises(Forbidden, match="own_file"):
        confirm(proposal, holder, make)
    relatives.declare(own.artisan, actor=officers[1], at=make.clock())
    with pytest.raises(Forbidden, match="relative"):
        confirm(proposal, officers[1], make)
    with pytest.raises(Forbidden, match="relative"):
        operations.decline(proposal, "Tidak.", actor=officers[1], at=make.clock())


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_only_officers_take_part(make, officers, role):
    account = make.account(role)
    somebody = Actor(account.id, account.role, account.name, second_factor=True)
    certificate = make.certificate()
    with pytest.raises(Forbidden):
        propose(certificate, somebody, make)
    proposal = propose(certificate, officers[0], make)
    with pytest.raises(Forbidden):
        confirm(proposal, somebody, make)


def test_a_colleague_declines_with_a_note_and_the_proposer_takes_back_without(make, officers):
    certificate = make.certificate()
    proposal = propose(certificate, officers[0], make)
    with pytest.raises(Incomplete) as refusal:
        operations.decline(proposal, " ", actor=officers[1], at=make.clock())
    assert refusal.value.fields == {"answer_note": "proposal.note"}
    operations.decline(proposal, "Bukti belum ada.", actor=officers[1], at=make.clock())
    assert (proposal.answer, proposal.answer_note) == (Answer.DECLINED, "Bukti belum ada.")
    again = propose(certificate, officers[0], make)
    operations.decline(again, "", actor=officers[0], at=make.clock())
    assert again.answer is Answer.TAKEN_BACK
    assert certificate.status is Status.VERIFIED
    for closed in (proposal, again):
        with pytest.raises(Conflict, match="closed"):
            confirm(closed, officers[1], make)
