"""One packed file out of the bytes that are its own. Runs in the child."""

from __future__ import annotations

import zlib
from struct import Struct

from marketplace.adapters.archives.directory import DEFLATED, decoded
from marketplace.adapters.archives.entries import Entry
from marketplace.adapters.archives.names import shown
from marketplace.kit.errors import Unsupported

LOCAL = Struct("<4s5H3L2H")
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ")
MAY_BE_PACKED = ".xlsx"
"""A workbook is a ZIP by nature, and has its own reader with its own limits."""


def unpack(entry: Entry, data: bytes) -> bytes:
    """Return a file's bytes. `data` is what lies between its offset and its bound.

    Raises Unsupported "archive.damaged" where anything is otherwise than the directory says, "archive.nested" for an
    archive under another name.
    """
    if len(data) < LOCAL.size:
        raise _damaged(entry)
    sign, _, flags, method, _, _, _, _, _, name_length, extra_length = LOCAL.unpack_from(data)
    begins = LOCAL.size + name_length + extra_length
    raw = data[LOCAL.size : LOCAL.size + name_length]
    body = data[begins : begins + entry.packed]
    if sign != b"PK\x03\x04" or method != entry.method or flags & 1 or len(body) != entry.packed:
        raise _damaged(entry)
    if decoded(raw, flags) != entry.name:
        raise _damaged(entry)
    content = _inflated(entry, body) if method == DEFLATED else body
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise _damaged(entry)
    if content.startswith(PACKED) and not entry.name.lower().endswith(MAY_BE_PACKED):
        raise Unsupported("archive.nested", file=shown(entry.name))
    return content


def _inflated(entry: Entry, body: bytes) -> bytes:
    """Inflate no further than the directory said, whatever the stream holds."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(body, entry.size + 1)
    except zlib.error as error:
        raise _damaged(entry) from error
    if not stream.eof or stream.unused_data or stream.unconsumed_tail:
        raise _damaged(entry)
    return content


def _damaged(entry: Entry) -> Unsupported:
    return Unsupported("archive.damaged", file=shown(entry.name))
