"""A real S3 server on this machine: moto, on a free port, in a thread. It checks no signatures; tests do that.

Loading moto takes two seconds, so it is loaded by the first test that wants a bucket.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from importlib import import_module
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import pytest

from marketplace.adapters.storage.s3 import S3Service, S3Storage

REGION = "ap-southeast-3"
ACCESS, SECRET = "AKIDEXAMPLE", "a secret for tests only"
_numbers = count(1)


class Bucket:
    """One bucket, seen from behind: what lies there, how old it is, and hands on it."""

    def __init__(self, address: str, name: str) -> None:
        self.address = address
        self.name = name
        accounts = import_module("moto.s3.models").s3_backends
        self._backend: Any = accounts[import_module("moto.core").DEFAULT_ACCOUNT_ID]["aws"]
        self._backend.create_bucket(name, REGION)

    @property
    def service(self) -> S3Service:
        return S3Service(self.address, REGION, ACCESS, SECRET)

    def storage(self, prefix: str = "media", *, public: bool = False) -> S3Storage:
        return S3Storage(self.service, self.name, prefix, public=public)

    def names(self) -> list[str]:
        return sorted(self._backend.buckets[self.name].keys)

    def object(self, name: str) -> Any:
        return self._backend.buckets[self.name].keys[name]

    def read(self, name: str) -> bytes:
        data: bytes = self.object(name).value
        return data

    def overwrite(self, name: str, data: bytes) -> None:
        self._backend.put_object(self.name, name, data)

    def age(self, name: str, by: timedelta) -> None:
        """Have an object written that long ago."""
        self.object(name).last_modified = (datetime.now(UTC) - by).replace(tzinfo=None)


def ask(address: str, method: str = "GET", data: bytes | None = None) -> tuple[int, bytes]:
    """Ask as anybody could who was given the address; return status and body."""
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.netloc)) as connection:
        connection.request(method, f"{parts.path}?{parts.query}", data, {"Content-Type": "image/webp"})
        answer = connection.getresponse()
        return answer.status, answer.read()


@pytest.fixture(scope="session")
def bucket_server() -> Iterator[str]:
    """The address of the server."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = import_module("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(bucket_server: str) -> Bucket:
    """A new, empty bucket."""
    return Bucket(bucket_server, f"terajut-{next(_numbers)}")
