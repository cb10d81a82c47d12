"""Every accident has a page, whatever it was that broke."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import DataError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from marketplace.app import create_app
from marketplace.database import engine
from marketplace.database.base import db
from marketplace.settings import Settings
from tests.conftest import SettableClock
from tests.proofreading import ProofreadingClient

NOBODY_LISTENS = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
PAGES = ["/", "/en/", "/products", "/artisans", "/verify?q=BTG-7K4P", "/studio/", "/en/desk", "/account"]
Break = Callable[[Path], None]


def site(folder: Path, url: str = "") -> Flask:
    file = folder / "test.db"
    return create_app(
        Settings(
            testing=True,
            data_dir=folder,
            database_url=url or f"sqlite:///{file}",
            media_dir=folder / "media",
            private_dir=folder / "private",
            mail_url="memory:",
            jobs_in_web=False,
        ),
        clock=SettableClock(),
    )


@pytest.fixture(params=["a file of something else", "an empty file", "held by another", "no server"])
def broken(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Flask]:
    """A site whose database went away after it was started."""
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 20)
    file = tmp_path / "test.db"
    app = site(tmp_path, NOBODY_LISTENS if request.param == "no server" else "")
    with closing(sqlite3.connect(file)) as other:
        if request.param == "a file of something else":
            file.write_bytes(b"not a database " * 1000)
        elif request.param == "held by another":
            other.execute("CREATE TABLE job (id INTEGER)")
            other.execute("BEGIN EXCLUSIVE")
        yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(params=["a stranger", "somebody signed in"])
def visitor(request: pytest.FixtureRequest, broken: Flask) -> ProofreadingClient:
    broken.test_client_class = ProofreadingClient
    client: ProofreadingClient = broken.test_client()  # type: ignore[assignment] # the class set a line above
    if request.param == "somebody signed in":
        client.set_cookie("sid", "the token of somebody", domain="127.0.0.1")
    return client


def assert_away(response) -> None:
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Request-Id"] in response.get_data(as_text=True)
    assert "Kami sedang penuh atau dalam perbaikan" in response.get_data(as_text=True)


def test_without_a_database_pages_say_when_to_come_back_and_the_probes_tell_machines(
    visitor: ProofreadingClient,
) -> None:
    for path in PAGES:
        response = visitor.get(path)
        if response.status_code == 303:  # nobody is signed in, and that is known without a database
            assert "/sign-in" in response.location
        else:
            assert_away(response)
    assert visitor.get("/healthz").status_code == 200
    ready = visitor.get("/readyz")
    assert ready.status_code == 503
    assert ready.get_json()["database"] == "failed"


def test_without_a_database_no_other_error_becomes_an_accident(visitor: ProofreadingClient) -> None:
    known = visitor.get_cookie("sid", domain="127.0.0.1") is not None
    lost, wrong = visitor.get("/nowhere"), visitor.post("/about")
    if known:  # who it is cannot be said, so not even the page of a wrong address greets them
        assert_away(lost)
        assert_away(wrong)
    else:
        assert (lost.status_code, wrong.status_code) == (404, 405)


def test_without_a_database_nothing_is_taken(broken: Flask) -> None:
    broken.test_client_class = ProofreadingClient
    stranger = broken.test_client()
    known = {"identifier": "siti@contoh.invalid", "password": "tas rajut biru laut"}
    new = known | {"name": "Siti", "role": "buyer", "data_processing": "1"}
    for path, data in (("/sign-in", known), ("/sign-up", new), ("/en/sign-up", new)):
        assert_away(stranger.post(path, data=data))


def test_a_writer_who_does_not_let_go_keeps_nobody_from_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 20)
    app = site(tmp_path)
    with app.app_context():
        db.create_all()
    app.test_client_class = ProofreadingClient
    client = app.test_client()
    new = {"password": "tas rajut biru laut", "name": "Siti", "role": "buyer", "data_processing": "1"}
    siti, dewi = new | {"identifier": "0812 3456 7890"}, new | {"identifier": "0812 3456 7891"}
    assert client.post("/sign-up", data=siti).status_code == 303
    later: SettableClock = app.extensions["toolbox"].clock
    later.now = later.now.replace(hour=5)  # long enough after the last visit for this one to be noted
    with closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert client.get("/account").status_code == 200
        assert client.get("/readyz").status_code == 200
        stranger = app.test_client()
        assert_away(stranger.post("/sign-up", data=dewi))
    assert stranger.post("/sign-up", data=dewi).status_code == 303
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("SELECT 1", None, OSError("away")), 503),
        (PoolExhausted("no connection is free"), 503),
        (DataError("SELECT 1", None, ValueError("NUL")), 400),
        (ProgrammingError("SELECT 1", None, ValueError("no such table")), 500),
        (RuntimeError("x"), 500),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_accident_in_a_view_becomes_the_page_of_its_kind(
    app: Flask, client: ProofreadingClient, monkeypatch: pytest.MonkeyPatch, error, status, prefix
) -> None:
    def fall() -> None:
        raise error

    fall.door = app.view_functions["pages.about"].door  # type: ignore[attr-defined] # doors are marks on views
    monkeypatch.setitem(app.view_functions, "pages.about", fall)
    monkeypatch.setitem(app.config, "TESTING", False)
    response = client.get(f"{prefix}/about")
    page = response.get_data(as_text=True)
    assert response.status_code == status
    assert response.headers.get("Retry-After") == ("30" if status == 503 else None)
    assert page.index('lang="en"') < page.index("<h1>") or not prefix
    assert type(error).__name__ not in page


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/sign-up", "terlalu besar"), ("/en/sign-up", "too large")],
)
def test_a_script_gets_the_sentence_and_a_person_the_page(
    client: ProofreadingClient, path: str, sentence: str
) -> None:
    many = {f"field{number}": "x" for number in range(300)}
    page = client.post(path, data=many, content_type="multipart/form-data")
    assert (page.status_code, page.mimetype) == (413, "text/html")
    line = client.post(
        path,
        data=many,
        content_type="multipart/form-data",
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert (line.status_code, line.mimetype) == (413, "text/plain")
    assert sentence in line.text
    assert len(line.text) < 300 and "<" not in line.text
