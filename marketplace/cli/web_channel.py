"""One connection: what is refused before the application sees it gets a page too, and time to be read."""

from __future__ import annotations

import time
from collections.abc import Callable
from socket import SHUT_WR
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

LINGER_SECONDS = 30.0
"""How long what is still being sent after a refusal is thrown away, so that the sender comes to read the answer."""
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
)
ErrorPage = Callable[[int, str], str]
"""The page for a status and the path that was asked for."""


def channels(error_page: ErrorPage) -> Callable[..., PoliteChannel]:
    """Return what makes the connections of a server: its refusals show these pages."""

    def make(*values: Any, **options: Any) -> PoliteChannel:
        channel = PoliteChannel(*values, **options)
        channel.error_page = error_page
        return channel

    return make


class RefusedTask(ErrorTask):
    """Answers a request that is too large or cannot be read, without reading its body."""

    def execute(self) -> None:
        error = self.request.error
        self.channel.refused = True
        body = self.channel.error_page(error.code, getattr(self.request, "path", "")).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(HEADERS)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(b"" if getattr(self.request, "command", "") == "HEAD" else body)


class PoliteChannel(HTTPChannel):
    """A connection that is not cut while the other side still sends what was refused.

    Closing a socket with unread bytes resets the connection, and the reset overtakes the answer: a browser that
    sends a large file would show its own error instead of our page. So the answer goes out, our side is closed, and
    what still comes is read and thrown away, for LINGER_SECONDS at most.
    """

    error_task_class = RefusedTask
    error_page: ErrorPage
    refused = False
    lingers_until = 0.0

    def send_continue(self) -> None:
        """Do not invite the body of a request that has been refused already."""
        if self.request.error is None:
            super().send_continue()

    def handle_write(self) -> None:
        """Send what is waiting; where a refusal has gone out whole, begin to linger instead of closing."""
        if not self.refused:
            super().handle_write()
            return
        self._flush_exception(self._flush_some_if_lockable)
        if self.close_when_flushed and not self.total_outbufs_len and not self.will_close:
            self._linger()
        if self.will_close:
            self.handle_close()

    def received(self, data: bytes) -> bool:
        """Read requests; once one was refused, throw away what comes until the time is over."""
        if not self.lingers_until:
            return bool(super().received(data))
        if time.monotonic() > self.lingers_until:
            self.will_close = True
        return False

    def _linger(self) -> None:
        self.lingers_until = time.monotonic() + LINGER_SECONDS
        self.close_when_flushed = False
        try:
            self.socket.shutdown(SHUT_WR)
        except OSError:  # the other side has gone
            self.will_close = True
