"""What is true of artisans: the words about them as codes, their breaks, their places, their swatch."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TextIO

MAX_NAME, MAX_STORY = 120, 4000
MAX_WEEKLY = 50
"""Bags a week: more is a workshop's work, or a slip of the finger."""
MAX_AWAY_DAYS = 366


class FormOfAddress(StrEnum):
    """How buyers are told to address the artisan; chosen by the artisan, never guessed."""

    BU = "bu"
    PAK = "pak"
    NONE = "none"


class Affiliation(StrEnum):
    UMKM = "umkm"
    PKK = "pkk"
    COMMUNITY = "community"


class Technique(StrEnum):
    """How a bag is made. Daily Indonesian says "rajut" for the first two and often for the third."""

    CROCHET = "crochet"
    KNIT = "knit"
    MACRAME = "macrame"
    COMBINATION = "combination"


class Pace(StrEnum):
    """How soon an artisan usually answers, counted within her hours."""

    HOUR = "hour"
    DAY = "day"
    TWO_DAYS = "two_days"


def is_away(paused_from: date | None, paused_until: date | None, today: date) -> bool:
    """Whether she is away on a day. On `paused_until` she is back; a break without a first day has begun."""
    return paused_until is not None and today < paused_until and (paused_from is None or paused_from <= today)


def is_planned(paused_from: date | None, paused_until: date | None, today: date) -> bool:
    """Whether a break is still to come."""
    return paused_until is not None and paused_from is not None and today < paused_from < paused_until


def ready_on(today: date, days: int, paused_from: date | None, paused_until: date | None) -> date:
    """Return the first day on which a bag ordered today is finished after so many days of work.

    The days of a break do not count: work that would run into it goes on when she is back.
    """
    if is_away(paused_from, paused_until, today):
        return (paused_until or today) + timedelta(days=days)
    done = today + timedelta(days=days)
    if paused_until is not None and paused_from is not None and is_planned(paused_from, paused_until, today):
        return done if done < paused_from else done + (paused_until - paused_from)
    return done


class PlaceLevel(IntEnum):
    """Parts of a Kemendagri code: 64, 64.74, 64.74.01, 64.74.01.1001."""

    PROVINCE = 1
    REGENCY = 2
    DISTRICT = 3
    VILLAGE = 4


_PLACE_CODE = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    code: str
    name: str
    level: PlaceLevel
    parent: str | None


def place_level(code: str) -> PlaceLevel:
    """Return the level a Kemendagri code belongs to; ValueError when it is not one."""
    if not _PLACE_CODE.fullmatch(code):
        raise ValueError(f"not a place code: {code!r}")
    return PlaceLevel(code.count(".") + 1)


def parent_code(code: str) -> str | None:
    return code.rpartition(".")[0] or None


def read_places(file: TextIO) -> Iterator[PlaceRow]:
    """Read `code,name,level,parent` rows, parents before children.

    ValueError names the line whose code, level or parent does not fit, or whose name is empty.
    """
    for row in (reader := csv.DictReader(file)):
        code, name = (row.get("code") or "").strip(), (row.get("name") or "").strip()
        level, parent = place_level(code), parent_code(code)
        if not name or row.get("level") != str(int(level)) or (row.get("parent") or None) != parent:
            raise ValueError(f"line {reader.line_num}: {code} does not fit its name, level or parent")
        yield PlaceRow(code, name, level, parent)


def place_files() -> Sequence[Path]:
    """The place lists that are shipped, in a steady order."""
    return sorted((Path(__file__).parent / "places").glob("*.csv"))


YARN: dict[str, str] = {
    "laut": "#0f4a58",
    "laut_muda": "#7fcdd6",
    "benang": "#d8402c",
    "kapas": "#f3f6f5",
    "pasir": "#e9d3a8",
    "kunyit": "#e0a83f",
    "daun": "#3b7d5b",
    "marun": "#7a2033",
    "senja": "#e58a6f",
    "malam": "#0b2a33",
    "kabut": "#bcd3d3",
    "terong": "#5b3f73",
}
"""Yarn of the swatches: colours of the design, and neighbours that sit beside them."""

_TRIOS: tuple[tuple[str, str, str], ...] = (
    ("laut", "kapas", "benang"),
    ("kabut", "laut", "kunyit"),
    ("pasir", "marun", "laut"),
    ("kapas", "daun", "kunyit"),
    ("senja", "kapas", "malam"),
    ("malam", "laut_muda", "senja"),
    ("kunyit", "malam", "kapas"),
    ("terong", "pasir", "senja"),
    ("daun", "pasir", "benang"),
    ("laut_muda", "malam", "kapas"),
    ("marun", "senja", "pasir"),
    ("kapas", "terong", "laut_muda"),
)


class Pattern(StrEnum):
    STRIPES = "stripes"
    ZIGZAG = "zigzag"
    DIAMONDS = "diamonds"
    BLOCKS = "blocks"
    SEEDS = "seeds"


@dataclass(frozen=True, slots=True)
class Swatch:
    """A knitted sample: `stitches[row][column]` is a colour of `YARN` as hex; as many rows as columns."""

    pattern: Pattern
    ground: str
    stitches: tuple[tuple[str, ...], ...]


def _yarn(pattern: Pattern, row: int, column: int, width: int, shift: int) -> int:
    """Return which of the three yarns (0 ground, 1 figure, 2 accent) makes this stitch."""
    match pattern:
        case Pattern.STRIPES:
            step = (row + shift) % (width + 3)
            return 0 if step < width else 2 if step == width + 1 else 1
        case Pattern.ZIGZAG:
            wave = abs((column + shift) % (2 * width) - width)
            return (0, 0, 1, 2)[(row + wave) % 4]
        case Pattern.DIAMONDS:
            size = 2 * width
            reach = abs((row + shift) % size - width) + abs((column + shift) % size - width)
            return 2 if reach == 0 else 1 if reach <= width - 1 else 0
        case Pattern.BLOCKS:
            corner = row % width == 0 and column % width == 0
            return 2 if corner else (row // width + (column + shift) // width) % 2
        case Pattern.SEEDS:
            if row % width == shift % width:
                return 2 if column % 2 else 0
            return 1 if (column + row * 2) % (width + 1) == 0 else 0


def swatch(seed: str, size: int = 12) -> Swatch:
    """Return the same swatch for the same seed on every machine and in every version of Python.

    Nobody's face is needed for a portrait: the seed is the artisan's own and picks yarn and pattern.
    """
    dice = sha256(seed.encode("utf-8", "surrogatepass")).digest()
    trio = [YARN[name] for name in _TRIOS[dice[0] % len(_TRIOS)]]
    pattern = tuple(Pattern)[dice[1] % len(Pattern)]
    width, shift = 2 + dice[2] % 3, dice[3] % 8
    stitches = tuple(
        tuple(trio[_yarn(pattern, row, column, width, shift)] for column in range(size))
        for row in range(size)
    )
    return Swatch(pattern, trio[0], stitches)
