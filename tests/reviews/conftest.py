"""A note that was handed over."""

from __future__ import annotations

import pytest

from marketplace.order_notes import operations as orders
from marketplace.order_notes import proofs
from marketplace.order_notes.rules import Action
from marketplace.reviews.rights import Claim
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, TODAY, actor_of, path_of
from tests.order_notes.conftest import agreed as agreed
from tests.order_notes.conftest import bag as bag
from tests.order_notes.conftest import propose as propose

FORM = {
    "name": "Bu R",
    "as_described": "5",
    "made_well": "4",
    "on_time": "5",
    "communication": "3",
    "words": "Rapi sekali.",
}


@pytest.fixture
def hand_over(session):
    """Take a note from its proposal to the buyer's hands."""

    def go(note, account=None):
        who = orders.buyer_of(note, account)
        orders.confirm(note, seen=1, who=who, at=NOON, today=TODAY)
        maker = orders.artisan_of(note, actor_of(note.artisan))
        for action in (Action.FINISH, Action.HAND_OVER):
            orders.step(note, action, "", who=maker, at=NOON)
        session.commit()
        return note

    return go


@pytest.fixture
def handed(propose, bag, hand_over):
    return hand_over(propose(bag))


def by_letter(note, address=None):
    """What somebody has who opened the letter to the note's mailbox."""
    return Claim(proof=proofs.proof(note, address or note.buyer_email, SECRET))


def letter_path(note, address=None):
    """The address in that letter."""
    return f"{path_of(note)}/review/{by_letter(note, address).proof}"
