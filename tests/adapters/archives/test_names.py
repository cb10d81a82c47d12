"""Names: what is taken can be shown, found again and put below a folder without leaving it."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marketplace.adapters.archives.names import SHOWN, flaw_of, is_leftover, require_good, shown
from marketplace.kit.errors import Unsupported
from marketplace.kit.text import fold

PARTS = st.sampled_from(["..", ".", "", "a", "C:", "\\", "/", "．．", "é", "\u202e", "\0", "foto", " ", "~"])
NAMES = st.one_of(st.text(max_size=40), st.lists(PARTS, max_size=6).map("/".join))


@given(NAMES)
@example("foto/../a.jpg")
@example("foto/．．/a.jpg")
def test_what_is_taken_stays_below_its_folder_everywhere(name: str) -> None:
    if flaw_of(name, 200) is not None:
        return
    for form in (name, unicodedata.normalize("NFKC", name)):
        assert not PurePosixPath(form).is_absolute()
        assert not PureWindowsPath(form).is_absolute()
        assert not PureWindowsPath(form).drive
        assert ".." not in PureWindowsPath(form).parts
        assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in form)


@given(st.lists(NAMES, min_size=2, max_size=8))
def test_what_is_taken_together_can_be_told_apart(names: list[str]) -> None:
    try:
        require_good(names, 200)
    except Unsupported:
        return
    assert len({fold(name) for name in names}) == len(names)


@given(st.text())
def test_what_is_shown_is_one_clean_short_line(name: str) -> None:
    clean = shown(name)
    assert len(clean) <= SHOWN
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in clean)


@pytest.mark.parametrize(
    "name", ["a.jpg", "foto tas/IMG_0001.HEIC", "Tas “Ombak” (1).jpeg", "tas..jpg", "ü/ß.png"]
)
def test_plain_names_are_taken(name: str) -> None:
    assert flaw_of(name, 200) is None
    assert not is_leftover(name)


@pytest.mark.parametrize("name", ["a.zip", "A.RAR", "b.tar.gz", "c.tgz", "d.7Z", "e.jar"])
def test_packed_files_are_not(name: str) -> None:
    assert flaw_of(name, 200) == "archive.nested"
