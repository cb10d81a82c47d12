"""A buyer, artisans who hold the unit and have room, and requests between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

import pytest

from marketplace.access.actors import Actor
from marketplace.artisans.rules import Technique
from marketplace.database.base import db
from marketplace.listings.rules import Availability
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.rules import Delivery
from marketplace.requests import links, operations, taking
from tests.conftest import NOON

SECRET = "a secret for tests only"
TODAY = date(2026, 4, 14)
LATER = {"at": NOON, "today": TODAY}
NUMBERS = count(1)


@dataclass
class Wish:
    """A wish as a form would give it."""

    words: str = "Tas seperti ini dengan tali lebih panjang"
    length_cm: int | None = 30
    width_cm: int | None = None
    height_cm: int | None = None
    colour: object = None
    colour_note: str = ""
    material: object = None
    quantity: int = 1
    budget: int | None = None
    needed_on: date | None = field(default_factory=lambda: TODAY + timedelta(days=30))
    closes_on: date | None = field(default_factory=lambda: TODAY + timedelta(days=7))
    technique: Technique = Technique.CROCHET
    unit_code: str | None = None
    bag_type: object = None


@dataclass
class Said:
    """An offer as a form would give it."""

    quantity: int = 1
    price_each: int = 150_000
    deposit: int = 30
    ready_on: date = field(default_factory=lambda: TODAY + timedelta(days=20))
    delivery: Delivery = Delivery.PICK_UP
    shipping_by: object = None
    words: str = ""


def actor_of(artisan):
    account = artisan.account
    return Actor(account.id, account.role, account.name, artisan.id, False, "id")


def buyer(email="rina@contoh.invalid", phone=None, account_id=None):
    return Buyer("Rina", email, phone, "id", account_id)


def path_of(request):
    """The buyer's page, by a link of its own."""
    token = links.give(request, at=NOON)
    db.session.commit()
    return f"/requests/{token}"


@pytest.fixture
def maker(make):
    """An artisan who can be asked: a valid certificate, a bag made to order, room in her weeks."""

    def begin(name="", capacity=5, **changes):
        artisan = make.artisan(name=name or f"Siti {next(NUMBERS)}", weekly_capacity=capacity, **changes)
        make.certificate(artisan)
        make.listing(artisan, availability=Availability.MADE_TO_ORDER, lead_days=7)
        return artisan

    return begin


@pytest.fixture
def ask(session, make):
    """Ask the maker of a bag, or all (`bag=None`), and commit."""

    def begin(bag=None, who=None, **wish):
        wanted = Wish(**wish)
        if bag is None:
            request, _ = operations.ask_all(wanted, who or buyer(), secret=SECRET, **LATER)
        else:
            request, _ = operations.ask_maker(bag, wanted, who or buyer(), secret=SECRET, **LATER)
        session.commit()
        return request

    return begin


@pytest.fixture
def offered(session):
    """Have an asked artisan offer, and commit."""

    def begin(request, artisan, **said):
        row = next(one for one in request.recipients if one.artisan_id == artisan.id)
        offer = operations.offer(row, Said(**said), actor=actor_of(artisan), **LATER)
        session.commit()
        return offer

    return begin


@pytest.fixture
def queries_of(queries, session):
    """How many statements a question takes, with nothing loaded before."""

    def count_of(deed):
        session.expunge_all()
        with queries() as said:
            deed()
        return len(said)

    return count_of


def take(request, offer, quantity, actor=None):
    return taking.take(request, offer.id, quantity, details="", place="", actor=actor, **LATER)


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
