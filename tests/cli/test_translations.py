"""What makes a translation complete."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from marketplace.cli import translations
from marketplace.cli.translations import blanks, compiled, extracted, find_faults, is_compiled, read_catalogue
from tests.cli.conftest import Run


@pytest.fixture
def catalogue() -> Catalog:
    words = Catalog(locale="id")
    words.add("Bags", "Tas")
    words.add(("%(num)d bag", "%(num)d bags"), ("%(num)d tas",), flags=["python-format"])
    words.add("Hello %(name)s", "Halo %(name)s", flags=["python-format"])
    words.add("Not yet", "")
    words.add("Guess", "Tebakan", flags=["fuzzy"])
    words.add("From %(day)s", "Dari %(hari)s", flags=["python-format"])
    words.add("Sent {percent}%", "Terkirim {persen}%")
    return words


@pytest.mark.parametrize("wanted", ["Bags", ("%(num)d bag", "%(num)d bags"), "Hello %(name)s"])
def test_translated_sentences_have_no_fault(catalogue: Catalog, wanted: str | tuple[str, ...]) -> None:
    assert list(find_faults(catalogue, {wanted})) == []


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        ("Unheard of", "no Indonesian words"),
        ("Not yet", "no Indonesian words"),
        ("Guess", "fuzzy"),
        ("From %(day)s", "blanks differ"),
        ("Sent {percent}%", "blanks differ"),
        (("Bags", "Many bags"), "no plural"),
    ],
)
def test_each_fault_is_told(catalogue: Catalog, wanted: str | tuple[str, ...], fault: str) -> None:
    assert [fault in line for line in find_faults(catalogue, {wanted})] == [True]


def test_blanks_are_found_in_both_ways_of_writing_them() -> None:
    assert blanks("%(a)s and %(b)d, {c}, 100%") == {"a", "b", "c"}


def test_sentences_come_from_code_and_from_templates() -> None:
    found = {identity for identity, _ in extracted()}
    assert "Please sign in first." in found
    assert len(found) > 100


def test_a_compiled_file_is_recognised(catalogue: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    assert not is_compiled(catalogue, path)
    path.with_suffix(".mo").write_bytes(compiled(catalogue))
    assert is_compiled(catalogue, path)
    catalogue.add("New", "Baru")
    assert not is_compiled(catalogue, path)


def test_new_sentences_are_brought_in_and_forgotten_ones_go(
    run: Run, catalogue: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "messages.po"
    with path.open("wb") as file:
        write_po(file, catalogue)
    monkeypatch.setattr(translations, "CATALOGUE", path)
    monkeypatch.setattr(translations, "extracted", lambda: iter([("Bags", []), ("Fresh", [])]))
    monkeypatch.setattr(translations, "read_catalogue", lambda: read_catalogue(path))
    assert "1 new, 6 gone, 2 in all" in run("translations", "extract").output
    assert {message.id: message.string for message in read_catalogue(path) if message.id} == {
        "Bags": "Tas",
        "Fresh": "",
    }
    assert run("translations", "compile").exit_code == 0
    assert path.with_suffix(".mo").exists()
