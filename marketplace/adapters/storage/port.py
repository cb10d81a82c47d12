"""What every storage promises, whatever it is made of."""

from __future__ import annotations

import errno
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import BinaryIO, Protocol

from marketplace.kit.errors import NotFound, Unavailable

KEY = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})\.([a-z0-9]{1,8})", re.ASCII)
SUFFIX = re.compile(r"[a-z0-9]{1,8}", re.ASCII)
CHUNK = 1 << 20
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LONGEST_LINK = 900
"""Seconds an address outside the site may work."""
MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
"""What public files are told to be, by their suffix; no other is ever shown."""
YEAR = 31_536_000
FOR_EVER = f"public, max-age={YEAR}, immutable"
"""How long a public file may be kept by anybody: its name is the digest of its bytes."""


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

    def link(self, key: str, seconds: int) -> str | None:
        """Return an address where anybody can fetch the bytes for so long, at most LONGEST_LINK; None where only we
        can hand them out. Whether the reader may see them, and the journal, come before."""

    def upload_link(self, suffix: str, seconds: int) -> tuple[str, str] | None:
        """Return a new random key and an address that takes its bytes by PUT for so long, at most LONGEST_LINK; None
        where only we can take them in. What arrives there is unseen: look at it before any row names it."""


class Shelf(Storage, Protocol):
    """A storage that another can be laid over: it also keeps bytes under keys that were chosen elsewhere."""

    def keep(self, key: str, data: bytes) -> None:
        """Keep the bytes under this key. Where there are some already they stay, and count as put just now."""

    def first(self, key: str, count: int) -> bytes:
        """Return the first bytes alone, fewer where there are no more."""

    def swap(self, key: str, change: Callable[[bytes], bytes]) -> bool:
        """Put what `change` makes of the bytes in their place; False where they were deleted or changed meanwhile."""


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


def whole(data: bytes | BinaryIO) -> bytes:
    """Return all the bytes, for a storage that writes them in one piece."""
    with told():
        return b"".join(chunks(data))


@contextmanager
def told() -> Iterator[None]:
    """Turn what the operating system says into our own refusals."""
    try:
        yield
    except OSError as error:
        code = "storage.full" if error.errno in FULL else "storage.unreachable"
        raise Unavailable(code) from error


def lasting(seconds: int) -> int:
    """Return the seconds when a link may work for so long; raises ValueError."""
    if not 0 < seconds <= LONGEST_LINK:
        raise ValueError(f"a link works for at most {LONGEST_LINK} seconds, not {seconds}")
    return seconds
