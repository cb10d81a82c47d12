"""When a public question is seen, what is cleaned out of it, and what it must not carry."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.access.permissions import Permission
from marketplace.kit.errors import Conflict
from marketplace.questions.rules import LIFECYCLE, MOST_MARKS, Action, State, clean, contact_in


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_step_is_either_in_the_table_or_refused(state, action):
    targets = {
        (State.WAITING, Action.ANSWER): State.ANSWERED,
        (State.ANSWERED, Action.CORRECT): State.ANSWERED,
        (State.WAITING, Action.HIDE): State.HIDDEN,
        (State.ANSWERED, Action.HIDE): State.HIDDEN,
        (State.HIDDEN, Action.SHOW): State.ANSWERED,
        (State.WAITING, Action.REMOVE): State.REMOVED,
        (State.ANSWERED, Action.REMOVE): State.REMOVED,
        (State.HIDDEN, Action.REMOVE): State.REMOVED,
    }
    if (state, action) in targets:
        move = LIFECYCLE.move(state, action)
        assert move.target is targets[state, action]
        officers = action is Action.REMOVE
        assert move.permission is (Permission.MODERATE_QUESTION if officers else Permission.ANSWER_INQUIRY)
    else:
        with pytest.raises(Conflict):
            LIFECYCLE.move(state, action)


def test_nothing_becomes_public_without_words():
    assert all(move.needs_reason for move in LIFECYCLE.moves if move.target is State.ANSWERED)


def test_line_breaks_stay_and_what_turns_the_writing_around_goes():
    assert clean("satu\r\n\u202edua\u200b\u0007\n\n\n\n\ntiga ") == "satu\ndua\n\ntiga"


def test_marks_do_not_pile_up_and_single_ones_stay():
    piled = "a" + "\u0301\u0302\u0303\u0304" * 40
    assert len(unicodedata.normalize("NFD", clean(piled))) == 1 + MOST_MARKS
    assert len(clean("ก" + "\u0e49" * 40)) == len(clean("ا" + "\u0651" * 40)) == 1 + MOST_MARKS
    assert clean("اللّٰه") == unicodedata.normalize("NFC", "اللّٰه")
    assert clean("café Nguyễn") == "café Nguyễn"


@given(st.text())
def test_what_was_cleaned_is_clean(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in cleaned.replace("\n", ""))
    assert "\n\n\n" not in cleaned


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Muat laptop 13 inci, 34 x 10 cm? Rp285.000?", None),
        ("lihat www.contoh", "link"),
        ("ke rina@contoh.com", "email"),
        ("0812-3456-7890", "phone"),
    ],
)
def test_a_way_to_be_reached_is_called_by_its_name(text, code):
    assert contact_in(text) == code
