"""One serving process, from taking its address to its calm end."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address
from typing import Any

import click
import pytest

from marketplace.cli.web_server import WebServer, address_of, bind

SECONDS = 20


class Served:
    """A server on a free port, whose answers wait for `answer` once a request has `arrived`."""

    def __init__(self) -> None:
        self.arrived, self.answer = threading.Event(), threading.Event()
        self.bound = bind("127.0.0.1", 0)
        self.address = address_of(self.bound)
        self.port = int(self.address.rsplit(":", 1)[1])
        self.server = WebServer(
            self.application, self.bound, threads=2, max_body=1000, error_page=lambda status, path: ""
        )
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    def application(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        self.arrived.set()
        self.answer.wait(SECONDS)
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"done ", environ.get("HTTP_X_FORWARDED_PROTO", "").encode()]

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)


@pytest.fixture
def served() -> Iterator[Served]:
    one = Served()
    yield one
    one.answer.set()
    one.server.stop()
    one.thread.join(SECONDS)
    assert not one.thread.is_alive()


def test_a_request_is_answered_without_naming_the_server(served: Served) -> None:
    served.answer.set()
    connection = served.connect()
    connection.request("GET", "/", headers={"X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.read() == b"done https"
    assert answer.headers["Server"] is None
    connection.close()


def test_a_request_that_has_begun_is_answered_after_the_stop(served: Served) -> None:
    connection = served.connect()
    connection.request("GET", "/")
    assert served.arrived.wait(SECONDS)
    served.server.stop()
    served.answer.set()
    assert connection.getresponse().read() == b"done "
    connection.close()
    served.thread.join(SECONDS)
    with pytest.raises(ConnectionRefusedError):
        served.connect().request("GET", "/")


def test_a_body_over_the_limit_is_refused_before_it_is_read(served: Served) -> None:
    connection = served.connect()
    connection.putrequest("POST", "/")
    connection.putheader("Content-Length", "200000000")
    connection.endheaders()
    assert connection.getresponse().status == 413
    assert not served.arrived.is_set()
    connection.close()


def test_an_address_in_use_is_told_with_a_way_out(served: Served) -> None:
    with pytest.raises(click.ClickException, match=f"--port {served.port + 1}"):
        bind("127.0.0.1", served.port)


def test_a_host_that_is_not_ours_is_told() -> None:
    with pytest.raises(click.ClickException, match="Cannot serve"):
        bind("256.256.256.256", 0)


def test_the_address_people_type_is_one_they_can_type() -> None:
    with bind(str(IPv4Address(0)), 0) as everywhere:
        assert address_of(everywhere).startswith("http://127.0.0.1:")
