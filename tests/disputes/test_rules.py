"""The table of steps, pair by pair, and the clock."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from marketplace.disputes.rules import (
    GOING_ON,
    LIFECYCLE,
    Action,
    Mover,
    State,
    clock,
    may,
    may_decide,
    steps,
)
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict
from tests.conftest import NOON

LEADS_TO = {
    (State.OPEN, Action.REPLY): State.REPLIED,
    (State.OPEN, Action.PROPOSE): State.OPEN,
    (State.REPLIED, Action.PROPOSE): State.REPLIED,
    **{(state, Action.ACCEPT): State.SETTLED for state in GOING_ON},
    **{(state, Action.WITHDRAW): State.WITHDRAWN for state in GOING_ON},
    **{(state, Action.DECIDE): State.DECIDED for state in GOING_ON},
}


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_pair_of_state_and_action_leads_where_the_table_says_or_is_refused(state, action):
    if (state, action) in LEADS_TO:
        assert LIFECYCLE.move(state, action).target is LEADS_TO[state, action]
    else:
        with pytest.raises(Conflict):
            LIFECYCLE.move(state, action)


@pytest.mark.parametrize(
    ("mover", "opener", "other", "officer"),
    [
        (Mover.OPENER, True, False, False),
        (Mover.OTHER, False, True, False),
        (Mover.EITHER, True, True, False),
        (Mover.OFFICER, False, False, True),
    ],
)
def test_each_step_is_somebodys(mover, opener, other, officer):
    who = (Side.BUYER, Side.ARTISAN, None)
    assert [may(side, mover, Side.BUYER, None) for side in who] == [opener, other, officer]


def test_only_the_other_side_accepts_a_proposal_and_nobody_where_there_is_none():
    assert not may(Side.BUYER, Mover.ANSWERER, Side.BUYER, None)
    assert not may(Side.BUYER, Mover.ANSWERER, Side.BUYER, Side.BUYER)
    assert may(Side.BUYER, Mover.ANSWERER, Side.BUYER, Side.ARTISAN)
    assert not may(None, Mover.ANSWERER, Side.BUYER, Side.ARTISAN)


def test_what_each_side_is_offered():
    assert steps(State.OPEN, Side.BUYER, Side.BUYER, None) == [Action.PROPOSE, Action.WITHDRAW]
    assert steps(State.OPEN, Side.ARTISAN, Side.BUYER, Side.BUYER) == [
        Action.REPLY,
        Action.PROPOSE,
        Action.ACCEPT,
    ]
    assert steps(State.DECIDED, Side.BUYER, Side.BUYER, None) == []


def test_an_outcome_waits_for_the_reply_or_for_the_end_of_its_time():
    reply_until, decide_until = clock(NOON, 3, 7)
    assert (reply_until - NOON, decide_until - NOON) == (timedelta(days=3), timedelta(days=10))
    assert not may_decide(State.OPEN, reply_until, reply_until - timedelta(seconds=1))
    assert may_decide(State.OPEN, reply_until, reply_until)
    assert may_decide(State.REPLIED, reply_until, NOON)
    assert not may_decide(State.SETTLED, reply_until, decide_until)
