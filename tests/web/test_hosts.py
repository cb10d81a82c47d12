"""Only requests for a host of ours come in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.hosts import KnownHosts

HOSTS = frozenset({"terajut.example", "127.0.0.1", "::1"})
OURS = ["terajut.example", "TERAJUT.example", "terajut.example:443", "127.0.0.1:8000", "[::1]", "[::1]:8000"]
NOT_OURS = [
    "",
    "evil.example",
    "terajut.example.evil.example",
    "terajut.example.",
    "evil.example:terajut.example",
    "terajut.example@evil.example",
    "evil.example@terajut.example",
    "evil.example#terajut.example",
    "evil.example/terajut.example",
    "terajut.example/evil",
    "terajut.example?x",
    "terajut.example\\@evil.example",
    "terajut.example, evil.example",
    "terajut.example evil.example",
    "terajut\n.example",
    "terajut.example\r\nX: y",
    "terajut.\texample",
    "terajut.example\0",
    "::1",
    "[::1",
    "evil.example[::1]",
    "terajut.example:evil",
    "[]",
]


def ask(header: str | None, path: str = "/", default: str = "id") -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of the answer to a request that names this host."""
    said: list[Any] = []

    def inner(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b"inside"]

    def start_response(status: str, headers: list[tuple[str, str]], error: Any = None) -> None:
        said.extend([status, dict(headers)])

    environ = {"PATH_INFO": path} | ({} if header is None else {"HTTP_HOST": header})
    body = b"".join(KnownHosts(inner, HOSTS, default)(environ, start_response))  # type: ignore[arg-type, call-overload]
    return said[0], said[1], body


@pytest.mark.parametrize("header", OURS)
def test_a_host_of_ours_is_let_in_with_any_port_and_case(header: str) -> None:
    assert ask(header)[2] == b"inside"


@pytest.mark.parametrize("header", [None, *NOT_OURS], ids=repr)
def test_every_other_host_is_refused_without_being_repeated(header: str | None) -> None:
    status, headers, body = ask(header)
    assert status.startswith("400 ")
    assert headers["Content-Length"] == str(len(body))
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert b"evil" not in body


@given(
    st.sampled_from(["", *OURS]),
    st.text(st.characters(max_codepoint=0xFF), max_size=8),
    st.sampled_from(["", *OURS]),
)
def test_nothing_but_a_host_and_a_port_comes_in(before: str, middle: str, after: str) -> None:
    header = before + middle + after
    if ask(header)[2] == b"inside":
        host = re.fullmatch(r"(terajut\.example|127\.0\.0\.1|\[::1\])(:[0-9]*)?", header, re.IGNORECASE)
        assert host, header


@pytest.mark.parametrize(
    ("path", "default", "first"),
    [
        ("/", "id", "id"),
        ("/products", "id", "id"),
        ("/en", "id", "en"),
        ("/en/c/BTG-7K4P", "id", "en"),
        ("/entry", "id", "id"),
        ("/", "en", "en"),
        ("/id/about", "en", "id"),
        ("", "id", "id"),
    ],
)
def test_the_refusal_speaks_the_language_of_the_address_first(path: str, default: str, first: str) -> None:
    page = ask("evil.example", path, default)[2].decode()
    words = {"id": page.index("Alamat situs"), "en": page.index("This site")}
    assert min(words, key=lambda locale: words[locale]) == first
    assert f'<html lang="{first}">' in page
    assert page.count("lang=") == 2, "the other language is marked as such"
