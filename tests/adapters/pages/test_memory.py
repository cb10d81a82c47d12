"""The memory for pages has a bound, and gives a page to nobody who asks for another version."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.pages.memory import MemoryPages
from marketplace.adapters.pages.port import WEIGHT, Holds, KeptPage


def page(version: str = "1", body: bytes = b"", by_minute: bool = False) -> KeptPage:
    return KeptPage((("*", version),), "2026-04-14", by_minute, '"e"', (), body, "pages.home", "/")


def of(version: str) -> Holds:
    return lambda page: dict(page.versions)["*"] == version


def test_the_page_looked_at_longest_ago_makes_room():
    pages = MemoryPages(room=2 * (WEIGHT + 1))
    pages.put("a", page())
    pages.put("b", page())
    assert pages.look("a", of("1")) is not None
    pages.put("c", page())
    assert [pages.look(name, of("1")) is not None for name in "abc"] == [True, False, True]


def test_another_version_is_not_there_and_a_new_one_takes_its_place():
    pages = MemoryPages(room=100_000)
    pages.put("a", page("1"))
    assert pages.look("a", of("2")) is None
    pages.put("a", page("2"))
    assert pages.look("a", of("1")) is None and pages.look("a", of("2")) is not None


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 5_000)), max_size=40))
def test_it_never_weighs_more_than_it_may(puts):
    pages = MemoryPages(room=9_000)
    for name, size in puts:
        pages.put(name, page(body=b"x" * size))
        assert 0 <= pages.weight <= 9_000


def test_a_page_larger_than_all_room_takes_the_place_of_none():
    pages = MemoryPages(room=9_000)
    pages.put("a", page())
    pages.put("b", page(body=b"x" * 9_000))
    assert pages.look("a", of("1")) is not None and pages.look("b", of("1")) is None
