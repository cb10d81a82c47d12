"""Connections whose request is refused before the application sees it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from marketplace.cli import web_channel
from marketplace.cli.web_server import WebServer, bind

SECONDS = 20
MEGABYTE = b"x" * 1_000_000


def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"seen " + environ["wsgi.input"].read()]


def page(status: int, path: str) -> str:
    return f"<h1>{status} at {path}</h1>"


@pytest.fixture
def port() -> Iterator[int]:
    bound = bind("127.0.0.1", 0)
    server = WebServer(application, bound, threads=2, max_body=1000, error_page=page)
    thread = threading.Thread(target=server.run)
    found: int = bound.getsockname()[1]
    thread.start()
    yield found
    server.stop()
    thread.join(SECONDS)
    assert not thread.is_alive()


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=SECONDS)


def everything(connection: socket.socket) -> str:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts).decode()


def test_a_body_too_large_gets_a_page_that_is_read_after_all_was_sent(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(b"POST /en/x HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n")
        for _ in range(20):
            connection.sendall(MEGABYTE)
        answer = everything(connection)
    head, _, body = answer.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 413 Request Entity Too Large")
    assert "Content-Type: text/html; charset=utf-8" in head
    assert "Cache-Control: no-store" in head
    assert "Connection: close" in head
    assert body == "<h1>413 at /en/x</h1>"


def test_a_body_too_large_without_a_length_is_refused_as_soon_as_it_is_known(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(3):
            connection.sendall(b"f4240\r\n" + MEGABYTE + b"\r\n")
        answer = everything(connection)
    assert answer.startswith("HTTP/1.1 413 ")


def test_a_sender_who_asks_first_is_not_invited(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(
            b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 20000000\r\n\r\n"
        )
        assert everything(connection).startswith("HTTP/1.1 413 ")
    with connect(port) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"bags")
        connection.shutdown(socket.SHUT_WR)
        assert everything(connection).endswith("seen bags")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", 431),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\n: x\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: knitted\r\n\r\n", 501),
    ],
    ids=[
        "a huge header",
        "no request",
        "a nameless header",
        "a length below nothing",
        "bad chunks",
        "unknown coding",
    ],
)
def test_what_cannot_be_read_gets_a_page_too(port: int, request_: bytes, status: int) -> None:
    with connect(port) as connection:
        connection.sendall(request_)
        answer = everything(connection)
    assert answer.split(" ", 2)[1] == str(status)
    assert f"<h1>{status} at " in answer


def test_what_follows_a_refusal_on_the_same_line_is_never_taken_for_a_request(port: int) -> None:
    smuggled = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
    with connect(port) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n" + smuggled * 50)
        answer = everything(connection)
    assert answer.count("HTTP/1.1 ") == 1


def test_nobody_is_listened_to_for_ever(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_channel, "LINGER_SECONDS", -1.0)

    def send_without_end(connection: socket.socket) -> None:
        for _ in range(20_000):
            connection.sendall(MEGABYTE)

    with connect(port) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000000\r\n\r\n")
        with pytest.raises(OSError, match=r"reset|pipe"):
            send_without_end(connection)


def test_a_request_within_the_limits_passes_on(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbags"
        )
        assert everything(connection).endswith("seen bags")
