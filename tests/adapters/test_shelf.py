"""A shelf holds a few things, and gives the last used ones back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.shelf import Shelf


def test_what_was_looked_at_longest_ago_makes_room() -> None:
    shelf = Shelf(places=2)
    shelf.put("a", b"1")
    shelf.put("b", b"2")
    assert shelf.look("a") == b"1"
    shelf.put("c", b"3")
    assert (shelf.look("a"), shelf.look("b"), shelf.look("c")) == (b"1", None, b"3")


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.binary(max_size=2)), max_size=30))
def test_it_never_holds_more_than_its_places_nor_anything_old(puts: list[tuple[str, bytes]]) -> None:
    shelf, last = Shelf(places=3), {}
    for name, thing in puts:
        shelf.put(name, thing)
        last[name] = thing
    found = {name: shelf.look(name) for name in "abcdef"}
    there = {name: thing for name, thing in found.items() if thing is not None}
    assert len(there) == min(3, len(last))
    assert all(last[name] == thing for name, thing in there.items())
