"""A push service of the tests' own: opens what it is sent as the browser would, and checks who sent it.

It is written from the RFCs (8030, 8188, 8291, 8292) and shares no line with what seals and signs.
"""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from marketplace.adapters.push.port import Browser

HOST = "push.contoh.id"
CURVE = ec.SECP256R1()


def bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def mac(key: bytes, *parts: bytes) -> bytes:
    made = hmac.HMAC(key, hashes.SHA256())
    made.update(b"".join(parts))
    return made.finalize()


class Device:
    """A browser: its keys, and how it opens what is sealed for it."""

    def __init__(
        self, name: str, private: ec.EllipticCurvePrivateKey | None = None, auth: bytes = b"a" * 16
    ) -> None:
        self.private = private or ec.generate_private_key(CURVE)
        self.auth = auth
        self.point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.browser = Browser(f"https://{HOST}/send/{name}", text_of(self.point), text_of(auth))

    def open(self, body: bytes) -> bytes:
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        shared = self.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        material = mac(mac(self.auth, shared), b"WebPush: info\0", self.point, sender, b"\x01")
        key = mac(mac(salt, material), b"Content-Encoding: aes128gcm\0\x01")[:16]
        nonce = mac(mac(salt, material), b"Content-Encoding: nonce\0\x01")[:12]
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert plain[-1:] == b"\x02", "the mark of the last record"
        return plain[:-1]


@dataclass
class Received:
    """One push as it came in; `claims` are those of a token whose signature holds."""

    path: str
    headers: dict[str, str]
    body: bytes
    claims: dict[str, Any]
    key: str


@dataclass
class Service:
    """What came in, and what is answered: the next of `answers`, 201 where there is none.

    `before` is called once a push was counted and before it is answered, `after` then.
    """

    port: int = 0
    received: list[Received] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def connect(self, host: str) -> HTTPConnection:
        """Stand in for a connection over TLS to the host."""
        assert host == HOST
        return HTTPConnection("127.0.0.1", self.port, timeout=10)

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        claims, key = proved(headers["authorization"])
        with self.lock:
            answer = self.answers.pop(0) if self.answers else 201
            self.received.append(Received(path, headers, body, claims, key))
            return answer


def proved(header: str) -> tuple[dict[str, Any], str]:
    """Return the claims and the key of a header whose signature holds; raises otherwise."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    assert json.loads(bytes_of(head)) == {"typ": "JWT", "alg": "ES256"}
    raw = bytes_of(signature)
    assert len(raw) == 64
    pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, bytes_of(parts["k"]))
    public.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(bytes_of(claims)), parts["k"]


@contextmanager
def serving() -> Iterator[Service]:
    """Run a push service on a free port."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:  # its sender is no more: nothing was handed over
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = service.take(self.path, headers, body)
            service.before()
            with suppress(ConnectionError):
                self.send_response(answer)
                self.send_header("Location", "https://169.254.169.254/followed")
                self.send_header("Content-Length", "0")
                self.end_headers()
            service.after()

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Trickle:
    """A push service that never comes to an end of its answer; `cut`: its caller has hung up meanwhile."""

    port: int
    cut: threading.Event = field(default_factory=threading.Event)

    def connect(self, host: str) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=10)


@contextmanager
def trickling(answer: bytes, *, most: int = 400) -> Iterator[Trickle]:
    """Serve one caller: `answer`, then a byte more as long as the caller waits, `most` of them."""
    listening = socket.create_server(("127.0.0.1", 0))
    service = Trickle(listening.getsockname()[1])

    def serve() -> None:
        with listening, listening.accept()[0] as caller:
            while b"\r\n\r\n" not in caller.recv(65536):
                pass
            caller.settimeout(0.02)
            with suppress(ConnectionError):
                caller.sendall(answer)
                for _ in range(most):
                    caller.sendall(b"a")
                    with suppress(TimeoutError):
                        if not caller.recv(65536):
                            break
                else:
                    return
            service.cut.set()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        thread.join()
