"""The demonstration's collections are seen, with what was pinned first and what their search finds behind it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.collections.models import Collection
from marketplace.demo import collections
from marketplace.listings.rules import BagType, State


@pytest.fixture
def together(make, session):
    make.listing(title="Tote Murah", bag_type=BagType.TOTE, price=90_000)
    make.listing(title="Tote Mahal", bag_type=BagType.TOTE, price=400_000)
    make.listing(title="Ransel Mahal", bag_type=BagType.BACKPACK, price=350_000)
    make.listing(title="Tote Terjual", bag_type=BagType.TOTE, price=900_000, state=State.SOLD)
    make.listing(title="Clutch Satu", bag_type=BagType.CLUTCH, price=120_000)
    officer = make.account(Role.OFFICER)
    collections.put_together(
        actor=Actor(officer.id, officer.role, officer.name, second_factor=True), at=make.clock()
    )
    session.commit()


def test_the_dearest_on_offer_are_pinned_in_their_order(together, session):
    found = session.scalars(select(Collection).order_by(Collection.id)).all()
    assert [[pin.listing.title for pin in one.pins] for one in found] == [
        ["Tote Mahal", "Ransel Mahal"],
        ["Clutch Satu"],
    ]


def test_everybody_sees_them_and_the_search_behind_the_pins(client, together):
    page = client.get("/").get_data(as_text=True)
    for entry, _ in collections.COLLECTIONS:
        assert entry.title in page
    page = client.get("/collections/muat-laptop-siap-ke-kantor").get_data(as_text=True)
    at = [page.index(title) for title in ("Tote Mahal", "Ransel Mahal", "Tote Murah")]
    assert at == sorted(at) and "Tote Terjual" not in page
    assert "Room for a laptop" in client.get("/en/").get_data(as_text=True)
