"""An end to a whole exchange: the time-outs of a socket are for each step, and whoever trickles begins a new one."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from threading import Lock, Timer
from types import TracebackType
from typing import Self


class Deadline:
    """Ends a connection so many seconds after it was entered; whoever waits on it reads its end, or fails.

    It holds the connection by a descriptor of its own: one that was closed meanwhile may be somebody else's by then.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True
        self._lock = Lock()
        self._held: socket.socket | None = None
        self._is_over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._held is not None:
                self._held.close()
                self._held = None

    def watch(self, connection: socket.socket) -> None:
        """Hold this connection to the deadline; TimeoutError where it is over."""
        with self._lock:
            if self._is_over:
                raise TimeoutError("the deadline is over")
            # one of TLS cannot be doubled, what lies under it can
            self._held = socket.socket(fileno=os.dup(connection.fileno()))

    def _end(self) -> None:
        with self._lock:
            self._is_over = True
            if self._held is not None:
                with suppress(OSError):  # it has ended by itself
                    self._held.shutdown(socket.SHUT_RDWR)
