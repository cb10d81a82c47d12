"""Counts per value, and how long they are believed."""

from __future__ import annotations

import pytest

from marketplace.adapters.search import counting
from marketplace.adapters.search.asking import Asked, Reading
from marketplace.adapters.search.port import Answer, Question
from tests.adapters.search.bags import Shop, bag


def fill(shop: Shop) -> None:
    shop.fill(
        [
            bag(1, "Tas satu", groups={"type": ["tote"], "colour": ["red", "blue"]}),
            bag(2, "Tas dua", groups={"type": ["tote"], "colour": ["red"]}),
            bag(3, "Tas tiga", groups={"type": ["clutch"], "colour": ["blue"]}),
            bag(4, "Dompet", groups={"type": ["wallet"]}),
        ]
    )


def ask(shop: Shop, **asked: object) -> Answer:
    return shop.engine.find(Question(count=("type", "colour"), **asked))  # type: ignore[arg-type]


def test_every_value_is_counted_once_per_bag(shop: Shop) -> None:
    fill(shop)
    assert ask(shop).counts == {
        "type": {"tote": 2, "clutch": 1, "wallet": 1},
        "colour": {"red": 2, "blue": 2},
    }
    assert ask(shop, text="tas").counts["type"] == {"tote": 2, "clutch": 1}


def test_a_groups_own_choice_is_left_out_of_its_counts_alone(shop: Shop) -> None:
    fill(shop)
    answer = ask(shop, chosen={"colour": ["red"]})
    assert answer.total == 2
    assert answer.counts == {"type": {"tote": 2}, "colour": {"red": 2, "blue": 2}}


def test_inside_a_group_any_value_will_do_and_every_group_must_be_met(shop: Shop) -> None:
    fill(shop)
    assert set(ask(shop, chosen={"type": ["tote", "clutch"]}).numbers) == {1, 2, 3}
    assert set(ask(shop, chosen={"type": ["tote", "clutch"], "colour": ["blue"]}).numbers) == {1, 3}


def test_counts_follow_the_next_commit(shop: Shop) -> None:
    fill(shop)
    assert ask(shop).total == 4
    shop.fill([bag(5, "Tas lima", groups={"type": ["tote"]})])
    assert ask(shop).counts["type"]["tote"] == 3


def test_what_was_counted_in_a_state_that_has_passed_is_not_believed_of_the_next(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(shop)
    ask(shop)
    understand = Reading.understand

    def slowly(self: Reading, text: str, *, exact: bool) -> Asked:
        """While one reads the words, the index goes on, and another asks."""
        monkeypatch.setattr(Reading, "understand", understand)
        shop.fill([bag(5, "Tas lima")])
        ask(shop, text="dompet")
        return understand(self, text, exact=exact)

    monkeypatch.setattr(Reading, "understand", slowly)
    assert ask(shop, text="tas").total == 3
    assert ask(shop, text="tas").total == 4


def test_more_than_can_be_told_exactly_may_be_a_little_old(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MANY", 3)
    fill(shop)
    assert ask(shop).total == 4
    shop.fill([bag(5, "Tas lima")])
    assert ask(shop).total == 4
    monkeypatch.setattr(counting, "MANY_SECONDS", 0.0)
    assert ask(shop).total == 5


def test_only_so_many_counts_are_kept(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "KEPT", 3)
    fill(shop)
    for price in range(1, 9):
        ask(shop, price=(price, 900_000))
    opened = shop.engine._opened
    assert opened and len(opened.counted._kept) == 3
