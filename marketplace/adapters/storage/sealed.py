"""The private area: files in a folder, each sealed with a key that is kept elsewhere."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from marketplace.adapters.signing.keys import KeyUnusable
from marketplace.adapters.signing.sealing import HEADER_BYTES, OVERHEAD, Ring, RingFile, Unsealable, key_id
from marketplace.adapters.storage.local import LocalStorage, told
from marketplace.adapters.storage.port import chunks, content_key, random_key
from marketplace.kit.errors import NotFound, Unavailable


class SealedStorage(LocalStorage):
    """A private folder whose files nobody reads without the key. Files of at most some ten MB, each held whole.

    Plain files from before still open; `seal` seals them. A file that was changed, that lies under another's name, or
    whose key is missing raises Unavailable("storage.unreadable"); a key file that cannot be used, "storage.no_key".
    """

    def __init__(self, root: Path, ring: RingFile) -> None:
        super().__init__(root, private=True)
        self.ring = ring

    def put(self, data: bytes | BinaryIO, suffix: str) -> str:
        content_key(b"", suffix)
        plain = self._whole(data)
        key = content_key(plain, suffix)
        if not self._is_put_again(key):
            self._write(key, self._keys().seal(plain, key))
        return key

    def put_unguessable(self, data: bytes | BinaryIO, suffix: str) -> str:
        key = random_key(suffix)
        self._write(key, self._keys().seal(self._whole(data), key))
        return key

    def open(self, key: str) -> BinaryIO:
        with super().open(key) as file:
            raw = file.read()
        if key_id(raw) is None:
            return BytesIO(raw)
        try:
            return BytesIO(self._keys().unseal(raw, key))
        except Unsealable as error:
            raise Unavailable("storage.unreadable") from error

    def size(self, key: str) -> int:
        stored = super().size(key)
        return stored if self.sealed_with(key) is None else stored - OVERHEAD

    def sealed_with(self, key: str) -> bytes | None:
        """Return the id of the key a file is sealed with, None for a plain one."""
        with super().open(key) as file:
            return key_id(file.read(HEADER_BYTES))

    def seal(self, key: str) -> bool:
        """Seal a file with the present key, if it is not; return whether it was sealed. A file that is gone is not.

        One that is deleted in the moment before the new form is in place comes back, named by no row: the daily sweep
        takes it.
        """
        try:
            if self.sealed_with(key) == self._keys().present.id:
                return False
            with self.open(key) as file:
                plain = file.read()
        except NotFound:
            return False
        sealed = self._keys().seal(plain, key)
        if not self.exists(key):
            return False
        self._write(key, sealed)
        return True

    def _keys(self) -> Ring:
        try:
            return self.ring.load_or_make()
        except (KeyUnusable, OSError) as error:
            raise Unavailable("storage.no_key") from error

    def _whole(self, data: bytes | BinaryIO) -> bytes:
        with told():
            return b"".join(chunks(data))
