"""Whatever stands in an address is answered as far as it was understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalogue.rules import ENUMS, MAX_PLACES, MAX_QUERY, MAX_WORDS, Group, Sort
from marketplace.catalogue.schemas import read_people, read_search
from marketplace.listings.measures import MAX_PRICE

NAMES = [
    "q",
    "low",
    "high",
    "sort",
    "near",
    "certified",
    "after",
    "page",
    "availability",
    *(group.value for group in Group),
]
VALUES = st.one_of(
    st.text(max_size=60),
    st.sampled_from([member.value for members in ENUMS.values() for member in members]),
    st.sampled_from(
        [
            "1",
            "64.74.01.1001",
            "64",
            "C.14AKS00.001.1",
            "siti-contohwati",
            "near",
            "relevance",
            "150rb",
            "1,5jt",
            "Rp 90.000",
            "-5",
            "1e309",
            "NaN",
            "１５０",
        ]
    ),
)
QUERIES = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=12)


def pairs_of(search):
    return [(name, value) for name, values in search.query().items() for value in values]


@given(QUERIES)
def test_the_address_of_a_question_asks_the_same_question(pairs):
    search = read_search(pairs).search
    assert read_search(pairs_of(search)).search == search


@pytest.mark.parametrize(
    "text",
    [
        "tas " * 100,
        "kata" * 100,
        " " * 900 + "tas ombak",
        "ombak " + "é" * 400,
        "x" * 199 + " ombak",
        "ﷺ" * 90,
    ],
    ids=["many", "long", "blanks", "accents", "edge", "unfolding"],
)
def test_the_address_of_a_question_that_was_cut_asks_what_was_answered(text):
    search = read_search([("q", text)]).search
    assert len(search.text) <= MAX_QUERY
    assert len(search.words) <= MAX_WORDS
    assert read_search(pairs_of(search)).search == search


@given(QUERIES)
def test_only_what_is_on_the_lists_is_ever_asked(pairs):
    search = read_search(pairs).search
    for group, values in search.chosen.items():
        assert values, "a group with nothing ticked would find nothing"
        assert len(set(values)) == len(values)
        if group in ENUMS:
            assert set(values) <= {member.value for member in ENUMS[group]}
    assert search.order in Sort
    assert search.low is None or search.high is None or 0 <= search.low <= search.high <= MAX_PRICE


@pytest.mark.parametrize(
    ("typed", "low"),
    [
        ("150000", 150_000),
        ("150.000", 150_000),
        ("Rp 150.000", 150_000),
        ("150rb", 150_000),
        ("1,5jt", 1_500_000),
        ("１５０rb", 150_000),
        ("999999999999", MAX_PRICE),
        ("", None),
        ("   ", None),
    ],
)
def test_a_price_is_read_as_people_type_it(typed, low):
    asked = read_search([("low", typed)])
    assert (asked.search.low, asked.errors, asked.typed["low"]) == (low, {}, typed)


@pytest.mark.parametrize(
    "typed", ["abc", "-5", "1e309", "NaN", "125.00", "0x10", "9" * 41, "١٥٠ درهم", "1;--"]
)
@pytest.mark.parametrize("end", ["low", "high"])
def test_a_price_that_cannot_be_read_is_said_beside_its_field_and_kept_there(typed, end):
    asked = read_search([(end, typed), ("type", "tote")])
    assert asked.errors == {end: "search.price"}
    assert asked.typed[end] == typed
    assert asked.search.chosen == {Group.TYPE: ("tote",)}, "the rest of the question is answered"


def test_prices_the_wrong_way_round_are_turned():
    search = read_search([("low", "200rb"), ("high", "100rb")]).search
    assert (search.low, search.high) == (100_000, 200_000)


@pytest.mark.parametrize(
    ("typed", "words", "error"),
    [
        ("Tas TOTE", ("tas", "tote"), None),
        ("tas, tas; TAS!", ("tas",), None),
        ("Macramé", ("macrame",), None),
        ("100%_", ("100",), None),
        ("' OR 1=1 --", ("or", "1"), None),
        ("%", (), "search.no_words"),
        ("\u200b\u200b", (), "search.no_words"),
        ("", (), None),
        ("a b c d e f g h", tuple("abcdefgh"), None),
        ("a b c d e f g h i", tuple("abcdefgh"), "search.many_words"),
    ],
)
def test_words_are_folded_counted_and_said_to_be_too_many(typed, words, error):
    asked = read_search([("q", typed)])
    assert asked.search.words == words
    assert asked.errors.get("q") == error


@pytest.mark.parametrize(
    "value",
    ["price", "NEWEST", "near", "relevance", "newest; drop table listing", "listing.id", "", "id desc"],
)
def test_an_order_that_is_not_on_the_list_is_the_usual_one(value):
    assert read_search([("sort", value)]).search.order is Sort.TURNS


@pytest.mark.parametrize(
    ("values", "ticked"), [(["1"], True), (["0"], False), (["1", "0"], False), (["true"], False)]
)
def test_the_last_of_a_repeated_single_value_counts(values, ticked):
    pairs = [("certified", value) for value in values]
    assert read_search(pairs).search.certified is ticked
    assert read_people(pairs).certified is ticked


@pytest.mark.parametrize("code", ["64.74.01.1001", "64.74.01", "64.74", "64"])
def test_a_place_of_any_level_can_be_asked_for(code):
    assert read_people([("place", code)]).places == (code,)
    assert read_search([("place", code)]).search.ticked(Group.PLACE) == (code,)


@pytest.mark.parametrize(
    "code", ["", "6", "64.", "64.7", "64.74.01.1001.1", "%", "64_74", "６４.74", "64.74' --", "\0"]
)
def test_what_is_no_code_of_a_place_is_left_out(code):
    assert read_people([("place", code)]).places == ()
    assert read_search([("place", code)]).search.chosen == {}


def test_thousands_of_values_cost_no_more_than_the_first_few():
    many = [("place", f"{number:02d}.{number:02d}") for number in range(10, 99) for _ in range(50)]
    assert len(read_people(many).places) <= MAX_PLACES
    assert read_search([("x", "y")] * 500 + [("type", "tote")]).search.chosen == {}


@pytest.mark.parametrize(
    ("group", "value", "kept"),
    [
        (Group.UNIT, "C.14AKS00.001.1", True),
        (Group.UNIT, "CONTOH.000.001", True),
        (Group.UNIT, "x' OR 1", False),
        (Group.UNIT, "\0" * 9, False),
        (Group.UNIT, "9" * 41, False),
        (Group.ARTISAN, "siti-contohwati", True),
        (Group.ARTISAN, "-siti", False),
        (Group.ARTISAN, "Siti", False),
        (Group.ARTISAN, "s" * 91, False),
        (Group.READY, "0", True),
        (Group.READY, "-1", False),
        (Group.READY, "31", False),
        (Group.FIT, "laptop_13", True),
        (Group.FIT, "laptop99", False),
    ],
)
def test_values_that_could_not_be_are_left_out(group, value, kept):
    assert (read_search([(group.value, value)]).search.ticked(group) == (value,)) is kept


def test_a_link_made_when_bags_were_ready_or_to_order_still_asks_for_what_is_ready():
    assert read_search([("availability", "ready")]).search.ticked(Group.READY) == ("0",)
    assert read_search([("availability", "made_to_order")]).search.chosen == {}


def test_her_place_is_one_place_and_only_orders():
    search = read_search([("near", "64.74"), ("near", "64.74.01.1001"), ("sort", "near")]).search
    assert (search.near, search.order, list(search.parts())) == ("64.74.01.1001", Sort.NEAR, [])
    assert read_search([("near", "home"), ("sort", "near")]).search.order is Sort.TURNS


def test_artisans_are_asked_for_by_techniques_there_are():
    asked = read_people([("technique", "knit"), ("technique", "submarine"), ("technique", "knit")])
    assert asked.techniques == ("knit",)


def test_prices_the_wrong_way_round_are_put_right_in_the_question_and_in_the_fields():
    asked = read_search([("low", "300.000"), ("high", "75rb")])
    assert (asked.search.low, asked.search.high) == (75_000, 300_000)
    assert (asked.typed["low"], asked.typed["high"]) == ("75rb", "300.000")
    assert not asked.errors
