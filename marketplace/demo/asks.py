"""Requests of the demonstration: one to a maker that waits for her answer, one for many bags that is partly ordered."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.database.session import session
from marketplace.demo.people import BUYER
from marketplace.kit.errors import Conflict
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, State
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.rules import Delivery
from marketplace.requests import operations, taking
from marketplace.requests.models import Recipient
from marketplace.requests.schemas import OfferForm, OpenForm, WishForm
from marketplace.toolbox import Toolbox

WORDS = "Seperti tas ini, tetapi talinya lebih panjang dan ada satu kantong di dalam."
MANY = "Suvenir untuk peserta lokakarya (rekaan): tas kecil warna laut, semua seukuran."
WEEKLY = 6
OFFERS = ((5, 95_000), (9, 99_000))
"""(pieces, rupiah each) of those who have answered."""


def ask(box: Toolbox) -> None:
    """Have the demonstration's buyer ask one maker, and all whose turn it is."""
    secret, at, today = box.settings.secret_key, box.clock(), box.today()
    account = session.scalars(select(Account).where(Account.email == BUYER[1])).one_or_none()
    buyer = Buyer(BUYER[0], BUYER[1], None, "id", account.id if account else None)
    bag = session.scalars(
        select(Listing).where(Listing.state == State.PUBLISHED).order_by(Listing.id).limit(1)
    ).one_or_none()
    if bag is None:
        return
    wish = WishForm(name=buyer.name, contact=BUYER[1], words=WORDS, quantity=1, budget=350_000)
    operations.ask_maker(bag, wish, buyer, secret=secret, at=at - timedelta(hours=3), today=today)
    _say_how_many_they_make()
    pool = OpenForm(
        name=buyer.name,
        contact=BUYER[1],
        words=MANY,
        quantity=12,
        budget=1_200_000,
        technique=Technique.CROCHET,
        needed_on=today + timedelta(days=40),
        closes_on=today + timedelta(days=10),
    )
    try:
        made, _ = operations.ask_all(pool, buyer, secret=secret, at=at - timedelta(hours=2), today=today)
    except Conflict:
        return
    later = at - timedelta(hours=1)
    offers = []
    for row, (quantity, price) in zip(made.recipients, OFFERS, strict=False):
        said = OfferForm(
            quantity=quantity,
            price_each=price,
            deposit=30,
            ready_on=today + timedelta(days=25),
            delivery=Delivery.PICK_UP,
            words="Bisa, dengan benang yang sama untuk semua.",
        )
        offers.append(operations.offer(row, said, actor=_actor(row), at=later, today=today))
    if offers:
        taking.take(
            made,
            offers[0].id,
            OFFERS[0][0],
            details=MANY,
            place="",
            actor=None,
            at=later,
            today=today,
        )


def _say_how_many_they_make() -> None:
    """Makers of bags to order say what fits into a week: without it nobody is asked."""
    to_order = select(Listing.artisan_id).where(Listing.availability == Availability.MADE_TO_ORDER)
    for artisan in session.scalars(select(Artisan).where(Artisan.id.in_(to_order))):
        artisan.weekly_capacity = artisan.weekly_capacity or WEEKLY
    session.flush()


def _actor(row: Recipient) -> Actor:
    return Actor(row.account_id, Role.ARTISAN, row.artisan.name, row.artisan_id)
