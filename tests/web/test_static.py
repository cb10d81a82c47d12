"""Files beside the application: found by name, kept by their bytes, and nothing but them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client, TestResponse

from marketplace.settings import PROJECT
from marketplace.web.static import HASHED
from tests.proofreading import BASE

DIST = PROJECT / "static" / "dist"
HASHED_FILES = sorted(path.name for path in DIST.iterdir() if HASHED.search(path.name))


@pytest.fixture
def get(app: Flask) -> Iterator[Any]:
    opened: list[TestResponse] = []

    def fetch(path: str, **headers: str) -> TestResponse:
        client: Client = FlaskClient(app, app.response_class)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = client.get(path, base_url=BASE, headers=named, buffered=True)
        opened.append(answer)
        return answer

    yield fetch
    for answer in opened:
        answer.close()


@pytest.mark.parametrize(
    ("name", "hashed"),
    [
        ("site.0123456789.css", True),
        ("icons.abcdefabcd.svg", True),
        ("a.0123456789.woff2", True),
        ("site.css", False),
        ("site.012345678.css", False),
        ("site.0123456789.css.map", False),
        ("site.ABCDEFABCD.css", False),
        ("site.0123456789", False),
    ],
)
def test_a_name_that_changes_with_its_bytes_is_known(name: str, hashed: bool) -> None:
    assert bool(HASHED.search(name)) is hashed


@pytest.mark.parametrize("suffix", [".css", ".js"])
def test_a_hashed_file_may_be_kept_for_ever_and_is_what_it_says(get: Any, suffix: str) -> None:
    name = next(name for name in HASHED_FILES if name.endswith(suffix))
    answer = get(f"/static/dist/{name}")
    assert answer.status_code == 200
    assert answer.data == (DIST / name).read_bytes()
    assert "immutable" in answer.headers["Cache-Control"]
    assert "public" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.mimetype == {".css": "text/css", ".js": "text/javascript"}[suffix]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("accept", "suffix"), [("br", ".br"), ("gzip", ".gz"), ("identity", "")])
def test_a_browser_gets_the_file_as_it_reads_it(get: Any, accept: str, suffix: str) -> None:
    name = next(name for name in HASHED_FILES if name.endswith(".css"))
    answer = get(f"/static/dist/{name}", Accept_Encoding=accept)
    assert answer.data == (DIST / (name + suffix)).read_bytes()
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/dist/../../marketplace/settings.py",
        "/static/dist/..%2f..%2fmarketplace/settings.py",
        "/static/dist/%2e%2e/%2e%2e/run.py",
        "/static/dist//etc/passwd",
        "/static/dist/",
        "/static/dist",
        "/static/css/tokens.css",
        "/static/",
        "/templates/layouts/page.html",
        "/static/dist/.gitignore",
        "/static/dist/..\\..\\run.py",
        "/STATIC/dist/",
    ],
)
def test_nothing_else_on_the_disk_is_served(get: Any, path: str) -> None:
    assert get(path).status_code == 404


def test_a_file_is_no_place_to_post_to(get: Any, app: Flask) -> None:
    client: Client = FlaskClient(app, app.response_class)
    answer = client.post(f"/static/dist/{HASHED_FILES[0]}", base_url=BASE)
    assert answer.status_code in (404, 405)


def test_a_file_is_given_to_our_own_host_only(get: Any) -> None:
    assert get(f"/static/dist/{HASHED_FILES[0]}", Host="evil.example").status_code == 400
