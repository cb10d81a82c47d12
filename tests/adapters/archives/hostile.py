"""ZIPs somebody might send who means harm, and broken ones; each with the word it is refused by.

Made by hand, field for field, since no packer writes them.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from stat import S_IFIFO, S_IFLNK
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

JPEG = b"\xff\xd8\xff\xe0" + b"knit" * 50
NEEDED = 20


@dataclass(frozen=True)
class Piece:
    """One file as it is packed; what is None is told truthfully."""

    name: bytes = b"a.jpg"
    data: bytes = JPEG
    flags: int = 0
    method: int = 8
    mode: int = 0
    size: int | None = None
    packed: bytes | None = None
    crc: int | None = None
    offset: int | None = None
    local_name: bytes | None = None
    extra: bytes = b""
    told: int | None = None

    def body(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method != 8:
            return self.data
        stream = zlib.compressobj(9, zlib.DEFLATED, -15)
        return stream.compress(self.data) + stream.flush()

    def fields(self) -> bytes:
        body = self.body()
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        size = len(self.data) if self.size is None else self.size
        packed = len(body) if self.told is None else self.told
        return pack("<4H3L", self.flags, self.method, 0, 0, crc, packed, size)


def zipped(
    pieces: Sequence[Piece],
    *,
    total: int | None = None,
    comment: bytes = b"",
    before: bytes = b"",
    after: bytes = b"",
    counted: bool = False,
) -> bytes:
    """Return an archive of the pieces, as they say they are. `counted`: what stands before them is known to them."""
    base = 0 if counted else len(before)
    out, directory, offset = bytearray(before), bytearray(), 0
    for piece in pieces:
        name = piece.name if piece.local_name is None else piece.local_name
        if piece.offset is None:
            offset = len(out) - base
            out += pack("<4sH", b"PK\x03\x04", NEEDED) + piece.fields() + pack("<2H", len(name), 0) + name
            out += piece.body()
        where = offset if piece.offset is None else piece.offset
        directory += pack("<4s2H", b"PK\x01\x02", 3 << 8 | NEEDED, NEEDED) + piece.fields()
        directory += pack("<5H2L", len(piece.name), len(piece.extra), 0, 0, 0, piece.mode << 16, where)
        directory += piece.name + piece.extra
    count = len(pieces) if total is None else total
    end = pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(out) - base, len(comment))
    return bytes(out + directory + end + comment + after)


def one(**changes: object) -> bytes:
    return zipped([Piece(**changes)])  # type: ignore[arg-type]


def named(name: str | bytes) -> bytes:
    return one(
        name=name.encode() if isinstance(name, str) else name, flags=0 if isinstance(name, bytes) else 1 << 11
    )


def good(files: Mapping[str, bytes]) -> bytes:
    """An archive as every packer writes it."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def quoted_bomb() -> bytes:
    """Many names for one kernel: each file's range holds all that follow it."""
    kernel = Piece(data=b"\0" * 900_000)
    return zipped([kernel, *(Piece(name=b"%d.jpg" % n, data=kernel.data, offset=0) for n in range(200))])


def overlapping() -> bytes:
    return zipped([Piece(), Piece(name=b"b.jpg", offset=10)])


def declared_bomb() -> bytes:
    return one(data=b"\0" * 50_000_000)


def many_small_bombs() -> bytes:
    packed = Piece(data=b"\0" * 990_000).body()
    crc = zlib.crc32(b"\0" * 990_000)
    return zipped(
        [Piece(name=b"%d.jpg" % n, packed=packed, size=990_000, crc=crc, data=b"") for n in range(400)]
    )


def nested() -> bytes:
    return good({"inner.zip": good({"a.jpg": JPEG})})


def locked(name: bytes = b"a.jpg") -> bytes:
    return one(flags=1, name=name)


def cut(keep: int) -> bytes:
    return good({"a.jpg": JPEG, "b.jpg": JPEG[::-1]})[:keep]


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "archive.empty"),
    "no files": (lambda: zipped([]), "archive.empty"),
    "only a folder": (lambda: one(name=b"a/", data=b"", method=0), "archive.empty"),
    "no ZIP": (lambda: JPEG * 20, "archive.not_readable"),
    "half a ZIP": (lambda: cut(120), "archive.not_readable"),
    "without its last byte": (lambda: good({"a.jpg": JPEG})[:-1], "archive.not_readable"),
    "bytes after the end": (lambda: zipped([Piece()], after=b"more"), "archive.not_readable"),
    "a picture with a ZIP behind it": (lambda: zipped([Piece()], before=JPEG), "archive.not_readable"),
    "a gap before the first file": (
        lambda: zipped([Piece()], before=b"x" * 40, counted=True),
        "archive.not_readable",
    ),
    "climbs": (lambda: named("../a.jpg"), "archive.name_climbs"),
    "climbs later": (lambda: named("foto/../../a.jpg"), "archive.name_climbs"),
    "climbs in wide letters": (lambda: named("foto/．．/a.jpg"), "archive.name_climbs"),
    "climbs by one character": (lambda: named("foto/‥/a.jpg"), "archive.name_climbs"),
    "absolute": (lambda: named("/etc/a.jpg"), "archive.name_absolute"),
    "a drive": (lambda: named("C:a.jpg"), "archive.name_absolute"),
    "a share": (lambda: named("//server/a.jpg"), "archive.name_absolute"),
    "backslashes": (lambda: named("foto\\a.jpg"), "archive.name_backslash"),
    "wide backslash": (lambda: named("foto＼a.jpg"), "archive.name_backslash"),
    "a NUL": (lambda: named(b"a.jpg\0.txt"), "archive.name_unseen"),
    "a line break": (lambda: named("a\n.jpg"), "archive.name_unseen"),
    "escape codes": (lambda: named("\x1b[2Ja.jpg"), "archive.name_unseen"),
    "turned letters": (lambda: named("a\u202egpj.exe"), "archive.name_unseen"),
    "a zero-width space": (lambda: named("a\u200b.jpg"), "archive.name_unseen"),
    "no name": (lambda: named(""), "archive.name_length"),
    "a long name": (lambda: named("a" * 201 + ".jpg"), "archive.name_length"),
    "an endless name": (lambda: named("a" * 60_000), "archive.name_length"),
    "no UTF-8 where it says so": (lambda: one(name=b"\xff\xfe.jpg", flags=1 << 11), "archive.not_readable"),
    "a name twice": (lambda: zipped([Piece(), Piece(data=b"x")]), "archive.name_twice"),
    "twins by case": (lambda: zipped([Piece(), Piece(name=b"A.JPG")]), "archive.name_twice"),
    "twins by form": (
        lambda: zipped([Piece(name="é.jpg".encode()), Piece(name="e\u0301.jpg".encode())]),
        "archive.name_twice",
    ),
    "a folder and a file": (
        lambda: zipped([Piece(name=b"a", data=b"x"), Piece(name=b"a/", data=b"", method=0)]),
        "archive.name_twice",
    ),
    "a link": (lambda: one(mode=S_IFLNK | 0o777, data=b"/etc/passwd"), "archive.link"),
    "a pipe": (lambda: one(mode=S_IFIFO | 0o666), "archive.link"),
    "locked": (locked, "archive.encrypted"),
    "locked with AES": (lambda: one(method=99), "archive.encrypted"),
    "a locked directory": (lambda: one(flags=1 << 13), "archive.encrypted"),
    "packed in another way": (lambda: one(method=14), "archive.method"),
    "Zip64 by size": (lambda: one(size=0xFFFFFFFF), "archive.zip64"),
    "Zip64 by field": (lambda: one(extra=pack("<HHQ", 1, 8, 1 << 40)), "archive.zip64"),
    "Zip64 by count": (lambda: zipped([Piece()], total=0xFFFF), "archive.zip64"),
    "a ZIP in it": (nested, "archive.nested"),
    "a bomb": (declared_bomb, "archive.unfolds_too_far"),
    "400 small bombs": (many_small_bombs, "archive.unfolds_too_far"),
    "a quoted bomb": (quoted_bomb, "archive.overlap"),
    "files over each other": (overlapping, "archive.overlap"),
    "a file beyond the end": (lambda: one(told=10**6, size=10**7), "archive.overlap"),
    "packed larger than it is": (lambda: one(told=10**8, size=10), "archive.not_readable"),
    "too many files": (
        lambda: zipped([Piece(name=b"%d.jpg" % n, data=b"", method=0) for n in range(501)]),
        "archive.too_many_entries",
    ),
    "a directory without end": (
        lambda: zipped([Piece(name=b"%d.jpg" % n, data=b"", method=0) for n in range(60_000)]),
        "archive.too_many_entries",
    ),
    "a wrong count": (lambda: zipped([Piece(), Piece(name=b"b.jpg")], total=1), "archive.not_readable"),
    "a count without files": (lambda: zipped([Piece()], total=2), "archive.not_readable"),
}
"""Refused when it is opened."""

SPOILT: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a wrong sum": (lambda: one(crc=1), "archive.damaged"),
    "another name inside": (lambda: one(local_name=b"b.jpg"), "archive.damaged"),
    "longer than it says": (
        lambda: one(packed=Piece(data=b"\0" * 900_000).body(), data=JPEG),
        "archive.damaged",
    ),
    "shorter than it says": (lambda: one(size=500), "archive.damaged"),
    "no stream": (lambda: one(packed=b"\xff" * 90, size=200), "archive.damaged"),
    "a stream in a stream": (lambda: one(packed=Piece().body() + b"rest"), "archive.damaged"),
    "a stream without end": (lambda: one(packed=Piece().body()[:-3]), "archive.damaged"),
    "a ZIP called a photo": (lambda: one(data=good({"a": b"b"})), "archive.nested"),
    "a RAR called a photo": (lambda: one(data=b"Rar!\x1a\x07\0" + b"x" * 50), "archive.nested"),
}
"""Refused when the file is read."""
