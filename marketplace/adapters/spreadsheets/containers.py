"""What the bytes are, and whether a workbook may be unpacked at all. Looks at sizes before anything is inflated."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from marketplace.adapters.archives.sizes import unfolds_too_far
from marketplace.adapters.spreadsheets.tables import SheetLimits
from marketplace.kit.errors import TooLarge, Unsupported

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHER_KINDS = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
)
WORKBOOK = "xl/workbook.xml"

_WEB_PAGE = re.compile(rb"^[\s\xef\xbb\xbf\x00\xff\xfe]*<", re.ASCII)
_FILLED = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,4})(\d{1,9})"[^>]*?(/?)>')
_DECLARES = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le"))


class FileKind(StrEnum):
    WORKBOOK = "workbook"
    SEPARATED = "separated"


def kind_of(data: bytes) -> FileKind:
    """Say what the bytes are, whatever the file is called. Raises Unsupported, naming what they are instead."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unsupported("sheet.empty")
    if data.startswith(OLD_OFFICE):
        raise Unsupported("sheet.encrypted" if ENCRYPTED in data else "sheet.old_excel")
    if data.startswith(b"PK"):
        return FileKind.WORKBOOK
    if data.startswith(OTHER_KINDS):
        raise Unsupported("sheet.not_a_sheet")
    if _WEB_PAGE.match(data[:200].replace(b"\0", b"")):
        raise Unsupported("sheet.web_page")
    return FileKind.SEPARATED


def check_workbook(data: bytes, limits: SheetLimits) -> None:
    """Refuse a zip that unfolds too far, declares entities, or puts cells where no list has any.

    Raises TooLarge or Unsupported. What passes is still read within the limits of the process.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            _check_sizes(parts, limits)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(part.filename, package.read(part), limits)
    except (
        BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        OSError,
        zlib.error,
    ) as error:
        raise Unsupported("sheet.not_readable") from error


def _check_sizes(parts: list[ZipInfo], limits: SheetLimits) -> None:
    names = {part.filename for part in parts}
    sizes = [(part.compress_size, part.file_size) for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Unsupported("sheet.encrypted")
    if len(parts) > limits.max_entries or unfolds_too_far(
        sizes, max_unpacked=limits.max_unpacked, max_ratio=limits.max_ratio
    ):
        raise TooLarge("sheet.unfolds_too_far")
    if WORKBOOK not in names:
        raise Unsupported("sheet.not_a_sheet")
    if len(names) != len(parts):
        raise Unsupported("sheet.not_readable")


def _check_part(name: str, data: bytes, limits: SheetLimits) -> None:
    if any(word in data for word in _DECLARES):
        raise Unsupported("sheet.entities")
    if not name.startswith("xl/worksheets/"):
        return
    for column, row, empty in _FILLED.findall(data):
        if empty:
            continue
        if column_number(column.decode()) > limits.max_columns:
            raise TooLarge("sheet.too_many_columns", limit=limits.max_columns)
        if int(row) > limits.max_rows:
            raise TooLarge("sheet.too_many_rows", limit=limits.max_rows)


def column_number(letters: str) -> int:
    """Return 1 for A, 26 for Z, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
