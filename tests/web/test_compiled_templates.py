"""Compiled templates are used again as long as nothing they are made of changes, and never stand in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from marketplace.web import compiled_templates
from marketplace.web.compiled_templates import opened


def drawn(data: Path, text: str = "{{ 1 + 1 }} tas") -> tuple[str, int]:
    """What a template draws in a new environment, and how many were compiled for it."""
    compiled = []
    environment = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=opened(data))  # noqa: S701 # no page
    compile_ = environment._compile

    def noting(source: str, filename: str) -> object:
        compiled.append(filename)
        return compile_(source, filename)

    environment._compile = noting
    return environment.get_template("a.html").render(), len(compiled)


def files(data: Path) -> list[Path]:
    return sorted((data / "templates").glob("*/*"))


def test_a_template_is_compiled_once_and_anew_with_other_words(tmp_path: Path) -> None:
    assert drawn(tmp_path) == ("2 tas", 1)
    assert drawn(tmp_path) == ("2 tas", 0)
    assert drawn(tmp_path, "lain") == ("lain", 1)
    assert drawn(tmp_path) == ("2 tas", 1)


def test_it_is_compiled_anew_by_other_code_and_what_older_code_made_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(tmp_path)
    (older,) = files(tmp_path)
    monkeypatch.setattr(compiled_templates, "made_by", lambda: "0" * 16)
    assert drawn(tmp_path) == ("2 tas", 1)
    assert not older.parent.exists()
    assert len(files(tmp_path)) == 1


def test_what_decides_it_is_every_file_of_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "filters.py").write_text("one")
    monkeypatch.setattr(compiled_templates, "_HERE", tmp_path)
    before = compiled_templates.made_by()
    assert before == compiled_templates.made_by()
    (tmp_path / "filters.py").write_text("other")
    assert compiled_templates.made_by() != before


@pytest.mark.parametrize("torn", [b"", b"rubbish", None])
def test_a_broken_file_is_made_anew(tmp_path: Path, torn: bytes | None) -> None:
    drawn(tmp_path)
    (path,) = files(tmp_path)
    path.write_bytes(path.read_bytes()[:30] if torn is None else torn)
    assert drawn(tmp_path) == ("2 tas", 1)
    assert drawn(tmp_path) == ("2 tas", 0)


def test_others_cannot_read_or_write_it(tmp_path: Path) -> None:
    drawn(tmp_path)
    for path in (tmp_path / "templates", *(tmp_path / "templates").iterdir()):
        assert path.stat().st_mode & 0o077 == 0


def test_a_folder_others_may_write_to_or_that_leads_elsewhere_is_not_used(tmp_path: Path) -> None:
    drawn(tmp_path)
    (tmp_path / "templates").chmod(0o777)
    assert opened(tmp_path) is None
    elsewhere = tmp_path / "other"
    (elsewhere / "data").mkdir(parents=True)
    (elsewhere / "data" / "templates").symlink_to(tmp_path)
    assert opened(elsewhere / "data") is None


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(tmp_path)
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert opened(tmp_path) is None


def test_without_a_folder_to_write_to_pages_are_drawn_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert opened(tmp_path / "file") is None
    kept = opened(tmp_path)
    assert kept is not None
    environment = Environment(loader=DictLoader({"a.html": "tas"}), bytecode_cache=kept)  # noqa: S701 # no page
    for folder in (tmp_path / "templates").iterdir():
        folder.rmdir()
    assert environment.get_template("a.html").render() == "tas"
