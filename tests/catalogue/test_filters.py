"""Filters in words: each link does the one thing it says."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from marketplace.catalogue.rules import ENUMS, Group, Search
from marketplace.catalogue.schemas import read_search
from marketplace.catalogue.views.filters import chips, filter_groups, part_words, ways_out

NOTHING = {group: {} for group in Group}
PLACES = {**NOTHING, Group.PLACE: {"64.74.01.1002": "Api-Api", "64.74.01.1001": "Lok Tuan"}}
ASKED = Search(
    text="tas & <ombak>",
    words=("tas", "ombak"),
    chosen={Group.TYPE: ("tote",), Group.BAND: ("under_100",), Group.PLACE: ("64.74.01.1001",)},
    low=50_000,
    high=90_000,
    certified=True,
)


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/products"):
        yield


def question(href):
    return read_search(parse_qsl(urlsplit(href).query)).search


def test_each_part_asked_is_a_chip_that_takes_back_that_part_alone():
    on = [chip for chip in chips(ASKED, PLACES) if chip.on]
    assert len(on) == len(list(ASKED.parts()))
    for chip, part in zip(on, ASKED.parts(), strict=True):
        assert question(chip.href) == ASKED.without(*part), chip.text


def test_a_chip_that_is_offered_adds_one_thing_and_none_is_offered_twice():
    offered = [chip for chip in chips(ASKED, PLACES) if not chip.on]
    added = [set(question(chip.href).parts()) - set(ASKED.parts()) for chip in offered]
    assert added == [{("availability", "ready")}, {("band", "from_100")}, {("band", "from_200")}]
    assert len({chip.text for chip in chips(Search(), NOTHING)}) == 5


def test_a_part_is_told_in_words_and_a_place_by_its_name():
    told = [part_words(name, value, PLACES) for name, value in ASKED.parts()]
    assert "“tas & <ombak>”" in told
    assert "Lok Tuan" in told
    assert "mulai Rp50.000" in told
    assert "64.74.99" in part_words("place", "64.74.99", PLACES), "a place without artisans has no name here"


def test_every_value_of_every_group_has_words_of_its_own():
    for group, members in ENUMS.items():
        told = [part_words(group.value, member.value, NOTHING) for member in members]
        assert len(set(told)) == len(told), group
        assert not set(told) & {member.value for member in members}


def test_what_is_ticked_stays_in_its_place_where_nothing_has_it():
    groups = filter_groups(ASKED, PLACES)
    boxes = {group.name: [(box.value, box.checked) for box in group.options] for group in groups}
    assert boxes == {
        "type": [("tote", True)],
        "place": [("64.74.01.1002", False), ("64.74.01.1001", True)],
    }
    assert filter_groups(Search(), NOTHING) == []


def test_boxes_stand_in_the_order_of_the_list_and_colours_have_their_dot():
    options = {**NOTHING, Group.COLOUR: {"navy": "", "black": ""}, Group.TYPE: {"pouch": "", "tote": ""}}
    kinds, colours = filter_groups(Search(), options)
    assert [box.value for box in kinds.options] == ["tote", "pouch"]
    assert [(box.value, box.colour) for box in colours.options] == [("black", "#1c1c1e"), ("navy", "#182a54")]
    assert {box.colour for box in kinds.options} == {""}


def test_a_way_out_lets_one_part_go_and_says_what_it_brings():
    (way,) = ways_out(ASKED, [("low", "50000", 3)], PLACES)
    assert (way.count, question(way.href)) == (3, ASKED.without("low"))
