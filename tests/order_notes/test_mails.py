"""Letters about a note, in the reader's language; none carries how to pay or where it is sent."""

from __future__ import annotations

import pytest

from marketplace.inquiries.rules import Side
from marketplace.order_notes import operations
from marketplace.order_notes.rules import Action
from marketplace.web.letters import render
from tests.conftest import NOON
from tests.order_notes.conftest import actor_of

STEPS = {
    "propose": "proposes",
    "receipt": "Your order note",
    "change": "has changed",
    "confirm": "Agreed",
    "start": "has begun",
    "finish": "is ready",
    "hand_over": "was handed over",
    "settle": "was handed over",
    "dispute": "something is wrong",
    "cancel": "has called off",
    "moved": "comes here now",
    "moved_away": "go to another address",
    "buyer_moved": "gave another address",
}


@pytest.mark.parametrize(("deed", "words"), STEPS.items())
def test_each_step_has_a_subject_of_its_own(app, deed, words):
    with app.app_context():
        subject, body = render(
            "order_note",
            "en",
            {
                "name": "Rina",
                "other": "Siti",
                "bag": "Tote",
                "sum": 285_000,
                "ready": "2026-05-01",
                "words": "",
                "deed": deed,
                "where": ["order_notes.show", {"token": "t"}],
            },
        )
    assert words in subject
    assert "1 May 2026" in body and "/en/orders/t" in body


def test_a_letter_says_neither_the_address_nor_how_to_pay(agreed, jobs, outbox, session):
    operations.step(
        agreed,
        Action.FINISH,
        "",
        who=operations.artisan_of(agreed, actor_of(agreed.artisan)),
        at=NOON,
    )
    session.commit()
    jobs.run_all()
    assert outbox.letters
    assert not any("Jl. Contoh" in letter.text or "Inisial" in letter.text for letter in outbox.letters)


def test_a_buyer_without_an_address_gets_no_letter(propose, bag, jobs, outbox):
    propose(bag, side=Side.BUYER, email=None, phone="+6281200000009")
    jobs.run_all()
    assert [letter.to for letter in outbox.letters] == [bag.artisan.account.email]
