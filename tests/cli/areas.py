"""The two areas of an installation in folders or in a bucket, and hands on what lies there."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest
from flask import Flask

from marketplace.adapters.signing.sealing import RingFile
from marketplace.adapters.storage.local import LocalStorage
from marketplace.adapters.storage.sealed import SealedStorage
from tests.buckets import Bucket


class Hands(Protocol):
    """What a disk or a service may do to a file, and we never would."""

    def read(self, key: str) -> bytes: ...
    def overwrite(self, key: str, data: bytes) -> None: ...
    def age(self, key: str, by: timedelta) -> None: ...


class InFolder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, key: str) -> bytes:
        return (self.root / key).read_bytes()

    def overwrite(self, key: str, data: bytes) -> None:
        (self.root / key).write_bytes(data)

    def age(self, key: str, by: timedelta) -> None:
        then = time.time() - by.total_seconds()
        os.utime(self.root / key, (then, then))


class InBucket:
    def __init__(self, bucket: Bucket, prefix: str) -> None:
        self.bucket, self.prefix = bucket, prefix

    def read(self, key: str) -> bytes:
        return self.bucket.read(f"{self.prefix}/{key}")

    def overwrite(self, key: str, data: bytes) -> None:
        self.bucket.overwrite(f"{self.prefix}/{key}", data)

    def age(self, key: str, by: timedelta) -> None:
        self.bucket.age(f"{self.prefix}/{key}", by)


class Areas:
    """The toolbox while its files are in one place, with `hands` by whether the area is private."""

    def __init__(self, box: Any, hands: dict[bool, Hands]) -> None:
        self.box, self.hands = box, hands

    def flip(self, key: str, *, private: bool = False) -> None:
        """Turn one bit in the middle of a file."""
        data = bytearray(self.hands[private].read(key))
        data[len(data) // 2] ^= 1
        self.hands[private].overwrite(key, bytes(data))

    def age_all(self, by: timedelta) -> None:
        for private, hands in self.hands.items():
            storage = self.box.private_files if private else self.box.public_files
            for key in list(storage.keys()):
                hands.age(key, by)


@pytest.fixture(params=["folder", "bucket"])
def areas(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> Iterator[Areas]:
    """Empty areas in the toolbox of the application, for one test."""
    box = app.extensions["toolbox"]
    before = box.public_files, box.private_files
    ring = RingFile(tmp_path / "private.key")
    if request.param == "folder":
        private = LocalStorage(tmp_path / "private", private=True)
        box.public_files = LocalStorage(tmp_path / "media")
        box.private_files = SealedStorage(private, ring)
        hands: dict[bool, Hands] = {False: InFolder(tmp_path / "media"), True: InFolder(private.root)}
    else:
        bucket: Bucket = request.getfixturevalue("bucket")
        box.public_files = bucket.storage(public=True)
        box.private_files = SealedStorage(bucket.storage("private"), ring)
        hands = {False: InBucket(bucket, "media"), True: InBucket(bucket, "private")}
    yield Areas(box, hands)
    box.public_files, box.private_files = before
