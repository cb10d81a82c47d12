"""Who takes a step: each side as itself, a helper under a name of their own, nobody for what they bought."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Acting, Task
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Forbidden
from marketplace.order_notes import parties
from tests.order_notes.conftest import actor_of


def helper(note, *tasks, account_id=99):
    acting = Acting(1, note.account_id, note.artisan.name, frozenset(tasks))
    return Actor(account_id, Role.BUYER, "Budi", note.artisan_id, acting=acting)


def test_the_artisan_steps_as_herself(agreed):
    who = parties.stepper_of(agreed, actor_of(agreed.artisan))
    assert (who.side, who.name, who.helper) == (Side.ARTISAN, agreed.artisan.name, "")


def test_a_helper_steps_under_a_name_of_their_own_and_does_nothing_else(agreed):
    who = parties.stepper_of(agreed, helper(agreed, Task.ORDERS))
    assert (who.side, who.name, who.helper) == (Side.ARTISAN, agreed.artisan.name, "Budi")
    with pytest.raises(Forbidden):
        parties.artisan_of(agreed, helper(agreed, *Task))
    with pytest.raises(Forbidden):
        parties.stepper_of(agreed, helper(agreed, *(set(Task) - {Task.ORDERS})))


def test_what_one_bought_is_marked_by_the_artisan(agreed, make):
    buyer = make.account(email="rina@contoh.invalid")
    with pytest.raises(Forbidden, match=r"helper\.own_order"):
        parties.stepper_of(agreed, helper(agreed, Task.ORDERS, account_id=buyer.id))


def test_nobody_is_the_buyer_of_a_note_of_her_own(agreed):
    with pytest.raises(Forbidden, match=r"order_note\.own_side"):
        parties.buyer_of(agreed, actor_of(agreed.artisan))
    assert parties.buyer_of(agreed, None).side is Side.BUYER
