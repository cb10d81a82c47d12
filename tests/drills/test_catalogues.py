"""The benchmarks' catalogues are what the site can show, and the same ones every time."""

from __future__ import annotations

import importlib.util
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import create_engine, text

from marketplace.app import create_app
from marketplace.certificates.rules import Status
from marketplace.database.base import db
from marketplace.settings import PROJECT, Settings

DAY = date(2026, 4, 14)


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", PROJECT / "bench" / "catalogues.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build(catalogues: ModuleType, folder: Path, url: str = "", listings: int = 300) -> str:
    for _ in catalogues.build(folder, listings, url=url, photos=0, today=DAY):
        pass
    return url or f"sqlite:///{folder / 'terajut.db'}"


def rows(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(statement))]
    engine.dispose()
    return found


def test_a_catalogue_is_shown_by_the_site(
    catalogues: ModuleType, tmp_path: Path, fresh_database: str
) -> None:
    server = fresh_database if fresh_database.startswith("postgresql") else ""
    url = build(catalogues, tmp_path / "made", server)
    app = create_app(
        Settings(
            data_dir=tmp_path,
            database_url=url,
            media_dir=tmp_path / "media",
            mail_url="memory:",
            jobs_in_web=False,
        )
    )
    client = app.test_client()
    page = client.get("/products").text
    assert page.count("<picture") >= 12, "cards have pictures"
    (code,) = rows(url, "SELECT code FROM listing WHERE state = 'published' ORDER BY id LIMIT 1")[0]
    assert client.get(f"/products/{code}", follow_redirects=True).status_code == 200
    (record,) = rows(url, "SELECT code FROM certificate WHERE status = 'revoked' LIMIT 1")[0]
    assert client.get(f"/c/{record}").status_code == 200
    app.extensions["toolbox"].close()
    with app.app_context():
        db.engine.dispose()
    with pytest.raises(ValueError, match="already"):
        build(catalogues, tmp_path / "made", server)


@pytest.mark.slow
def test_a_catalogue_is_whole_uneven_and_the_same_every_time(catalogues: ModuleType, tmp_path: Path) -> None:
    first, second = (build(catalogues, tmp_path / name, listings=2_500) for name in ("one", "two"))
    for table in ("listing", "photo", "certificate", "listing_unit"):
        every = f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608 - our own names
        assert rows(first, every) == rows(second, every)
    with sqlite3.connect(tmp_path / "one" / "terajut.db") as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    shares = Counter(row[0] for row in rows(first, "SELECT artisan_id FROM listing"))
    assert max(shares.values()) > 5 * min(shares.values())
    assert {row[0] for row in rows(first, "SELECT status FROM certificate")} == set(Status)
    spread = rows(first, "SELECT min(published_at), max(published_at) FROM listing")[0]
    assert str(spread[0]) < "2023-10" and str(spread[1]) > "2026-04-01"
