"""A dispute holds a note and lets it go again."""

from __future__ import annotations

import pytest

from marketplace.kit.errors import Conflict
from marketplace.order_notes import disputed, operations
from marketplace.order_notes.rules import MAX_DISPUTES, Action, State
from tests.conftest import NOON
from tests.order_notes.conftest import actor_of


def test_a_note_goes_back_to_where_it_stood_and_may_be_called_off(agreed, session):
    artisan = operations.artisan_of(agreed, actor_of(agreed.artisan))
    buyer = operations.buyer_of(agreed, None)
    operations.step(agreed, Action.FINISH, "", who=artisan, at=NOON)
    assert disputed.hold(agreed, "Talinya lepas", who=buyer, at=NOON) is State.READY
    assert agreed.state is State.DISPUTED and agreed.disputed_at == NOON
    disputed.release(agreed, State.READY, who=artisan, at=NOON)
    assert agreed.state is State.READY and agreed.events[-1].action is Action.SETTLE
    disputed.hold(agreed, "Lagi", who=artisan, at=NOON)
    disputed.release(agreed, State.CANCELLED, who=buyer, at=NOON)
    session.commit()
    assert agreed.cancelled_at == NOON and agreed.events[-1].action is Action.CANCEL


def test_nobody_says_for_ever_that_something_is_wrong(agreed, session):
    buyer = operations.buyer_of(agreed, None)
    for _ in range(MAX_DISPUTES):
        disputed.hold(agreed, "Talinya lepas", who=buyer, at=NOON)
        disputed.release(agreed, State.AGREED, who=None, at=NOON)
    with pytest.raises(Conflict) as refusal:
        disputed.hold(agreed, "Lagi", who=buyer, at=NOON)
    assert refusal.value.code == "order_note.disputes"
    artisan = operations.artisan_of(agreed, actor_of(agreed.artisan))
    disputed.hold(agreed, "Belum dibayar", who=artisan, at=NOON)
    assert agreed.state is State.DISPUTED


def test_a_note_that_is_not_disputed_is_not_let_go(agreed):
    with pytest.raises(Conflict):
        disputed.release(agreed, State.HANDED_OVER, who=None, at=NOON)
