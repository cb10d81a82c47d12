"""How words are understood against what the index holds."""

from __future__ import annotations

import pytest

from marketplace.adapters.search import asking
from marketplace.adapters.search.asking import Asked, Reading, combined
from marketplace.adapters.search.port import Question
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


def test_words_of_bags_taken_out_are_neither_suggested_nor_put_in_place_of_others(shop: Shop) -> None:
    """An artisan who hides her page takes her name along, though the index writes its parts anew much later."""
    shop.fill(
        [
            bag(1, "Tas biru", maker="Sulastri"),
            bag(2, "Tas ungu", maker="Rosdiana"),
            bag(3, "Tas", maker="Sulis"),
        ]
    )
    assert reading(shop).go_on("sul", 5) == ["sulastri", "sulis"]
    assert understood(shop, "sulastir").corrected == ("sulastri",)
    shop.writer.remove([1, 2])
    shop.writer.commit()
    look = reading(shop)
    assert look.searcher.doc_freq("words", "sulastri") == 1, "still counted, or there is nothing to test"
    assert look.go_on("sul", 5) == ["sulis"] and look.go_on("tas sul", 5) == ["tas sulis"]
    for typed in ("sulastir", "rosdinaa", "rosddianaa", "tasrosdiana"):
        assert understood(shop, typed).corrected is None, typed


def test_a_word_every_one_of_many_bags_has_is_not_looked_for_beside_others(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.fill([bag(1, "Tas kota biru"), bag(2, "Tas kota"), bag(3, "Dompet kota biru")])
    for least in (3, 10_000):
        monkeypatch.setattr(asking, "MANY_BAGS", least)
        for text, found in {
            "kota": 3,
            "kota biru": 2,
            "biru kota tas": 1,
            "kota kota": 3,
            "kota zzz": 0,
        }.items():
            assert shop.engine.find(Question(text, exact=True)).total == found, (least, text)
        look = reading(shop)
        query = look.words_query(look.understand("kota biru", exact=True))
        assert ("kota" in repr(query)) == (least > 3)


def test_nothing_asked_is_everything(filled: Shop) -> None:
    look = reading(filled)
    assert look.words_query(look.understand("yang di", exact=False)) is None
    assert look.searcher.search(combined(None, []), 1).count == 41
