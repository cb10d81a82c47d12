"""Digests: what makes two rows one, and what makes a draft another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.batches.rules import draft_digest, row_digest

CELLS = st.dictionaries(st.sampled_from(["title", "price", "photos"]), st.text(max_size=5))


@given(CELLS, CELLS, st.lists(st.text(max_size=3), max_size=2), st.lists(st.text(max_size=3), max_size=2))
def test_two_rows_are_one_when_they_say_and_show_the_same(one, other, photos, more):
    def said(cells):
        return {name: text for name, text in cells.items() if name != "photos"}

    same = said(one) == said(other) and photos == more
    assert (row_digest(one, photos) == row_digest(other, more)) is same


def test_a_row_is_the_same_in_another_order_and_with_renamed_photos():
    one = {"title": "Tote", "price": "9", "photos": "a.jpg"}
    other = {"photos": "b.jpg", "price": "9", "title": "Tote"}
    assert row_digest(one, ["x"]) == row_digest(other, ["x"])
    assert row_digest(one, ["x", "y"]) != row_digest(one, ["y", "x"])


def test_a_draft_is_another_after_any_change():
    made = draft_digest(1, [(7, 0, ""), (8, 1, "")])
    assert made == draft_digest(1, [(8, 1, ""), (7, 0, "")])
    for changed in (
        draft_digest(2, [(7, 0, ""), (8, 1, "")]),
        draft_digest(1, [(7, 0, "")]),
        draft_digest(1, [(7, 1, ""), (8, 0, "")]),
        draft_digest(1, [(7, 0, "Depan"), (8, 1, "")]),
    ):
        assert changed != made
