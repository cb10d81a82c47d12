"""A map of the site names the lists that are pages of their own and have a bag in them, and no other."""

from __future__ import annotations

from datetime import timedelta

from marketplace.catalogue.landing import known_as
from marketplace.catalogue.landings import with_bags
from marketplace.catalogue.rules import CERTIFIED, Group
from marketplace.catalogue.schemas import read_search
from marketplace.listings.rules import BagType, Colour, Material
from tests.factories.noise import unseen_bags
from tests.factories.shopful import TODAY, fill, labels_of, walk


def test_each_list_that_is_named_has_bags_and_none_with_bags_is_left_out(make):
    fill(make)
    unseen_bags(make)
    named = with_bags(TODAY)
    assert len(set(named)) == len(named)
    for name, value in named:
        search = read_search([(name, value)]).search
        assert walk(search), (name, value)
        assert known_as(search, later=False, total=1)
    labels = labels_of(walk(read_search([]).search)).values()
    groups = (CERTIFIED, Group.TYPE, Group.TECHNIQUE, Group.MATERIAL, Group.COLOUR, Group.PLACE)
    said = {(str(group), str(value)) for one in labels for group in groups for value in one[group]}
    assert set(named) == said


def test_an_empty_shop_has_none(make):
    unseen_bags(make)
    assert with_bags(TODAY) == []


def test_the_only_city_is_the_whole_shop(make):
    make.listing(bag_type=BagType.TOTE, colours=[Colour.RED], materials=[Material.JUTE])
    assert with_bags(TODAY) == [
        ("type", "tote"),
        ("colour", "red"),
        ("material", "jute"),
        ("technique", "crochet"),
        ("place", "64.74.01.1001"),
    ]


def test_the_list_of_valid_certificates_is_named_while_there_is_one(make):
    certificate = make.certificate(valid_until=TODAY)
    make.listing(certificate.artisan)
    assert (CERTIFIED, "1") in with_bags(TODAY)
    assert (CERTIFIED, "1") not in with_bags(TODAY + timedelta(1))


def test_two_statements_say_it_all(make, queries):
    fill(make, bags=5)
    with queries() as sent:
        with_bags(TODAY)
    assert len(sent) == 2
