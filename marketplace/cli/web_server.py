"""One serving process: waitress on a socket that is bound already, and a calm end when it is told to stop."""

from __future__ import annotations

import signal
import socket
import threading
import time
from ipaddress import ip_address
from typing import Any

import click
from waitress import wasyncore
from waitress.server import create_server

from marketplace.cli.web_channel import ErrorPage, channels

LOOK_SECONDS = 1.0
DRAIN_SECONDS = 20.0
CONNECTIONS = 1000
BACKLOG = 1024


def bind(host: str, port: int) -> socket.socket:
    """Take the address, so that a second server is told at once; who calls early waits for the first answer."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise _refused(host, port, error) from error
    taken = socket.socket(family, kind, protocol)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(BACKLOG)
    except OSError as error:
        taken.close()
        raise _refused(host, port, error) from error
    return taken


def _refused(host: str, port: int, error: OSError) -> click.ClickException:
    reason = error.strerror or str(error)
    return click.ClickException(f"Cannot serve on {host}:{port}: {reason}. Another port: --port {port + 1}")


def address_of(bound: socket.socket) -> str:
    """Return the address people type, with the port that was really taken."""
    host, port = bound.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class WebServer:
    """Serves an application until `stop` is called (from a signal, or another thread), then drains."""

    def __init__(
        self,
        application: Any,
        bound: socket.socket,
        *,
        threads: int,
        max_body: int,
        error_page: ErrorPage,
    ) -> None:
        self._stopping = self._closed = False
        self._trigger = threading.RLock()  # a signal may come while this very thread holds it
        self._server: Any = create_server(
            application,
            sockets=[bound],
            threads=threads,
            ident=None,
            max_request_body_size=max_body,
            connection_limit=CONNECTIONS,
            backlog=BACKLOG,
            asyncore_use_poll=True,
            channel_timeout=60,
            clear_untrusted_proxy_headers=False,
        )
        self._server.channel_class = channels(error_page)

    def stop_on_signals(self) -> None:
        """Stop at SIGTERM and Ctrl-C."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, frame: self.stop())

    def stop(self) -> None:
        """End `run` soon. May be called by any thread and at any time, after the end as well."""
        with self._trigger:
            if not self._stopping and not self._closed:
                self._stopping = True
                self._server.pull_trigger()

    def run(self) -> None:
        """Answer requests until stopped; then finish the requests that have begun, for DRAIN_SECONDS at most."""
        while not self._stopping:
            self._turn(LOOK_SECONDS)
        self._server.accepting = False
        self._server.del_channel()
        self._server.socket.close()
        deadline = time.monotonic() + DRAIN_SECONDS
        while self._is_busy() and time.monotonic() < deadline:
            self._turn(0.05)
        self._server.task_dispatcher.shutdown(timeout=1)
        with self._trigger:
            self._closed = True
            wasyncore.close_all(self._server._map, ignore_all=True)

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._server._map, count=1)

    def _is_busy(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.requests or channel.request or channel.total_outbufs_len for channel in channels)
