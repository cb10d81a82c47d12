"""What every storage promises, whatever it is made of."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, Protocol

from marketplace.kit.errors import NotFound

KEY = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})\.([a-z0-9]{1,8})", re.ASCII)
SUFFIX = re.compile(r"[a-z0-9]{1,8}", re.ASCII)
CHUNK = 1 << 20


class Storage(Protocol):
    """Immutable bytes under keys of the form `ab/cd/<64 hex digits>.<suffix>`.

    A key that is malformed or unknown raises `NotFound` "storage.missing"; a full or unreachable medium
    raises `Unavailable`. When `put` returns, the bytes survive a power cut: write the row that names the key
    after it.
    """

    def put(self, data: bytes | BinaryIO, suffix: str) -> str:
        """Keep the bytes under the hash of their content; the same bytes have the same key, once."""

    def put_unguessable(self, data: bytes | BinaryIO, suffix: str) -> str:
        """Keep the bytes under a random 256-bit name, which says nothing of them."""

    def open(self, key: str) -> BinaryIO: ...

    def size(self, key: str) -> int: ...

    def exists(self, key: str) -> bool: ...

    def delete(self, key: str) -> None:
        """Forget the bytes; a key that is not there is no error."""

    def keys(self) -> Iterator[str]: ...

    def is_older(self, key: str, seconds: float) -> bool:
        """Whether the bytes were last put longer ago than that; False for a key that is not there."""

    def sweep(self, older_than_seconds: float, *, pretend: bool = False) -> int:
        """Remove what interrupted writes left behind, or only count it; younger ones may still be on their way."""

    def prepare(self) -> None:
        """Make sure that bytes can be kept right now; raises Unavailable or OSError where they cannot."""


def checked(key: str) -> str:
    """Return the key when it has the one form we give out; anything else is simply not there."""
    if not KEY.fullmatch(key):
        raise NotFound("storage.missing")
    return key


def key_of(digits: str, suffix: str) -> str:
    if not SUFFIX.fullmatch(suffix):
        raise ValueError(f"not a suffix: {suffix!r}")
    return f"{digits[:2]}/{digits[2:4]}/{digits}.{suffix}"


def random_key(suffix: str) -> str:
    return key_of(secrets.token_hex(32), suffix)


def content_key(data: bytes, suffix: str) -> str:
    """Return the key `put` gives these bytes, without writing them."""
    return key_of(sha256(data).hexdigest(), suffix)


def chunks(data: bytes | BinaryIO) -> Iterator[bytes]:
    """Yield the bytes in pieces, so that a file passes through without being held whole."""
    if isinstance(data, bytes):
        yield data
        return
    while piece := data.read(CHUNK):
        yield piece
