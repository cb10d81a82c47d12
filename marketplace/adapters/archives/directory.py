"""Reading a ZIP's directory strictly: one archive, one meaning. Runs in the child.

APPNOTE.TXT 6.3.10 (PKWARE) says what the fields are. Anything two unpackers could read in two ways is refused, and
files are given ranges that cannot overlap (the quoted bombs of D. Fifield, "A better zip bomb", USENIX WOOT 2019).
"""

from __future__ import annotations

from dataclasses import replace
from stat import S_IFDIR, S_IFMT, S_IFREG
from struct import Struct, error, unpack_from

from marketplace.adapters.archives.entries import ArchiveLimits, Entry
from marketplace.adapters.archives.names import is_leftover, require_good, shown
from marketplace.adapters.archives.sizes import unfolds_too_far
from marketplace.kit.errors import TooLarge, Unsupported

END = Struct("<4s4H2LH")
CENTRAL = Struct("<4s6H3L5H2L")
LOCAL_BYTES = 30
ENCRYPTED = 1 | 1 << 6 | 1 << 13
UTF8 = 1 << 11
STORED, DEFLATED, AES = 0, 8, 99
ZIP64_FIELD = 1
SPARE = 4
"""So many times `max_entries` may stand in a directory: folders, and what computers leave beside photos."""
MOST_PER_ENTRY = 600


def tail_bytes(limits: ArchiveLimits) -> int:
    """Return how much of an archive's end its directory is looked for in."""
    return END.size + 0xFFFF + limits.max_entries * SPARE * MOST_PER_ENTRY


def read_directory(tail: bytes, size: int, limits: ArchiveLimits) -> list[Entry]:
    """Return the files of an archive of `size` bytes that ends with `tail`, without folders and leftovers.

    Raises Unsupported or TooLarge "archive....".
    """
    at = _end_of(tail)
    _, disk, first_disk, here, total, length, offset, _ = END.unpack_from(tail, at)
    begins = size - len(tail) + at
    if 0xFFFF in (here, total) or 0xFFFFFFFF in (length, offset) or tail[:at][-20:-16] == b"PK\x06\x07":
        raise Unsupported("archive.zip64")
    if disk or first_disk or here != total or offset + length != begins:
        raise Unsupported("archive.not_readable")
    if total > limits.max_entries * SPARE or length > at:
        raise TooLarge("archive.too_many_entries", limit=limits.max_entries)
    entries = _entries(tail[at - length : at], total)
    return _checked(entries, offset, limits)


def _end_of(tail: bytes) -> int:
    """Return where the record stands whose comment ends with the file; nothing may follow it."""
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        if at + END.size <= len(tail) and at + END.size + unpack_from("<H", tail, at + 20)[0] == len(tail):
            return at
        at = tail.rfind(b"PK\x05\x06", 0, at)
    raise Unsupported("archive.not_readable")


def _entries(directory: bytes, total: int) -> list[Entry]:
    entries, at = [], 0
    try:
        for _ in range(total):
            entry, at = _entry(directory, at)
            entries.append(entry)
    except error as broken:
        raise Unsupported("archive.not_readable") from broken
    if at != len(directory):
        raise Unsupported("archive.not_readable")
    return entries


def _entry(directory: bytes, at: int) -> tuple[Entry, int]:
    (
        sign, _, _, flags, method, _, _, crc, packed, size, name_length, extra_length, comment_length, disk, _,
        mode, offset,
    ) = CENTRAL.unpack_from(directory, at)  # fmt: skip
    after = at + CENTRAL.size + name_length
    raw, extra = directory[at + CENTRAL.size : after], directory[after : after + extra_length]
    if sign != b"PK\x01\x02" or disk or len(raw) != name_length or len(extra) != extra_length:
        raise Unsupported("archive.not_readable")
    name = decoded(raw, flags)
    if flags & ENCRYPTED or method == AES:
        raise Unsupported("archive.encrypted", file=shown(name))
    if 0xFFFFFFFF in (packed, size, offset) or ZIP64_FIELD in _field_ids(extra):
        raise Unsupported("archive.zip64")
    if S_IFMT(mode >> 16) not in (0, S_IFREG, S_IFDIR):
        raise Unsupported("archive.link", file=shown(name))
    if method not in (STORED, DEFLATED):
        raise Unsupported("archive.method", file=shown(name))
    if (method == STORED and packed != size) or packed > size + size // 8 + 1000:
        raise Unsupported("archive.not_readable")
    return Entry(name, size, packed, offset, 0, crc, method), after + extra_length + comment_length


def decoded(raw: bytes, flags: int) -> str:
    """Return a name: UTF-8 where the flag says so or it reads as such, else the letters of old DOS."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as broken:
        if flags & UTF8:
            raise Unsupported("archive.not_readable") from broken
        return raw.decode("cp437")


def _field_ids(extra: bytes) -> set[int]:
    ids, at = set(), 0
    while at + 4 <= len(extra):
        field, length = unpack_from("<HH", extra, at)
        ids.add(field)
        at += 4 + length
    return ids


def _checked(entries: list[Entry], end: int, limits: ArchiveLimits) -> list[Entry]:
    """Give every file its own range of bytes, and hold all of it against the limits."""
    if not entries:
        raise Unsupported("archive.empty")
    order = sorted(entries, key=lambda entry: entry.offset)
    bounded = []
    for entry, bound in zip(order, [*(one.offset for one in order[1:]), end], strict=True):
        if entry.offset + LOCAL_BYTES + len(entry.name) + entry.packed > bound:
            raise Unsupported("archive.overlap")
        bounded.append(replace(entry, bound=bound))
    if order and order[0].offset:
        raise Unsupported("archive.not_readable")
    if unfolds_too_far(
        [(one.packed, one.size) for one in order],
        max_unpacked=limits.max_unpacked,
        max_ratio=limits.max_ratio,
    ):
        raise TooLarge("archive.unfolds_too_far")
    require_good([one.name.removesuffix("/") for one in order], limits.max_name)
    files = [one for one in bounded if not one.name.endswith("/") and not is_leftover(one.name)]
    if any(one.name.endswith("/") and one.size for one in order):
        raise Unsupported("archive.not_readable")
    if len(files) > limits.max_entries:
        raise TooLarge("archive.too_many_entries", limit=limits.max_entries)
    if not files:
        raise Unsupported("archive.empty")
    return files
