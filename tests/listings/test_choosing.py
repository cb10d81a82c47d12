"""The choices on a bag's page: in words, with prices, struck and never hidden."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask_babel import force_locale

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.listings import choosing as room
from marketplace.listings import operations, variants
from marketplace.listings.choosing import chosen_first, prices_of, variant_offers, variant_words
from marketplace.listings.rules import Colour
from tests.conftest import NOON


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


@pytest.fixture
def bag(make):
    bag = make.listing(title="Tas Jala", photos=3, price=100_000)
    actor = Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)
    variants.add(bag, [Colour.RED, Colour.GREEN], ["S", "M"], actor=actor)
    red_s, red_m, green_s, green_m = bag.variants
    red_m.price, red_m.stock = 130_000, 0
    green_s.colour_words = green_m.colour_words = "Hijau botol"
    green_m.photo_id = bag.photos[2].id
    red_s.length_cm, red_s.stock = Decimal(20), 2
    operations.finish(bag, actor=actor, at=NOON)
    variants.remove(bag, green_s.id, actor=actor, at=NOON)
    make.session.commit()
    return bag


def choose(bag, code=""):
    with force_locale("en"):
        return room.choosing(bag, bag.photos, code)


def test_nothing_is_chosen_at_first_and_nothing_is_hidden(bag):
    page = choose(bag)
    assert [one.words for one in page.colours] == ["Red", "Hijau botol"]
    assert [(one.words, one.note) for one in page.sizes] == [
        ("S", "20 × 10 × 36 cm"),
        ("M", "34 × 10 × 36 cm"),
    ]
    assert not any(one.chosen or one.struck for one in (*page.colours, *page.sizes))
    assert (page.price, page.varies, page.gone, page.left, page.bag) == (
        100_000,
        False,
        False,
        None,
        "Tas Jala",
    )
    assert page.colours[1].photo is bag.photos[2]
    assert page.colours[0].photo is None
    assert page.colours[0].hex


def test_measures_that_tell_no_size_from_another_are_not_repeated_beside_each(bag):
    bag.variants[0].length_cm = None
    assert [(one.words, one.note) for one in choose(bag).sizes] == [("S", ""), ("M", "")]


def test_what_is_chosen_has_its_own_price_number_and_words(bag):
    red_s, red_m, green_m = bag.variants
    page = choose(bag, red_s.code)
    assert (page.price, page.left, page.gone, page.bag) == (100_000, 2, False, "Tas Jala (Red, S)")
    assert [one.struck for one in page.sizes] == [False, True], "M in red is gone"
    page = choose(bag, red_m.code)
    assert (page.price, page.gone, page.left) == (130_000, True, 0)
    page = choose(bag, green_m.code)
    assert [(one.code, one.struck) for one in page.sizes] == [("", True), (green_m.code, False)]
    assert page.photo is bag.photos[2]
    assert page.words == "Hijau botol, M"
    assert [one.code for one in page.colours] == [red_m.code, green_m.code], "the size is kept"
    assert choose(bag, red_s.code).photo is None
    assert (choose(bag, "nobody").chosen, choose(bag, "nobody").lost, choose(bag).lost) == (None, True, False)


def test_the_photo_of_what_is_chosen_comes_first(bag):
    first, second, third = bag.photos
    assert chosen_first(bag.photos, bag.variants[2]) == [third, first, second]
    assert chosen_first(bag.photos, bag.variants[0]) == [first, second, third]
    assert chosen_first(bag.photos, None) == [first, second, third]


def test_machines_are_told_each_of_them(bag):
    with force_locale("en"):
        offers = variant_offers(bag)
    assert [(one.words, one.price, one.available) for one in offers] == [
        ("Red, S", 100_000, True),
        ("Red, M", 130_000, False),
        ("Hijau botol, M", 100_000, True),
    ]
    assert prices_of(bag).low == min(one.price for one in offers if one.available) == bag.price


def test_a_bag_without_variations_has_no_choices(make):
    plain = make.listing(stock=3)
    page = choose(plain)
    assert (page.colours, page.sizes, page.left, page.price) == ([], [], 3, plain.price)
    assert variant_offers(plain) == []


def test_words_leave_out_what_is_not_said(bag):
    row = bag.variants[0]
    row.colour = None
    assert variant_words(row) == "S"


def test_sizes_with_measures_of_their_own_are_told_apart_by_all_they_are_called(bag):
    assert list(room.sizes_of(bag)) == ["S"]
    bag.variants[2].length_cm = Decimal(44)  # the red M is as large as the bag
    assert {name: sides.length for name, sides in room.sizes_of(bag).items()} == {
        "S": Decimal(20),
        "Hijau botol, M": Decimal(44),
    }
