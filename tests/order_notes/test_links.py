"""What opens a note for its buyer, how links take each other's place, and what opens nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.inquiries import links as talks
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Gone, NotFound, SignInRequired
from marketplace.kit.tokens import LINK_GRACE, REPLACED_KEPT
from marketplace.order_notes import links, operations
from marketplace.order_notes.models import NoteLink, OrderNote
from marketplace.order_notes.rules import LINK_LIFETIME, Action
from tests.conftest import NOON
from tests.order_notes.conftest import actor_of

NUMBER = {"email": None, "phone": "+6281200000009"}


def opened(token, at=NOON, account_id=None):
    return links.opened(token, at, account_id=account_id)


def test_links_are_chance_and_only_their_digests_are_kept(propose, bag, session):
    note = propose(bag)
    tokens = {links.give(note, at=NOON) for _ in range(20)}
    rows = [session.execute(select(table)).all() for table in (OrderNote.__table__, NoteLink.__table__)]
    assert len(tokens) == 20
    assert not any(token in str(rows) for token in tokens)


def test_each_letter_brings_a_link_and_the_one_before_works_a_day_longer(agreed, session):
    token, who = links.give(agreed, at=NOON), operations.artisan_of(agreed, actor_of(agreed.artisan))
    operations.step(agreed, Action.START, "", who=who, at=NOON)
    session.commit()
    assert opened(token, NOON + LINK_GRACE - timedelta(seconds=1)).id == agreed.id
    with pytest.raises(Gone) as refusal:
        opened(token, NOON + LINK_GRACE)
    assert refusal.value.code == links.LINK_REPLACED


def test_without_a_letter_no_link_is_replaced(propose, bag, session):
    note = propose(bag, side=Side.BUYER, **NUMBER)
    token = links.give(note, at=NOON)
    operations.confirm(
        note, seen=1, who=operations.artisan_of(note, actor_of(bag.artisan)), at=NOON, today=NOON.date()
    )
    session.commit()
    assert opened(token, NOON + 30 * LINK_GRACE).id == note.id


def test_a_second_press_leaves_one_lasting_link(propose, bag, session):
    by_letter, by_number = propose(bag, side=Side.BUYER), propose(bag, side=Side.BUYER, **NUMBER)
    first = links.give(by_letter, at=NOON), links.give(by_number, at=NOON)
    second = links.again(by_letter, at=NOON), links.again(by_number, at=NOON)
    session.commit()
    late = NOON + LINK_GRACE
    assert opened(first[0], late) and opened(second[1], late)
    for token in (second[0], first[1]):
        with pytest.raises(Gone):
            opened(token, late)


def test_links_end_but_not_for_the_account_that_holds_the_note(propose, bag, make, session):
    account, other = make.account(Role.BUYER), make.account(Role.BUYER)
    note = propose(bag, side=Side.BUYER, account_id=account.id)
    token, late = links.give(note, at=NOON), NOON + timedelta(days=14) + LINK_LIFETIME
    session.commit()
    assert opened(token, late, account.id).id == opened(note.code, late, account.id).id == note.id
    for key, account_id in [(token, None), (token, other.id), (note.code, other.id)]:
        with pytest.raises(NotFound):
            opened(key, late, account_id)
    with pytest.raises(SignInRequired):
        opened(note.code, late)


def test_a_talks_link_opens_its_own_notes_alone_and_ends_with_it(propose, bag, make, session):
    thread, other = make.thread(bag, token="talk"), make.thread(bag, token="other")
    note = propose(bag, thread=thread)
    assert opened(links.in_talk("talk", note)).id == note.id
    for key in (
        links.in_talk("other", note),
        f".{note.code}",
        "talk.",
        "talk.0000000000",
        f"talk..{note.code}",
    ):
        with pytest.raises(NotFound):
            opened(key)
    talks.rotate(thread, at=NOON)
    session.commit()
    with pytest.raises(Gone):
        opened(links.in_talk("talk", note), NOON + LINK_GRACE)
    assert other.id != thread.id


def test_an_account_opens_the_notes_of_its_talks(propose, bag, make):
    account = make.account(Role.BUYER)
    note = propose(bag, thread=make.thread(bag, buyer_account_id=account.id))
    assert opened(note.code, NOON, account.id).id == note.id


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "a" * 10, ".", "ü" * 10, "a" * 5000])
def test_what_was_not_handed_out_opens_nothing(propose, bag, make, token):
    propose(bag)
    with pytest.raises(NotFound):
        opened(token, NOON, make.account(Role.BUYER).id)


def test_links_replaced_long_ago_are_forgotten(propose, bag, session):
    note = propose(bag)
    links.lend(note, at=NOON - REPLACED_KEPT)
    assert links.prune(NOON) == 1
