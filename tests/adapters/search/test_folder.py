"""Generations of the index, and how far they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from marketplace.adapters.search.folder import IndexFolder, State, make_of, mark_of


def test_a_generation_is_asked_once_it_is_finished(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path / "search", "abc")
    assert folder.current() is None and folder.building() is None
    name = folder.begin()
    assert folder.building() == name and folder.current() is None
    before = folder.stamp()
    folder.finish(name)
    assert folder.current() == name and folder.building() is None
    assert folder.stamp() != before


def test_the_old_one_is_asked_until_the_new_one_is_finished_and_then_goes(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path, "abc")
    folder.finish(first := folder.begin())
    second = folder.begin()
    assert folder.current() == first
    folder.finish(second)
    assert folder.current() == second
    assert not folder.path(first).exists()


def test_one_of_another_make_is_never_asked(tmp_path: Path) -> None:
    IndexFolder(tmp_path, "abc").finish(IndexFolder(tmp_path, "abc").begin())
    assert IndexFolder(tmp_path, "xyz").current() is None


def test_a_broken_one_is_asked_no_more(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path, "abc")
    folder.finish(name := folder.begin())
    before = folder.stamp()
    folder.tell_broken(name)
    assert folder.current() is None and folder.stamp() != before
    folder.finish(other := folder.begin())
    assert folder.current() == other


def test_how_far_it_is_survives_and_a_torn_note_is_the_beginning(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path, "abc")
    name = folder.begin()
    assert folder.state(name) == State()
    folder.moved(name, built_to=7)
    folder.moved(name, cursor="9")
    assert folder.state(name) == State(built_to=7, cursor="9")
    (folder.path(name) / "state.json").write_text('{"built_to": 7,')
    assert folder.state(name) == State()


def test_two_may_find_it_broken_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = IndexFolder(tmp_path, "abc")
    folder.finish(name := folder.begin())
    replace = Path.replace

    def after_another(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", replace)
        folder.tell_broken(name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", after_another)
    folder.tell_broken(name)
    assert folder.current() is None
    assert not list(tmp_path.glob("*.tmp"))


def test_one_that_cannot_be_gone_on_with_is_taken_away(tmp_path: Path) -> None:
    folder = IndexFolder(tmp_path, "abc")
    folder.finish(asked := folder.begin())
    name = folder.begin()
    folder.drop(name)
    assert folder.building() is None and not folder.path(name).exists()
    assert folder.current() == asked


def test_the_make_follows_groups_and_sources(tmp_path: Path) -> None:
    source = tmp_path / "gathering.py"
    source.write_text("one")
    first = make_of(["type"], source)
    assert first == make_of(["type"], source) != make_of(["type", "colour"], source)
    source.write_text("two")
    assert make_of(["type"], source) != first


def test_a_file_that_is_not_there_has_no_mark(tmp_path: Path) -> None:
    assert mark_of(tmp_path / "none") == 0
