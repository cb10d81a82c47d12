"""The private area: files on a shelf, each sealed with a key that is kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from marketplace.adapters.signing.keys import KeyUnusable
from marketplace.adapters.signing.sealing import HEADER_BYTES, OVERHEAD, Ring, RingFile, Unsealable, key_id
from marketplace.adapters.storage.port import Shelf, checked, content_key, lasting, random_key, whole
from marketplace.kit.errors import NotFound, Unavailable


class SealedStorage:
    """A storage whose files nobody reads without the key. Files of at most some ten MB, each held whole.

    Plain files from before still open; `seal` seals them. A file that was changed, that lies under another's name, or
    whose key is missing raises Unavailable("storage.unreadable"); a key file that cannot be used, "storage.no_key".
    """

    def __init__(self, shelf: Shelf, ring: RingFile) -> None:
        self.shelf = shelf
        self.ring = ring

    def put(self, data: bytes | BinaryIO, suffix: str) -> str:
        content_key(b"", suffix)
        plain = whole(data)
        key = content_key(plain, suffix)
        if self._is_spoilt(key):
            self.shelf.delete(key)
        return self._keep(key, plain)

    def put_unguessable(self, data: bytes | BinaryIO, suffix: str) -> str:
        key = random_key(suffix)
        return self._keep(key, whole(data))

    def open(self, key: str) -> BinaryIO:
        with self.shelf.open(key) as file:
            return BytesIO(self._plain(file.read(), key))

    def size(self, key: str) -> int:
        stored = self.shelf.size(key)
        return stored if self.sealed_with(key) is None else stored - OVERHEAD

    def exists(self, key: str) -> bool:
        return self.shelf.exists(key)

    def delete(self, key: str) -> None:
        self.shelf.delete(key)

    def keys(self) -> Iterator[str]:
        return self.shelf.keys()

    def is_older(self, key: str, seconds: float) -> bool:
        return self.shelf.is_older(key, seconds)

    def sweep(self, older_than_seconds: float, *, pretend: bool = False) -> int:
        return self.shelf.sweep(older_than_seconds, pretend=pretend)

    def prepare(self) -> None:
        self.shelf.prepare()

    def link(self, key: str, seconds: int) -> str | None:
        """None: what lies there is sealed, and only we open it."""
        lasting(seconds)
        checked(key)
        return None

    def upload_link(self, suffix: str, seconds: int) -> tuple[str, str] | None:
        """None: what came that way would lie there unsealed."""
        lasting(seconds)
        random_key(suffix)
        return None

    def sealed_with(self, key: str) -> bytes | None:
        """Return the id of the key a file is sealed with, None for a plain one."""
        return key_id(self.shelf.first(key, HEADER_BYTES))

    def seal(self, key: str) -> bool:
        """Seal a file with the present key, if it is not; return whether it was sealed. A file that is gone is not."""
        try:
            if self.sealed_with(key) == self._keys().present.id:
                return False
            return self.shelf.swap(key, lambda raw: self._keys().seal(self._plain(raw, key), key))
        except NotFound:
            return False

    def _is_spoilt(self, key: str) -> bool:
        """Whether a file lies there that nobody can read any more: the same bytes, sent again, take its place."""
        try:
            self.open(key)
        except NotFound:
            return False
        except Unavailable as error:
            if error.code != "storage.unreadable":
                raise
            return True
        return False

    def _keep(self, key: str, plain: bytes) -> str:
        self.shelf.keep(key, self._keys().seal(plain, key))
        return key

    def _plain(self, raw: bytes, key: str) -> bytes:
        if key_id(raw) is None:
            return raw
        try:
            return self._keys().unseal(raw, key)
        except Unsealable as error:
            raise Unavailable("storage.unreadable") from error

    def _keys(self) -> Ring:
        try:
            return self.ring.load_or_make()
        except (KeyUnusable, OSError) as error:
            raise Unavailable("storage.no_key") from error
