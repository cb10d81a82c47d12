"""Filters in words: each link does the one thing it says."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask_babel import force_locale

from marketplace.catalogue.answers import Counts, Tally
from marketplace.catalogue.rules import CERTIFIED, ENUMS, Group, Search
from marketplace.catalogue.schemas import read_search
from marketplace.catalogue.views.filters import (
    LONG,
    PROMOTED,
    bags,
    certified_option,
    chips,
    figures,
    filter_groups,
    part_words,
    show_bags,
    ways_out,
)

GROUPS = [group.value for group in Group]
NOTHING = Counts(found={group: {} for group in GROUPS}, offered={group: set() for group in GROUPS})
PLACES = replace(
    NOTHING,
    found={**NOTHING.found, "place": {"64.74.01.1002": 2}},
    names={
        "place": {"64.74.01.1002": "Api-Api", "64.74.01.1001": "Lok Tuan"},
        "unit": {"C.1": "Merajut badan\nKnitting the body"},
    },
)
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
    assert added == [{part} for part in PROMOTED if part not in list(ASKED.parts())]
    assert len({chip.text for chip in chips(Search(), NOTHING)}) == len(PROMOTED)


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


def boxes(groups, name):
    return [one for group in groups if group.name == name for one in [*group.options, *group.more]]


def test_what_is_ticked_stays_in_its_place_where_nothing_has_it():
    counts = replace(PLACES, offered={**NOTHING.offered, "type": {"pouch", "clutch"}})
    groups = filter_groups(ASKED, counts)
    assert [(box.value, box.checked, box.count, box.none) for box in boxes(groups, "type")] == [
        ("tote", True, "0", True),
        ("clutch", False, "0", True),
        ("pouch", False, "0", True),
    ]
    assert [(box.text, box.checked, box.none) for box in boxes(groups, "place")] == [
        ("Api-Api", False, False),
        ("Lok Tuan", True, True),
    ]


def test_values_keep_the_order_of_their_list_and_colours_have_their_dot():
    groups = filter_groups(
        Search(), replace(NOTHING, found={**NOTHING.found, "colour": {"navy": 1234, "black": 5}})
    )
    colours = boxes(groups, "colour")
    assert [(box.value, box.colour, box.count) for box in colours] == [
        ("black", "#1c1c1e", "5"),
        ("navy", "#182a54", "1.234"),
    ]


def test_of_a_group_with_too_many_bags_to_count_every_value_stands_without_a_number():
    groups = filter_groups(Search(), Counts(total=Tally(10_000, more=True)))
    kinds = boxes(groups, "type")
    assert len(kinds) == len(ENUMS[Group.TYPE])
    assert {(box.count, box.none) for box in kinds} == {("", False)}
    assert boxes(groups, "artisan") == []
    assert certified_option(Search(), Counts()).count == ""
    assert figures(Counts()) == {}


def test_a_long_group_is_folded_and_what_is_ticked_is_never_in_the_fold():
    last = list(ENUMS[Group.TYPE])[-1].value
    (kinds, *_) = filter_groups(Search(chosen={Group.TYPE: (last,)}), Counts())
    assert len(kinds.options) + len(kinds.more) == len(ENUMS[Group.TYPE]) > LONG
    assert last in [one.value for one in kinds.options]
    ready = next(group for group in filter_groups(Search(), Counts()) if group.name == "ready")
    assert ready.single and not ready.more


def test_how_many_is_said_exactly_or_as_more_than_that():
    assert bags(Tally(1)) == "1 tas"
    assert bags(Tally(1_234)) == "1.234 tas"
    assert bags(Tally(10_000, more=True)) == "10.000+ tas"
    assert show_bags(Tally(14)) == "Lihat 14 tas"
    assert show_bags(Tally()) == "Tidak ada tas"
    with force_locale("en"):
        assert bags(Tally(10_000, more=True)) == "10,000+ bags"


def test_a_unit_is_called_as_it_was_recorded_in_the_readers_language():
    assert part_words("unit", "C.1", PLACES) == "Merajut badan"
    assert part_words("unit", "X.9", PLACES) == "X.9"
    with force_locale("en"):
        assert part_words("unit", "C.1", PLACES) == "Knitting the body"


def test_the_numbers_for_the_script_are_written_as_on_the_page():
    counts = replace(NOTHING, found={CERTIFIED: {"1": 1_000}, "type": {}})
    assert figures(counts) == {"certified": {"1": "1.000"}, "type": {}}


def test_a_way_out_lets_one_part_go_and_says_what_it_brings():
    (way,) = ways_out(ASKED, [("low", "50000", Tally(3))], PLACES)
    assert (way.count, question(way.href)) == ("3 tas", ASKED.without("low"))
