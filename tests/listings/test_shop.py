"""Bags as buyers are given them."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.codes import CROCKFORD
from marketplace.kit.errors import NotFound
from marketplace.listings import shop
from marketplace.listings.rules import CODE_LENGTH, WITH_PAGE, State
from marketplace.pictures.rules import PictureState
from tests.factories.noise import unseen_bags

TODAY = date(2026, 4, 14)
CODES = st.text(CROCKFORD, min_size=CODE_LENGTH, max_size=CODE_LENGTH)
SLUGS = st.from_regex(r"[a-z]{1,9}(-[a-z]{1,9}){0,3}", fullmatch=True)


@given(SLUGS, CODES)
def test_the_code_is_found_behind_any_words(slug, code):
    assert shop.code_in(f"{slug}-{code}") == code
    assert shop.code_in(f"{slug}-{code.lower()}") == code
    assert shop.code_in(f"{slug}-{code[:4]}-{code[4:]}") == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_not_found(piece):
    try:
        code = shop.code_in(piece)
    except NotFound:
        return
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(CROCKFORD)


def test_the_newest_come_first_and_nothing_unseen_among_them(make):
    unseen_bags(make)
    bags = [make.listing() for _ in range(4)]
    assert [offer.listing for offer in shop.newest(3, TODAY)] == bags[:0:-1]


def test_other_bags_of_hers_stand_below_and_all_are_counted(make):
    artisan = make.artisan()
    bags = [make.listing(artisan) for _ in range(6)]
    for state in (State.DRAFT, State.PAUSED, State.SOLD, State.REMOVED):
        make.listing(artisan, state=state)
    make.listing()
    page = shop.page_of(bags[0].code, TODAY)
    assert page.maker_total == 6
    assert [offer.listing.id for offer in page.more] == [bag.id for bag in bags[:1:-1]]
    alone = shop.page_of(make.listing(title="Sendiri").code, TODAY)
    assert (alone.more, alone.maker_total) == ([], 1)


def test_a_sold_bag_has_her_bags_on_offer_below_it(make):
    artisan = make.artisan()
    sold, offered = make.listing(artisan, state=State.SOLD), make.listing(artisan)
    page = shop.page_of(sold.code, TODAY)
    assert [offer.listing.id for offer in page.more] == [offered.id]
    assert page.maker_total == 1


@pytest.mark.parametrize("seed", range(4))
def test_of_many_bags_on_the_same_days_the_newest_others_stand_below_every_page(make, seed):
    chance = random.Random(seed)
    artisan, moments = make.artisan(), [make.clock() - timedelta(days=days) for days in range(3)]
    bags = [
        make.listing(
            artisan, chance.choice([State.PUBLISHED] * 3 + list(State)), published_at=chance.choice(moments)
        )
        for _ in range(chance.randint(1, 14))
    ]
    offered = [bag for bag in bags if bag.state is State.PUBLISHED]
    offered.sort(key=lambda bag: (bag.published_at, bag.id), reverse=True)
    for bag in bags:
        if bag.state in WITH_PAGE:
            page = shop.page_of(bag.code, TODAY)
            assert page.maker_total == len(offered)
            assert [other.listing.id for other in page.more] == [
                other.id for other in offered if other is not bag
            ][:4]


def test_a_failed_photo_is_shown_to_nobody(make, session):
    bag = make.listing(photos=3)
    bag.photos[0].picture.state = PictureState.FAILED
    session.commit()
    page = shop.page_of(bag.code, TODAY)
    assert [photo.alt for photo in page.photos] == ["Foto 2", "Foto 3"]


def test_a_list_of_no_bags_asks_nothing_of_covers(make):
    assert shop.offers([], TODAY) == []


@pytest.mark.parametrize("bags", [1, 5])
def test_offers_take_a_few_statements_however_many_there_are(make, session, queries, bags):
    for _ in range(bags):
        make.certificate(artisan := make.artisan())
        make.listing(artisan)
    session.expunge_all()
    with queries() as asked:
        for offer in shop.newest(10, TODAY):
            assert offer.listing.artisan.name
            assert offer.cover.picture.renditions
            assert offer.badge
    assert len(asked) <= 4, asked
