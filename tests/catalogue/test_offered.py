"""Of more bags than are counted places, units and artisans can be chosen by name, without a number: those bags have."""

from __future__ import annotations

import pytest

from marketplace.catalogue import facets, offered
from marketplace.catalogue.rules import Group, Search
from marketplace.listings.rules import BagType
from tests.factories.shopful import PLACES, TODAY, fill, labels_of, walk

GROUPS = (Group.PLACE, Group.UNIT, Group.ARTISAN)


@pytest.fixture(autouse=True)
def anew():
    facets._statement.cache_clear()
    yield
    facets._statement.cache_clear()


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_they_are_the_very_values_cards_say(make, seed):
    fill(make, seed, bags=30)
    make.artisan(place_code=make.place("64.74.03.1001", "Tanpa Tas").code)
    make.artisan(place_code=make.place("11.01.01.2001", "Tersembunyi").code, visible=False)
    shop = labels_of(walk(Search()))
    counts = facets.count(Search(), TODAY, 3)
    assert counts.found == {}
    for group in GROUPS:
        assert counts.offered[group] == {value for labels in shop.values() for value in labels[group]}, group
        assert all(counts.names[group][value] for value in counts.offered[group])


def test_they_stay_whatever_is_asked_and_are_numbers_where_all_is_counted(make):
    fill(make)
    whole, few = facets.count(Search(), TODAY, 3), Search(chosen={Group.TYPE: ("tote",)}, high=100_000)
    narrow = facets.count(few, TODAY, 3)
    for group in GROUPS:
        assert narrow.offered[group] == whole.offered[group]
        assert whole.names[group].items() <= narrow.names[group].items()
    exact = facets.count(Search(), TODAY, 1_000)
    assert Group.UNIT not in exact.offered and Group.ARTISAN not in exact.offered
    for group in GROUPS:
        assert set(exact.found[group]) == whole.offered[group]


def test_a_lone_city_is_the_whole_shop_again(make):
    assert offered.without_lone_city({"64.74", "64.74.01.1001"}) == {"64.74.01.1001"}
    assert offered.without_lone_city({"64.74", "64.72", "64.74.01.1001"}) == {
        "64.74",
        "64.72",
        "64.74.01.1001",
    }
    make.listing(make.artisan(place_code=make.place(*PLACES[0]).code), photos=0)
    make.listing(make.artisan(), photos=0)
    assert facets.count(Search(), TODAY, 1).offered[Group.PLACE] == {PLACES[0][0]}


def test_too_many_to_choose_from_are_not_offered_and_of_artisans_those_whose_turn_it_is(make, monkeypatch):
    monkeypatch.setattr(offered, "MOST_CODES", 2)
    monkeypatch.setattr(offered, "MOST_ARTISANS", 2)
    makers = [make.artisan(place_code=make.place(*place).code) for place in PLACES[:3]]
    for number, maker in enumerate(makers):
        for turn in (number, 0):
            make.listing(maker, turn=turn, photos=0)
    counts = facets.count(Search(), TODAY, 1)
    assert counts.offered[Group.PLACE] == set()
    assert counts.offered[Group.ARTISAN] == {maker.slug for maker in makers[1:]}
    monkeypatch.setattr(offered, "MOST_CODES", 3)
    facets._statement.cache_clear()
    assert counts.offered[Group.PLACE] < facets.count(Search(), TODAY, 1).offered[Group.PLACE]


def test_the_page_lists_them_by_name_and_without_a_number(client, make, monkeypatch, queries):
    for place in PLACES[:3]:
        make.listing(make.artisan(place_code=make.place(*place).code), bag_type=BagType.TOTE, photos=0)
    monkeypatch.setattr("marketplace.catalogue.views.bags._bound", lambda: 2)
    with queries() as statements:
        page = client.get("/products").get_data(as_text=True)
    assert len(statements) <= 5
    for code, name in PLACES[:3]:
        assert f'value="{code}"><span>{name}</span><span class="n"></span>' in page
    narrow = client.get("/products?type=clutch").get_data(as_text=True)
    assert PLACES[0][1] in narrow and 'name="artisan"' not in narrow, (
        "none of hers is left, and that is known"
    )
