"""Files in local folders: written aside, synced, then renamed into place."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from marketplace.adapters.storage.port import checked, chunks, key_of, lasting, random_key, told
from marketplace.kit.errors import NotFound

INCOMING = "incoming"


class LocalStorage:
    """A folder of its own. `private` keeps it from every other account of the machine (0700 and 0600).

    A file is visible under its key only once it is whole and on the disk; a crash before that leaves a
    left-over in `incoming/`, which `sweep` removes.
    """

    def __init__(self, root: Path, *, private: bool = False) -> None:
        self.root = Path(root)
        self._folder_mode = 0o700 if private else 0o755
        self._file_mode = 0o600 if private else 0o644

    def prepare(self) -> None:
        """Make the folders and prove that they can be written; `Unavailable` when they cannot."""
        with told():
            self._make(self.root)
            self._make(self.root / INCOMING)
            with self._aside() as (probe, path):
                probe.write(b"\0")
            path.unlink()

    def put(self, data: bytes | BinaryIO, suffix: str) -> str:
        digest = sha256()
        key_of("0" * 64, suffix)
        with told(), self._aside() as (file, aside):
            for piece in chunks(data):
                digest.update(piece)
                file.write(piece)
            key = key_of(digest.hexdigest(), suffix)
            if self._is_put_again(key):
                aside.unlink()
            else:
                self._settle(file, aside, key)
        return key

    def put_unguessable(self, data: bytes | BinaryIO, suffix: str) -> str:
        key = random_key(suffix)
        with told(), self._aside() as (file, aside):
            for piece in chunks(data):
                file.write(piece)
            self._settle(file, aside, key)
        return key

    def open(self, key: str) -> BinaryIO:
        with told(), _missing():
            return (self.root / checked(key)).open("rb")

    def size(self, key: str) -> int:
        with told(), _missing():
            return (self.root / checked(key)).stat().st_size

    def exists(self, key: str) -> bool:
        try:
            return (self.root / checked(key)).is_file()
        except NotFound:
            return False

    def delete(self, key: str) -> None:
        with told():
            (self.root / checked(key)).unlink(missing_ok=True)

    def keys(self) -> Iterator[str]:
        for path in sorted(self.root.glob("??/??/*.*")):
            yield path.relative_to(self.root).as_posix()

    def is_older(self, key: str, seconds: float) -> bool:
        try:
            return (self.root / checked(key)).stat().st_mtime < time.time() - seconds
        except (FileNotFoundError, NotFound):
            return False

    def sweep(self, older_than_seconds: float, *, pretend: bool = False) -> int:
        limit = time.time() - older_than_seconds
        removed = 0
        for path in (self.root / INCOMING).glob("*.part"):
            try:
                if path.stat().st_mtime <= limit:
                    if not pretend:
                        path.unlink()
                    removed += 1
            except FileNotFoundError:
                continue
        return removed

    def link(self, key: str, seconds: int) -> str | None:
        lasting(seconds)
        checked(key)
        return None

    def upload_link(self, suffix: str, seconds: int) -> tuple[str, str] | None:
        lasting(seconds)
        random_key(suffix)
        return None

    def keep(self, key: str, data: bytes) -> None:
        if not self._is_put_again(checked(key)):
            self._write(key, data)

    def first(self, key: str, count: int) -> bytes:
        with self.open(key) as file:
            return file.read(count)

    def swap(self, key: str, change: Callable[[bytes], bytes]) -> bool:
        """A file that is deleted in the moment before the new form is in place comes back, named by no row: the daily
        sweep takes it."""
        with self.open(key) as file:
            changed = change(file.read())
        if not self.exists(key):
            return False
        self._write(key, changed)
        return True

    def _is_put_again(self, key: str) -> bool:
        """Whether the bytes are there; if so they count as new, lest a sweep take them before their row is written."""
        try:
            os.utime(self.root / key)
        except FileNotFoundError:
            return False
        return True

    def _write(self, key: str, data: bytes) -> None:
        """Put bytes under a key, in the place of what was there."""
        with told(), self._aside() as (file, aside):
            file.write(data)
            self._settle(file, aside, key)

    @contextmanager
    def _aside(self) -> Iterator[tuple[BinaryIO, Path]]:
        """Open a new file on the same disk as its later place; nothing stays of it when the block fails."""
        folder = self.root / INCOMING
        if not folder.is_dir():
            self._make(self.root)
            self._make(folder)
        path = folder / f"{secrets.token_hex(16)}.part"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, self._file_mode)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file, path
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _settle(self, file: BinaryIO, aside: Path, key: str) -> None:
        file.flush()
        os.fsync(file.fileno())
        target = self.root / key
        self._make(target.parent.parent)
        self._make(target.parent)
        aside.replace(target)
        _sync_folder(target.parent)

    def _make(self, folder: Path) -> None:
        if folder.is_dir():
            return
        folder.mkdir(mode=self._folder_mode, parents=folder == self.root, exist_ok=True)
        folder.chmod(self._folder_mode)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, as fsync does for the bytes of a file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _missing() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound("storage.missing") from error
