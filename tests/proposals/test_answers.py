"""What every second officer's answer obeys, whatever was proposed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates.rules import Action, Status
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.proposals import answers
from marketplace.proposals.rules import Answer

WITHIN = timedelta(hours=48)
SECOND = timedelta(seconds=1)


@pytest.fixture
def proposal(make):
    officer = make.account(Role.OFFICER, name="Ani")
    appeal = make.appeal(make.decision(make.certificate(status=Status.REJECTED), Action.REJECT))
    return make.upholding(appeal, proposed_by_id=officer.id, proposed_by_name=officer.name)


@pytest.fixture
def proposer(proposal):
    return Actor(proposal.proposed_by_id, Role.OFFICER, "Ani", second_factor=True)


@pytest.fixture
def colleague(make):
    return Actor(make.account(Role.OFFICER, name="Budi").id, Role.OFFICER, "Budi", second_factor=True)


def test_it_is_open_to_the_last_moment_and_not_longer(proposal):
    answers.require_open(proposal, proposal.proposed_at + WITHIN)
    with pytest.raises(Conflict, match="closed"):
        answers.require_open(proposal, proposal.proposed_at + WITHIN + SECOND)


@pytest.mark.parametrize("answer", Answer)
def test_an_answered_one_is_closed(make, proposal, colleague, answer):
    answers.close(proposal, answer, colleague, make.clock())
    with pytest.raises(Conflict, match="closed"):
        answers.require_open(proposal, make.clock())


def test_only_the_proposer_is_no_colleague(proposal, proposer, colleague):
    answers.require_colleague(proposal, colleague)
    with pytest.raises(Forbidden, match=r"proposal\.own"):
        answers.require_colleague(proposal, proposer)


def test_one_that_waits_is_in_the_way_and_one_that_lapsed_is_closed(proposal):
    answers.make_way(None, proposal.proposed_at)
    with pytest.raises(Conflict, match="waiting"):
        answers.make_way(proposal, proposal.proposed_at + WITHIN)
    assert proposal.answer is None
    later = proposal.proposed_at + WITHIN + SECOND
    answers.make_way(proposal, later)
    assert (proposal.answer, proposal.answered_at, proposal.answered_by_id) == (Answer.LAPSED, later, None)


def test_a_colleague_owes_words_and_the_proposer_none(make, proposal, proposer, colleague):
    with pytest.raises(Incomplete):
        answers.refuse(proposal, " ", actor=colleague, at=make.clock())
    assert proposal.answer is None
    assert answers.refuse(proposal, "", actor=proposer, at=make.clock()) is Answer.TAKEN_BACK
    assert (proposal.answered_by_id, proposal.answered_by_name) == (proposer.id, "Ani")


def test_what_a_colleague_says_is_kept(make, proposal, colleague):
    answers.refuse(proposal, "Bukti belum ada.", actor=colleague, at=make.clock())
    assert (proposal.answer, proposal.answer_note) == (Answer.DECLINED, "Bukti belum ada.")
