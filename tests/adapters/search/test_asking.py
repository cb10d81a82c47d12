"""How words are understood against what the index holds."""

from __future__ import annotations

import pytest

from marketplace.adapters.search.asking import Asked, Reading, combined
from tests.adapters.search.bags import Shop, bag


def understood(shop: Shop, text: str, *, exact: bool = False) -> Asked:
    return reading(shop).understand(text, exact=exact)


def reading(shop: Shop) -> Reading:
    index = shop.writer._index
    index.reload()
    return Reading(index.schema, index.searcher())


@pytest.fixture
def filled(shop: Shop) -> Shop:
    many = [bag(number, "Ransel rajut") for number in range(1, 40)]
    shop.fill([*many, bag(90, "Tas Ran kecil", maker="Sulastri"), bag(91, "Tas selempang")])
    return shop


def test_the_last_word_may_only_be_begun(filled: Shop) -> None:
    assert set(understood(filled, "tas sele").words[1]) == {"sele", "selempang"}


def test_a_word_of_its_own_is_begun_only_where_it_is_hardly_one(filled: Shop) -> None:
    assert "ransel" in understood(filled, "ran").words[0]
    assert set(understood(filled, "tas").words[0]) == {"tas"}


def test_what_nobody_writes_is_put_right_and_said(filled: Shop) -> None:
    asked = understood(filled, "tas selempnag rajut")
    assert asked.corrected == ("tas", "selempang", "rajut")
    assert [set(ways) for ways in asked.words] == [{"tas"}, {"selempang"}, {"rajut"}]


def test_it_is_put_right_to_a_word_somebody_writes(filled: Shop) -> None:
    assert understood(filled, "slempnag tas").corrected == ("selempang", "tas")


def test_exactly_as_typed_nothing_is_put_right(filled: Shop) -> None:
    asked = understood(filled, "selempnag", exact=True)
    assert asked.corrected is None
    assert set(asked.words[0]) == {"selempnag"}


def test_words_of_the_trade_are_known_though_no_bag_has_them(filled: Shop) -> None:
    assert understood(filled, "macrame tas").corrected is None


def test_lines_go_on_with_the_most_frequent_word(filled: Shop) -> None:
    assert reading(filled).go_on("rajut ra", 3) == ["rajut rajut", "rajut ransel"]
    assert reading(filled).go_on("tas ", 3) == []
    assert reading(filled).go_on("", 3) == []


def test_of_words_that_find_the_same_bags_one_is_suggested(shop: Shop) -> None:
    shop.fill([bag(1, "Tas rajutan rajut"), bag(2, "Dompet rajutan"), bag(3, "Rajutannya")])
    assert reading(shop).go_on("raj", 5) == ["rajut"]


def test_nothing_asked_is_everything(filled: Shop) -> None:
    look = reading(filled)
    assert look.words_query(look.understand("yang di", exact=False)) is None
    assert look.searcher.search(combined(None, []), 1).count == 41
