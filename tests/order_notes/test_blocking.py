"""Blocking whoever proposed a note without a talk: by contact and by account, for all her bags, until it is lifted."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.inquiries import blocks
from marketplace.inquiries.operations import sender_key
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Forbidden, Invalid
from marketplace.order_notes import blocking, operations
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, TODAY, Said, actor_of


def test_contact_and_account_are_held_and_lifted_together(propose, bag, make, session):
    account = make.account(Role.BUYER, name="Rina")
    note = propose(bag, side=Side.BUYER, account_id=account.id)
    actor = actor_of(bag.artisan)
    for _ in range(2):
        blocking.block(note, secret=SECRET, actor=actor, at=NOON)
    other = sender_key("lain@contoh.invalid", SECRET)
    assert blocking.holds(note, SECRET)
    assert blocks.is_blocked(bag.artisan_id, other, account.id), "another contact is typed in a moment"
    assert not blocks.is_blocked(bag.artisan_id, other)
    assert not blocks.is_blocked(make.artisan().id, sender_key("rina@contoh.invalid", SECRET), account.id)
    blocking.lift(note, secret=SECRET, actor=actor)
    assert not blocking.holds(note, SECRET)


def test_nobody_else_blocks_for_her(propose, bag, make):
    note, other = propose(bag, side=Side.BUYER), actor_of(make.artisan())
    with pytest.raises(Forbidden):
        blocking.block(note, secret=SECRET, actor=other, at=NOON)
    with pytest.raises(Forbidden):
        blocking.lift(note, secret=SECRET, actor=other)


def test_a_contact_blocked_in_a_talk_before_gets_its_account_held_too(propose, bag, make, session):
    thread = make.thread(bag, sender_key=sender_key("rina@contoh.invalid", SECRET))
    account = make.account(Role.BUYER, name="Rina")
    note = propose(bag, side=Side.BUYER, account_id=account.id)
    blocks.block(thread, secret=SECRET, actor=actor_of(bag.artisan), at=NOON)
    blocking.block(note, secret=SECRET, actor=actor_of(bag.artisan), at=NOON)
    assert blocks.is_blocked(bag.artisan_id, "x", account.id)


@pytest.mark.parametrize("moved", [False, True])
def test_whoever_an_officer_parted_changes_no_proposed_note(propose, bag, make, session, moved):
    thread = make.thread(bag, buyer_email="rina@contoh.invalid", sender_key="")
    note = propose(bag, thread=thread if moved else None)
    if moved:
        note.buyer_email = "lain@contoh.invalid"
    blocks.end_between(thread, secret=SECRET, at=NOON)
    for who in (operations.artisan_of(note, actor_of(bag.artisan)), operations.buyer_of(note, None)):
        with pytest.raises(Invalid) as refused:
            operations.change(note, Said(details="Hubungi saya"), seen=1, who=who, at=NOON, today=TODAY)
        assert refused.value.fields == {"form": "inquiry.ended"}
    assert note.number == 1
