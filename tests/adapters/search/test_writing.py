"""One writer at a time, and nothing seen that was not committed."""

from __future__ import annotations

import pytest

from marketplace.adapters.search.port import Question
from marketplace.adapters.search.writing import Busy, TantivyWriter, Unreadable
from tests.adapters.search.bags import GROUPS, Shop, bag


def test_a_second_writer_is_told_that_there_is_one(shop: Shop) -> None:
    with pytest.raises(Busy):
        TantivyWriter(shop.folder.path(shop.name), GROUPS)


def test_the_lock_is_given_back(shop: Shop) -> None:
    path = shop.folder.path(shop.name)
    shop.fill([bag(1, "Tas")])
    shop.writer.put([bag(2, "Tas")])
    shop.writer.close()
    shop.writer = TantivyWriter(path, GROUPS, heap_bytes=15_000_000)
    assert shop.writer.count() == 1


@pytest.mark.parametrize("how", ["gone", "torn"])
def test_a_lost_index_does_not_become_an_empty_one(shop: Shop, how: str) -> None:
    shop.fill([bag(1, "Tas")])
    shop.writer.close()
    path = shop.folder.path(shop.name)
    (path / "meta.json").unlink() if how == "gone" else (path / "meta.json").write_bytes(b'{"seg')
    with pytest.raises(Unreadable):
        TantivyWriter(path, GROUPS, begun=True)
    shop.writer = TantivyWriter(path / "other", GROUPS)


def test_numbers_below_one_are_taken_out_together(shop: Shop) -> None:
    shop.fill(bag(number, "Tas") for number in range(1, 11))
    shop.writer.remove_below(8)
    shop.writer.commit()
    assert sorted(shop.engine.find(Question()).numbers) == [8, 9, 10]


def test_a_document_takes_the_place_of_the_one_with_its_number(shop: Shop) -> None:
    assert shop.writer.put([bag(1, "Tas"), bag(1, "Dompet")]) == 1
    shop.writer.commit()
    assert shop.writer.count() == 1
