"""One change to many bags: what is looked at is what is done, and a bag that cannot take it stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.kit.errors import Forbidden
from marketplace.listings.measures import MAX_PRICE, MIN_PRICE
from marketplace.listings.models import Variant
from marketplace.listings.rules import Availability, State
from marketplace.listings.together import STEP, Change, Hurdle, carry_out, changed_price, look
from tests.conftest import NOON


@pytest.fixture
def artisan(make):
    return make.artisan()


@pytest.fixture
def actor(artisan):
    return Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)


def chosen(*bags):
    return {bag.code: bag.version for bag in bags}


def done(artisan, actor, bags, change, amount=0):
    """Look, do, and return what was said of each bag, which both say alike."""
    versions = chosen(*bags)
    said = told(look(artisan.id, versions, change, amount))
    steps = carry_out(artisan.id, versions, change, amount, actor=actor, at=NOON)
    assert told(steps) == said
    return [step.hurdle for step in steps]


def told(steps):
    return [(step.listing.code, step.before, step.after, step.hurdle) for step in steps]


@given(st.integers(MIN_PRICE, MAX_PRICE), st.integers(-50, 100))
def test_a_price_is_rounded_by_half_a_step_at_most(price, percent):
    after = changed_price(price, percent)
    assert after % STEP == 0
    assert abs(100 * after - price * (100 + percent)) <= 50 * STEP


def test_prices_change_with_those_of_variations(make, artisan, actor):
    plain, varied = make.listing(artisan, price=137_000), make.listing(artisan, price=200_000)
    for code, size, price in (("AAAAAA", "Besar", 250_000), ("BBBBBB", "Kecil", None)):
        make.keep(Variant(listing_id=varied.id, code=code, size=size, price=price))
    make.session.expire_all()
    assert done(artisan, actor, (plain, varied), Change.PRICE, 10) == [None, None]
    assert plain.price == 150_500
    assert sorted(row.price or 0 for row in varied.variants) == [0, 275_000]
    assert (varied.price, varied.top_price) == (220_000, 275_000)


@pytest.mark.parametrize(
    ("facts", "percent", "hurdle"),
    [
        ({"price": None, "state": State.DRAFT}, 10, Hurdle.NO_PRICE),
        ({"price": MAX_PRICE}, 10, Hurdle.PRICE_RANGE),
        ({"price": MIN_PRICE}, -50, Hurdle.PRICE_RANGE),
        ({"price": 10_000}, 1, Hurdle.SAME),
    ],
)
def test_a_bag_that_cannot_take_a_price_stays_as_it_is(make, artisan, actor, facts, percent, hurdle):
    bag, other = make.listing(artisan, **facts), make.listing(artisan, price=100_000)
    assert done(artisan, actor, (bag, other), Change.PRICE, percent) == [hurdle, None]
    assert bag.price == facts["price"]


def test_lead_times_are_for_bags_made_to_order(make, artisan, actor):
    ready = make.listing(artisan, availability=Availability.READY)
    to_order = make.listing(artisan, availability=Availability.MADE_TO_ORDER, lead_days=7)
    same = make.listing(artisan, availability=Availability.MADE_TO_ORDER, lead_days=14)
    assert done(artisan, actor, (ready, to_order, same), Change.LEAD_DAYS, 14) == [
        Hurdle.NOT_TO_ORDER,
        None,
        Hurdle.SAME,
    ]
    assert (ready.lead_days, to_order.lead_days, to_order.readiness) == (None, 14, -14)


def test_bags_are_paused_and_shown_again_by_the_lifecycle(make, artisan, actor):
    bags = [make.listing(artisan, state=state) for state in (State.PUBLISHED, State.PAUSED, State.DRAFT)]
    assert done(artisan, actor, bags, Change.PAUSE) == [None, Hurdle.NOT_NOW, Hurdle.NOT_NOW]
    assert done(artisan, actor, bags, Change.RESUME) == [None, None, Hurdle.NOT_NOW]
    assert [bag.state for bag in bags] == [State.PUBLISHED, State.PUBLISHED, State.DRAFT]


def test_a_bag_that_is_not_complete_is_left_paused(make, artisan, actor):
    bag, other = (make.listing(artisan, state=State.PAUSED) for _ in range(2))
    bag.technique = None
    make.session.commit()
    steps = carry_out(artisan.id, chosen(bag, other), Change.RESUME, 0, actor=actor, at=NOON)
    assert [step.hurdle for step in steps] == [Hurdle.INCOMPLETE, None]
    assert (bag.state, other.state) == (State.PAUSED, State.PUBLISHED)


def test_a_bag_that_has_changed_since_is_looked_at_again(make, artisan, actor):
    bag = make.listing(artisan, price=100_000)
    versions = chosen(bag)
    bag.title = "Nama baru"
    make.session.commit()
    (step,) = carry_out(artisan.id, versions, Change.PRICE, 10, actor=actor, at=NOON)
    assert (step.hurdle, bag.price) == (Hurdle.CHANGED, 100_000)


def test_bags_of_others_and_deleted_ones_are_not_there(make, artisan, actor):
    other, gone = make.listing(price=100_000), make.listing(artisan, state=State.REMOVED)
    versions = chosen(other, gone)
    assert look(artisan.id, versions, Change.PAUSE, 0) == []
    assert carry_out(artisan.id, versions, Change.PRICE, 50, actor=actor, at=NOON) == []
    with pytest.raises(Forbidden):
        carry_out(other.artisan_id, versions, Change.PRICE, 50, actor=actor, at=NOON)
