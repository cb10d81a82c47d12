"""What waits for a second officer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates.grounds import Ground
from marketplace.certificates.rules import Action
from marketplace.kit.errors import NotFound
from marketplace.proposals import operations, queries


@pytest.fixture
def propose(make):
    account = make.account(Role.OFFICER)
    officer = Actor(account.id, account.role, account.name, second_factor=True)

    def act(certificate, at):
        return operations.propose(
            certificate, Action.REVOKE, ground=Ground.HOLDER, reason="Permintaan.", actor=officer, at=at
        )

    return act


def test_the_most_urgent_come_first_and_lapsed_or_answered_ones_not_at_all(make, propose):
    now = make.clock()
    lapsed = propose(make.certificate(), now - timedelta(hours=48, seconds=1))
    last_moment = propose(make.certificate(), now - timedelta(hours=48))
    fresh = propose(make.certificate(), now)
    assert queries.waiting(now) == [last_moment, fresh]
    assert queries.unanswered(lapsed.certificate_id) == lapsed
    assert queries.unanswered(make.certificate().id) is None


def test_a_proposal_is_found_under_its_own_certificate_alone(make, propose):
    one, other = make.certificate(), make.certificate()
    proposal = propose(one, make.clock())
    assert queries.of_certificate(one.id, proposal.id) == proposal
    with pytest.raises(NotFound):
        queries.of_certificate(other.id, proposal.id)


def test_who_proposed_what_was_done_is_remembered(make, propose):
    certificate = make.certificate()
    proposal = propose(certificate, make.clock())
    proposer = proposal.proposed_by_id
    assert not queries.has_proposed(certificate.id, proposer)
    second = make.account(Role.OFFICER)
    actor = Actor(second.id, second.role, second.name, second_factor=True)
    operations.confirm(proposal, actor=actor, at=make.clock(), prefix="BTG")
    assert queries.has_proposed(certificate.id, proposer)
    assert not queries.has_proposed(certificate.id, second.id)
    assert not queries.has_proposed(make.certificate().id, proposer)
