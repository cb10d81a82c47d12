"""Pushes through the push service a browser named."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from marketplace.adapters.push.deadline import Deadline
from marketplace.adapters.push.endpoints import HTTPS, checked, public_addresses, target
from marketplace.adapters.push.keys import PushKey
from marketplace.adapters.push.port import Push, PushFailed
from marketplace.adapters.push.sealing import seal
from marketplace.kit.clock import Clock

TIMEOUT = 10.0
"""Seconds for each step: to reach a machine, the handshake, one read."""
LONGEST = 25.0
"""Seconds for all of them together: a push service that sends a byte now and then holds nobody up for longer."""
GONE = (404, 410)
BUSY = (408, 425, 429)

Connect = Callable[[str], HTTPConnection]


class _Pinned(HTTPSConnection):
    """A connection over TLS to a name, made to an address that was looked at: the name is not looked up again."""

    def __init__(self, host: str, address: str) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, HTTPS, timeout=TIMEOUT, context=self._tls)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, HTTPS), TIMEOUT)
        try:
            self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def connect_publicly(host: str) -> HTTPConnection:
    """Return a connection to a public machine; OSError where the name leads to any other."""
    return _Pinned(host, public_addresses(host)[0])


@dataclass(frozen=True, slots=True)
class WebPusher:
    """One connection per push. No redirect is followed. `contact` is how a push service reaches whoever runs this site.

    `connect` is how a machine is reached: over TLS at a public address, unless a test says otherwise. The words
    of an answer are not read: its status says all.
    """

    key: PushKey
    contact: str
    clock: Clock
    connect: Connect = connect_publicly
    longest: float = LONGEST

    @property
    def public_key(self) -> str:
        return self.key.public

    def send(self, push: Push) -> None:
        browser = push.browser
        host = checked(browser.endpoint)
        body = seal(push.payload, browser.p256dh, browser.auth)
        headers = {
            "Authorization": self.key.authorization(f"https://{host}", self.contact, self.clock()),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(push.seconds),
            "Topic": push.topic,
            "Urgency": "high" if push.urgent else "normal",
        }
        status = self._post(host, target(browser.endpoint), body, headers)
        if status in GONE:
            raise PushFailed(f"push.{status}", gone=True)
        if not 200 <= status < 300:
            raise PushFailed(f"push.{status}", permanent=status < 500 and status not in BUSY)

    def _post(self, host: str, place: str, body: bytes, headers: dict[str, str]) -> int:
        with Deadline(self.longest) as deadline:
            try:
                connection = self.connect(host)
            except OSError as error:
                raise PushFailed("push.unreachable") from error
            try:
                connection.connect()
                deadline.watch(connection.sock)
                connection.request("POST", place, body, headers)
                return connection.getresponse().status
            except (OSError, HTTPException) as error:
                raise PushFailed("push.unreachable") from error
            finally:
                connection.close()
