"""Text that is the same for everybody travels compressed; nothing else does."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
from flask import Flask, Request, Response
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.web.compression import SMALLEST, compress
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

TEXT = ("<p>Tas rajut ombak</p>\n" * 100).encode()
UNPACK: dict[str | None, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}


def asking(accept: str | None) -> Request:
    headers = {} if accept is None else {"Accept-Encoding": accept}
    return Request(EnvironBuilder(headers=headers).get_environ())


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("br;q=0.1, gzip;q=0", "br"),
        ("identity", None),
        ("deflate", None),
        ("*;q=0", None),
        ("", None),
        (None, None),
        ("br;q=nonsense", None),
        ("x-gzip-like", None),
    ],
)
def test_a_browser_gets_what_it_reads_and_the_same_text(accept: str | None, chosen: str | None) -> None:
    response = compress(Response(TEXT, mimetype="text/html"), asking(accept))
    assert response.headers.get("Content-Encoding") == chosen
    assert UNPACK[chosen](response.get_data()) == TEXT
    assert response.headers["Content-Length"] == str(len(response.get_data()))
    assert chosen is None or len(response.get_data()) < len(TEXT)


@pytest.mark.parametrize(
    ("mimetype", "packed"),
    [
        ("text/html", True),
        ("text/plain", True),
        ("application/json", True),
        ("image/svg+xml", True),
        ("application/xml", True),
        ("image/png", False),
        ("image/webp", False),
        ("application/pdf", False),
        ("application/octet-stream", False),
        (None, False),
    ],
)
def test_only_texts_are_compressed(mimetype: str | None, packed: bool) -> None:
    response = Response(TEXT, mimetype=mimetype)
    if mimetype is None:
        del response.headers["Content-Type"]
    assert ("Content-Encoding" in compress(response, asking("br")).headers) is packed


@pytest.mark.parametrize(("length", "packed"), [(SMALLEST - 1, False), (SMALLEST, True)])
def test_a_small_answer_is_not_worth_it(length: int, packed: bool) -> None:
    response = compress(Response(b"a" * length, mimetype="text/plain"), asking("br"))
    assert ("Content-Encoding" in response.headers) is packed


def test_what_is_compressed_already_or_comes_piece_by_piece_is_left_alone() -> None:
    ready = Response(TEXT, mimetype="text/html", headers={"Content-Encoding": "zstd"})
    assert compress(ready, asking("br")).get_data() == TEXT
    pieces = compress(Response(iter([TEXT]), mimetype="text/html"), asking("br"))
    assert pieces.is_streamed
    assert "Content-Encoding" not in pieces.headers
    passed = Response([TEXT], mimetype="text/html", direct_passthrough=True)
    assert "Content-Encoding" not in compress(passed, asking("br")).headers


@pytest.mark.parametrize("accept", ["br", "gzip"])
def test_the_same_text_gives_the_same_bytes_at_any_hour(accept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise no ETag would ever match."""
    first = compress(Response(TEXT, mimetype="text/html"), asking(accept)).get_data()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert compress(Response(TEXT, mimetype="text/html"), asking(accept)).get_data() == first


def test_the_page_of_a_visitor_is_compressed_and_known_again(app: Flask) -> None:
    client = FlaskClient(app, app.response_class)
    client.environ_base["HTTP_HOST"] = "127.0.0.1:8000"
    first = client.get("/verify", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in first.headers["Vary"]
    again = client.get("/verify", headers={"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    other = client.get("/verify", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200, "another encoding is another answer"


@pytest.mark.parametrize("path", ["/account", "/verify", "/sign-in?q=a"])
def test_no_page_of_a_signed_in_person_is_compressed(
    client: ProofreadingClient, make: Make, sign_in: Callable[[ProofreadingClient, Account], str], path: str
) -> None:
    """Its length would tell the token on it to whoever may choose some of its text."""
    sign_in(client, make.account(Role.BUYER))
    answer = client.get(path, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in answer.headers
