"""A long story shows its beginning, and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.stories import LONG, SHORT, folded

SENTENCE = "Motifnya dari ombak kecil di dermaga waktu sore. "


@pytest.mark.parametrize("story", ["", "Satu.", "Satu.\n\nDua.", "x" * LONG])
def test_a_short_story_stands_there_whole(story):
    shown, rest = folded(story)
    assert shown == [one for one in story.split("\n") if one] and rest == []


def test_a_long_paragraph_is_cut_after_a_sentence():
    shown, rest = folded(SENTENCE * 30)
    assert len(shown) == len(rest) == 1
    assert shown[0].endswith("sore.") and SHORT / 2 < len(shown[0]) <= SHORT
    assert rest[0].startswith("Motifnya")


def test_whole_paragraphs_come_first():
    shown, rest = folded("\n".join([SENTENCE * 4] * 5))
    assert shown[0] == SENTENCE * 4 and len(rest) == 4


@given(st.text(alphabet="abc .!?\n", max_size=3000))
def test_nothing_is_lost_and_no_more_than_promised_is_shown(story):
    shown, rest = folded(story)
    assert "".join("".join((*shown, *rest)).split()) == "".join(story.split())
    assert not rest or (sum(map(len, shown)) <= SHORT and shown)
