"""How parent and child talk: a JSON head and any number of byte strings, each with its length in front."""

from __future__ import annotations

import json
from collections.abc import Sequence
from struct import Struct
from typing import Any, BinaryIO

LENGTH = Struct(">I")
MAX_MESSAGE = 64_000_000
MAX_BLOBS = 100


class Broken(Exception):
    """The other side ended, or sent something that is not a message."""


def send(stream: BinaryIO, head: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    text = json.dumps({**head, "blobs": len(blobs)}).encode()
    for part in (text, *blobs):
        stream.write(LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """Return the next message; raises Broken. Trusts nothing about its lengths: all of it has at most MAX_MESSAGE."""
    text = _part(stream, MAX_MESSAGE)
    try:
        head = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Broken from error
    count = head.get("blobs") if isinstance(head, dict) else None
    if not isinstance(count, int) or not 0 <= count <= MAX_BLOBS:
        raise Broken
    room, blobs = MAX_MESSAGE - len(text), []
    for _ in range(count):
        blobs.append(_part(stream, room))
        room -= len(blobs[-1])
    return head, blobs


def _part(stream: BinaryIO, most: int) -> bytes:
    length = LENGTH.unpack(_exactly(stream, LENGTH.size))[0]
    if length > most:
        raise Broken
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise Broken
    return data
