"""What stands beside a filter is what it finds, and what it finds is what the cards say."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.catalogue import facets
from marketplace.catalogue.answers import Tally
from marketplace.catalogue.conditions import conditions
from marketplace.catalogue.rules import CERTIFIED, ENUMS, Group, Search
from marketplace.listings.rules import BagType
from tests.factories.noise import unseen_bags
from tests.factories.shopful import TODAY, fill, labels_of, walk

GROUPS = [CERTIFIED, *Group]


@pytest.fixture
def shop(make):
    fill(make)
    return labels_of(walk(Search()))


def asked(search, group, values):
    return (
        Search(**{**fields(search), "certified": True})
        if group == CERTIFIED
        else with_group(search, group, values)
    )


def fields(search):
    return {"chosen": search.chosen, "low": search.low, "high": search.high, "certified": search.certified}


def with_group(search, group, values):
    return Search(**{**fields(search), "chosen": {**search.chosen, group: tuple(sorted(values))}})


def meets(labels, search, leaving=""):
    """Whether a bag with these labels answers, said by its labels alone."""
    if search.certified and leaving != CERTIFIED and not labels[CERTIFIED]:
        return False
    return all(
        labels[group] & set(values) for group, values in search.chosen.items() if str(group) != str(leaving)
    )


def values_in(shop, group):
    return sorted({value for labels in shop.values() for value in labels[group]})


def test_every_value_finds_the_very_bags_whose_cards_say_it_and_its_number_is_theirs(shop):
    counts = facets.count(Search(), TODAY, 1_000)
    for group in GROUPS:
        told = {}
        for value in values_in(shop, group):
            said = {number for number, labels in shop.items() if value in labels[group]}
            found = {offer.listing.id for offer in walk(asked(Search(), group, [value]))}
            assert found == said, (group, value)
            told[value] = len(said)
        assert told, f"the shop has nothing to say of {group}"
        assert counts.found[group] == told


@st.composite
def questions(draw):
    """Up to four groups with up to three values each; indexes into what the shop has."""
    groups = draw(st.lists(st.sampled_from(list(Group)), max_size=4, unique=True))
    picks = {group: draw(st.sets(st.integers(0, 30), min_size=1, max_size=3)) for group in groups}
    return picks, draw(st.booleans())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(questions())
def test_any_question_finds_and_counts_what_the_labels_say_each_group_without_its_own_choice(shop, question):
    picks, certified = question
    chosen = {}
    for group, indexes in picks.items():
        had = values_in(shop, group)
        chosen[group] = tuple(sorted({had[index % len(had)] for index in indexes}))
    search = Search(chosen=chosen, certified=certified)
    expected = {number for number, labels in shop.items() if meets(labels, search)}
    assert {offer.listing.id for offer in walk(search)} == expected
    counts = facets.count(search, TODAY, 1_000)
    assert (counts.total, counts.everything) == (Tally(len(expected)), Tally(len(shop)))
    for group in GROUPS:
        told: dict[str, int] = {}
        for labels in shop.values():
            for value in labels[group] if meets(labels, search, group) else ():
                told[value] = told.get(value, 0) + 1
        if group == Group.PLACE:  # a city alone is no choice, unless somebody has made it
            cities = {value for value in told if len(value) == 5}
            ticked = set(search.ticked(Group.PLACE))
            if len(cities) < 2 and not cities & ticked:
                told = {value: number for value, number in told.items() if value not in cities}
        assert counts.found[group] == told, group


def test_numbers_are_exact_up_to_the_bound_and_not_said_behind_it(make):
    for _ in range(4):
        make.listing(bag_type=BagType.TOTE, photos=0)
    make.listing(bag_type=BagType.POUCH, photos=0)
    exact = facets.count(Search(), TODAY, 5)
    assert exact.total == exact.everything == Tally(5)
    assert exact.found[Group.TYPE] == {"tote": 4, "pouch": 1}
    beyond = facets.count(Search(), TODAY, 4)
    assert beyond.total == beyond.everything == Tally(4, more=True)
    assert beyond.found == {}, "a number of some of the bags is a wrong number"
    narrow = facets.count(Search(chosen={Group.TYPE: ("tote",)}), TODAY, 4)
    assert (narrow.total, narrow.everything) == (Tally(4), Tally(4, more=True))
    assert Group.TYPE not in narrow.found
    assert narrow.found[Group.TECHNIQUE] == {"crochet": 4}


def test_what_is_not_on_offer_is_in_no_number(make):
    unseen_bags(make)
    counts = facets.count(Search(), TODAY, 100)
    assert counts.total == Tally()
    assert not any(counts.found.values())
    assert not any(counts.names.values())


def test_what_is_ticked_is_called_by_its_name_though_nothing_has_it_and_claims_stay_private(make):
    make.certificate(make.artisan(name="Siti"), units=("Merajut badan tas",))
    hidden = make.artisan(name="Rahasia", visible=False)
    place = make.place("64.74.01.1001", "Bontang Kuala")
    search = Search(
        chosen={
            Group.PLACE: (place.code, "64.74", "11.01"),
            Group.UNIT: ("CONTOH.000.001", "X.999"),
            Group.ARTISAN: ("perajin-1", hidden.slug),
        }
    )
    names = facets.count(search, TODAY, 100).names
    assert names[Group.PLACE] == {"64.74.01.1001": "Bontang Kuala", "64.74": "Kota Bontang"}
    assert set(names[Group.UNIT]) == {"CONTOH.000.001"}
    assert hidden.slug not in names[Group.ARTISAN]


def test_an_artisan_who_is_ticked_has_her_number_among_however_many(make, monkeypatch):
    monkeypatch.setattr(facets, "MOST_ARTISANS", 2)
    facets._statement.cache_clear()
    for bags in (3, 2, 1):
        artisan = make.artisan()
        for _ in range(bags):
            make.listing(artisan, photos=0)
    assert artisan.slug not in facets.count(Search(), TODAY, 100).found[Group.ARTISAN]
    search = Search(chosen={Group.ARTISAN: (artisan.slug,)})
    assert facets.count(search, TODAY, 100).found[Group.ARTISAN][artisan.slug] == 1
    facets._statement.cache_clear()


def test_one_statement_says_it_all(make, queries):
    fill(make, bags=5)
    busy = Search(
        words=("tote",),
        chosen={group: tuple(member.value for member in members) for group, members in ENUMS.items()},
        certified=True,
    )
    for search in (Search(), busy):
        with queries() as sent:
            facets.count(search, TODAY, 100)
        assert len(sent) == 1


def test_leaving_a_group_out_leaves_that_group_alone_out():
    search = Search(chosen={Group.TYPE: ("tote",), Group.COLOUR: ("navy",)}, certified=True, low=5)
    whole = len(conditions(search, TODAY))
    for name in (Group.TYPE, Group.COLOUR, CERTIFIED):
        assert len(conditions(search, TODAY, name)) == whole - 1
