"""What is true of certifying bodies: their streams, their licences on a day, the addresses that may be shown."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

MIN_LEVEL, MAX_LEVEL = 1, 9
"""Levels of the national qualifications framework (KKNI)."""
MOST_UNITS = 40
LONGEST_ADDRESS = 300


class Stream(StrEnum):
    """Which of the three kinds of paper a body issues. They are often confused; only the first is BNSP's."""

    LSP = "lsp"
    LSK = "lsk"
    LPK = "lpk"


class LspType(StrEnum):
    """For whom an LSP tests: its own trainees, its network's people, everybody. Others have no such type."""

    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    UNKNOWN = "unknown"


class LicenceStatus(StrEnum):
    """What the directory said on the day it was looked up. Never a promise about today: see `licence_on`."""

    ACTIVE = "active"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"


class SchemeKind(StrEnum):
    """A whole level of the framework, an occupation, or a cluster of units."""

    KKNI = "kkni"
    OKUPASI = "okupasi"
    KLASTER = "klaster"
    UNKNOWN = "unknown"


class StandardType(StrEnum):
    """What the units were taken from."""

    SKKNI = "skkni"
    SPECIAL = "special"
    INTERNATIONAL = "international"
    UNKNOWN = "unknown"


def licence_on(status: LicenceStatus, valid_until: date | None, today: date) -> LicenceStatus:
    """Return what a licence is worth on a day: an active one ends after its last day without anybody's doing."""
    if status is LicenceStatus.ACTIVE and valid_until is not None and today > valid_until:
        return LicenceStatus.EXPIRED
    return status


def lacked_licence(
    status: LicenceStatus, valid_until: date | None, checked_on: date | None, day: date
) -> bool:
    """Whether what was recorded says that a licence was not active on a day, before or after it was looked up.

    It ended before that day, or the directory had already called it expired or suspended by then. A status says
    nothing about the days before it was looked up; what was not recorded says nothing at all.
    """
    if valid_until is not None and day > valid_until:
        return True
    lost = status in (LicenceStatus.EXPIRED, LicenceStatus.SUSPENDED)
    return lost and checked_on is not None and day >= checked_on


def lacking(
    stream: Stream | None, lsp_type: LspType, status: LicenceStatus, checked_on: date | None
) -> dict[str, str]:
    """Return message codes by field for what does not fit together in an entry."""
    found: dict[str, str] = {}
    if stream is not Stream.LSP and lsp_type is not LspType.UNKNOWN:
        found["lsp_type"] = "body.type_of_lsp_only"
    if status is not LicenceStatus.UNKNOWN and checked_on is None:
        found["checked_on"] = "body.checked_on"
    return found


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII)


def read_address(text: str) -> str:
    """Return an address visitors may be led to: https, a plain host name, nothing hidden. ValueError otherwise.

    Names before an @, ports, letters of other alphabets and blanks are refused: all of them make an address look like
    another one.
    """
    if len(text) > LONGEST_ADDRESS or any(not 33 <= ord(letter) <= 126 for letter in text) or "\\" in text:
        raise ValueError("not a plain address")
    parts = urlsplit(text)
    if parts.scheme != "https" or not _HOST.fullmatch(parts.netloc.lower()):
        raise ValueError("not an https address of a host")
    return text


def host_of(address: str) -> str:
    """Return the host of an address kept by `read_address`, as it is said in words."""
    return urlsplit(address).netloc.lower()


Change = tuple[object, object]


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, Change]:
    """Return what differs, field by field, as (before, after); a field that was not there before was None."""
    return {name: (before.get(name), value) for name, value in after.items() if before.get(name) != value}


def free_slug(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return `wanted`, or the first of wanted-2, wanted-3, … that nobody has."""
    slug, number = wanted, 1
    while is_taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def techniques_by_row(chosen: Collection[str], rows: int) -> Sequence[frozenset[str]]:
    """Read boxes named "<row>:<technique>", rows from 1, into one set a row; what names no row is passed over."""
    sets: list[set[str]] = [set() for _ in range(rows)]
    for box in chosen:
        row, _, technique = box.partition(":")
        if row.isascii() and row.isdecimal() and len(row) < 4 and 1 <= int(row) <= rows:
            sets[int(row) - 1].add(technique)
    return [frozenset(found) for found in sets]
