"""Asking for the link to a review: who gets a letter, and that nobody else learns of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.inquiries.rules import Side
from marketplace.kit.errors import TooMany
from marketplace.order_notes import operations as orders
from marketplace.reviews import linking, operations, rights
from marketplace.reviews.models import ReviewAddress
from marketplace.reviews.rights import Right
from marketplace.reviews.rules import LINK_LIMITS, Aspect
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, TODAY, actor_of
from tests.reviews.conftest import by_letter


@pytest.fixture
def numbered(propose, bag, session):
    """An order a buyer with a telephone number alone proposed from the bag's page, handed over."""
    note = propose(bag, side=Side.BUYER, email=None, phone="+6281200000009")
    maker = orders.artisan_of(note, actor_of(bag.artisan))
    orders.confirm(note, seen=1, who=maker, at=NOON, today=TODAY)
    for action in (orders.Action.FINISH, orders.Action.HAND_OVER):
        orders.step(note, action, "", who=maker, at=NOON)
    session.commit()
    return note


@pytest.fixture
def ask(session, jobs, outbox, clock):
    """Ask for the link; return the letters that went out."""

    def go(note, email=None, *, account_id=None, at=NOON):
        jobs.run_all()
        before, clock.now = len(outbox.letters), at
        linking.ask(note, email, account_id=account_id, secret=SECRET, at=at)
        session.commit()
        jobs.run_all()
        return outbox.letters[before:]

    return go


def test_the_letter_goes_to_the_address_of_the_order_whatever_else_is_typed(ask, handed):
    (letter,) = ask(handed, "siti@lain.invalid")
    assert letter.to == "rina@contoh.invalid"
    assert f"/review/{by_letter(handed).proof}" in letter.text


def test_a_number_alone_needs_an_address_and_gets_the_link_there(ask, numbered, session):
    assert ask(numbered) == []
    (letter,) = ask(numbered, "rina@lain.invalid")
    assert letter.to == "rina@lain.invalid"
    claim = by_letter(numbered, "rina@lain.invalid")
    assert claim.proof in letter.text
    assert isinstance(rights.find(numbered, claim, SECRET), Right)
    (again,) = ask(numbered, at=NOON + timedelta(hours=1))
    assert again.to == "rina@lain.invalid"


def test_another_address_makes_the_first_letter_worthless(ask, numbered):
    ask(numbered, "rina@lain.invalid")
    ask(numbered, "dewi@lain.invalid")
    assert not isinstance(rights.find(numbered, by_letter(numbered, "rina@lain.invalid"), SECRET), Right)
    assert isinstance(rights.find(numbered, by_letter(numbered, "dewi@lain.invalid"), SECRET), Right)


def test_who_wrote_by_a_letter_cannot_be_overwritten_from_another_mailbox(ask, numbered, session):
    ask(numbered, "rina@lain.invalid")
    claim = by_letter(numbered, "rina@lain.invalid")
    said = {"name": "R", "marks": dict.fromkeys(Aspect, 5), "reasons": {}, "words": ""}
    operations.write(numbered, **said, claim=claim, secret=SECRET, at=NOON)
    session.commit()
    assert ask(numbered, "siti@lain.invalid") == []
    assert isinstance(rights.find(numbered, claim, SECRET), Right)
    assert len(ask(numbered, "Rina+2@lain.invalid", at=NOON + timedelta(hours=1))) == 1


def test_no_letter_goes_to_the_artisan_under_whatever_name(ask, numbered, bag, session):
    bag.artisan.account.email = "siti@gmail.com"
    session.commit()
    for address in ("siti@gmail.com", "s.iti+rina@googlemail.com"):
        assert ask(numbered, address) == []
    assert session.query(ReviewAddress).count() == 0


def test_no_letter_goes_out_before_the_bag_is_handed_over_or_from_a_link_that_was_passed_on(
    ask, agreed, propose, bag, hand_over
):
    assert ask(agreed) == []
    assert ask(hand_over(propose(bag, email=None, phone="+6281200000009")), "rina@lain.invalid") == []


def test_letters_are_counted_by_note_and_by_mailbox(session):
    count = LINK_LIMITS[0][0]
    for _ in range(count):
        linking.admit(1, "rina@contoh.invalid", address="192.0.2.1", at=NOON)
    with pytest.raises(TooMany):
        linking.admit(1, "dewi@contoh.invalid", address="192.0.2.2", at=NOON)
    with pytest.raises(TooMany):
        linking.admit(2, "Rina+1@contoh.invalid", address="192.0.2.2", at=NOON)
    linking.admit(2, "dewi@contoh.invalid", address="192.0.2.2", at=NOON)
