"""The installation's own texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from marketplace.settings import SettingsError
from marketplace.web.content import FOLDER, content, load, localised

TEXTS = """
plain = "Bontang"
since = 2026-01-02
[about]
title = {id = "Tentang", en = "About"}
[[about.steps]]
name = {id = "Satu", en = "One"}
days = 3
"""


@pytest.fixture
def texts(tmp_path: Path, changed_settings: Callable[..., None]) -> None:
    path = tmp_path / "kota.toml"
    path.write_text(TEXTS, "utf-8")
    changed_settings(content=str(path))


@pytest.mark.parametrize(("locale", "title", "step"), [("id", "Tentang", "Satu"), ("en", "About", "One")])
def test_a_text_is_given_in_the_readers_language_however_deep_it_stands(
    app: Flask, texts: None, locale: str, title: str, step: str
) -> None:
    with app.app_context(), force_locale(locale):
        assert content("about.title") == title
        assert content("about") == {"title": title, "steps": [{"name": step, "days": 3}]}
        assert content("plain") == "Bontang"
        assert content("since").isoformat() == "2026-01-02"


@pytest.mark.parametrize(
    "path", ["nowhere", "about.nowhere", "plain.deeper", "about.steps.name", "since.year"]
)
def test_a_path_the_file_lacks_is_named(app: Flask, texts: None, path: str) -> None:
    with app.app_context(), pytest.raises(KeyError):
        content(path)


@pytest.mark.parametrize(
    "data", [b"a = ", b'a = "\xe9"', b"\xff\xfe", None], ids=["half", "latin-1", "utf-16", "no file"]
)
def test_a_file_that_cannot_be_read_stops_the_start_and_is_named(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "x.toml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SettingsError, match=r"MARKETPLACE_CONTENT: .*x\.toml") as refused:
        load(str(path))
    assert "\n" not in str(refused.value)


def test_a_table_that_only_looks_bilingual_is_kept(app: Flask) -> None:
    with app.app_context(), force_locale("en"):
        assert localised({"id": "a", "en": "b", "more": "c"}) == {"id": "a", "en": "b", "more": "c"}
        assert localised({"id": "a"}) == {"id": "a"}


def test_every_installation_we_ship_speaks_both_languages() -> None:
    def leaves(found: Any, where: str = "") -> list[str]:
        if isinstance(found, Mapping):
            if {"id", "en"} & set(found):
                both = set(found) == {"id", "en"} and all(str(text).strip() for text in found.values())
                return [] if both else [where]
            return [hit for name, value in found.items() for hit in leaves(value, f"{where}.{name}")]
        if isinstance(found, list):
            return [hit for number, value in enumerate(found) for hit in leaves(value, f"{where}.{number}")]
        return []

    files = sorted(FOLDER.glob("*.toml"))
    assert files
    for path in files:
        assert leaves(load(path.stem)) == [], path.name
