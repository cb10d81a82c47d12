"""A buyer, an artisan, and a note between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.database.base import db
from marketplace.inquiries.rules import Side
from marketplace.order_notes import links, operations
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.rules import Delivery, ShippingBy
from tests.conftest import NOON

SECRET = "a secret for tests only"
TODAY = date(2026, 4, 14)


@dataclass
class Said:
    """Terms as a form would give them."""

    variant_code: str | None = None
    details: str = "Inisial R di dalam"
    quantity: int = 1
    price: int = 285_000
    deposit: int = 100_000
    ready_on: date = field(default_factory=lambda: TODAY + timedelta(days=14))
    delivery: Delivery = Delivery.COURIER
    place: str = "Jl. Contoh 1, Bontang"
    shipping_by: ShippingBy | None = ShippingBy.BUYER


def actor_of(artisan):
    account = artisan.account
    return Actor(account.id, account.role, account.name, artisan.id, False, "id")


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"), title="Tote Ombak")


@pytest.fixture
def propose(session):
    """Begin a note by either side, and commit."""

    def begin(
        bag, side=Side.ARTISAN, email="rina@contoh.invalid", phone=None, thread=None, account_id=None, **terms
    ):
        note, _ = operations.propose(
            bag,
            Said(**terms),
            Buyer("Rina", email, phone, "id", account_id),
            side=side,
            actor=actor_of(bag.artisan) if side is Side.ARTISAN else None,
            at=NOON,
            today=TODAY,
            thread=thread,
        )
        session.commit()
        return note

    return begin


@pytest.fixture
def agreed(propose, bag, session):
    """A note both agreed on."""
    note = propose(bag)
    operations.confirm(note, seen=1, who=operations.buyer_of(note, None), at=NOON, today=TODAY)
    session.commit()
    return note


def path_of(note):
    """The buyer's page, by a link of its own."""
    token = links.give(note, at=NOON)
    db.session.commit()
    return f"/orders/{token}"


class Studio:
    """Somebody signed in: posts carry the token of a page of hers."""

    def __init__(self, client) -> None:
        self.client = client

    def get(self, path):
        return self.client.get(path)

    def post(self, path, data=()):
        page = self.client.get("/studio/payment").get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        return self.client.post(path, data={"csrf_token": token[1], **dict(data)})
