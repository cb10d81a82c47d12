"""An artisan with a book: notes at any step, lines written by hand."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

import pytest

from marketplace.order_notes import operations as orders
from marketplace.order_notes.rules import Action
from marketplace.sales import operations
from marketplace.sales.schemas import SaleForm
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, actor_of
from tests.order_notes.conftest import bag as bag
from tests.order_notes.conftest import propose as propose
from tests.reviews.conftest import hand_over as hand_over
from tests.reviews.conftest import handed as handed

ZONE = "Asia/Makassar"
FORMS = count(1)


def form(**fields) -> SaleForm:
    return SaleForm(**{"sold_on": TODAY, "what": "Dompet", "pieces": 2, "amount": 60_000, **fields})


@pytest.fixture
def write(session):
    """Write a line into an artisan's book, and commit."""

    def go(artisan, once=None, at=NOON, today=TODAY, **fields):
        sale = operations.write(
            form(**fields),
            once=once or f"form-{next(FORMS)}",
            actor=actor_of(artisan),
            at=at,
            today=today,
        )
        session.commit()
        return sale

    return go


@pytest.fixture
def move(session):
    """Take a step of a note at some moment."""

    def go(note, action: Action, at: datetime, words: str = "Belum dibayar."):
        who = orders.artisan_of(note, actor_of(note.artisan))
        orders.step(note, action, words, who=who, at=at)
        session.commit()

    return go


@pytest.fixture
def statements(request):
    """The fixture `queries` by another name: here that is a module."""
    return request.getfixturevalue("queries")


def day(text: str) -> date:
    return date.fromisoformat(text)
