"""The first thing that happens to a file: what identifies people is found, hashed where it may serve, and dropped.

Runs in memory on what the reader brought. What this module returns is all that the rest of the program ever sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.adapters.spreadsheets.headings import letter, repeated
from marketplace.adapters.spreadsheets.tables import Cell, CellKind, Table
from marketplace.certificates.claims import EARLIEST_YEAR
from marketplace.certificates.printed_dates import read_printed_date
from marketplace.kit.errors import Unsupported
from marketplace.kit.text import squeeze, squeeze_lines
from marketplace.rosters.columns import guess_all, heading_row, personal_by_heading
from marketplace.rosters.rules import FACT_OF, Fact, Meaning, Personal, fact_hash

REMOVED = "\N{FULL BLOCK}"
"""Stands where a personal thing was taken out of a cell."""
NIK_DIGITS = 16
MOSTLY = 0.5

_TOGETHER = re.compile(r"(?<!\d)\d{16}(?!\d)")
_APART = re.compile(r"(?<!\d)\d(?:[\s.,'/_\-\u2010-\u2015]{0,3}\d)*(?!\d)")
_BIRTHDAY = re.compile(r"\b\d{1,2}[\s./-]{1,3}(?:\d{1,2}|[A-Za-z]{3,9})\.?[\s./-]{1,3}19\d\d\b")
_PHONE = re.compile(r"(?:\+?62|0)8\d{7,11}", re.ASCII)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be kept. `index` is its place in the cleaned rows, `letter` its name in the file."""

    letter: str
    heading: str
    guess: Meaning | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A column that was forgotten, and whether its heading gave it away or what it held."""

    letter: str
    kind: Personal
    by_content: bool = False


@dataclass(frozen=True, slots=True)
class CleanRow:
    """One row without personal things. `number` is the row's in the file, `facts` are keyed hashes."""

    number: int
    cells: tuple[Cell, ...]
    facts: dict[Fact, str]
    merged: bool = False


@dataclass(frozen=True, slots=True)
class CleanTable:
    columns: tuple[Column, ...]
    rows: tuple[CleanRow, ...]
    dropped: tuple[Dropped, ...]
    sheet: str = ""


def clean(table: Table, *, key: bytes, salt: str) -> CleanTable:
    """Return the table without identity numbers, birth dates, addresses and the like.

    Raises Unsupported "roster.no_headings" or "roster.no_rows".
    """
    texts = [[squeeze(cell.text) for cell in row] for row in table.rows]
    top = heading_row(texts)
    if top is None:
        raise Unsupported("roster.no_headings")
    width = max(len(row) for row in table.rows)
    headings = [_scrub(text) for text in texts[top]] + [""] * (width - len(texts[top]))
    body = [
        (number, _padded(row, width))
        for number, row in enumerate(table.rows[top + 1 :], start=top + 2)
        if any(squeeze(cell.text) for cell in row)
    ]
    if not body:
        raise Unsupported("roster.no_rows")
    kinds = [
        _kind(headings[index], [row[index] for _, row in body if squeeze(row[index].text)])
        for index in range(width)
    ]
    used = [
        index
        for index in range(width)
        if kinds[index] is None and (headings[index] or any(row[index].text for _, row in body))
    ]
    guesses = guess_all([headings[index] for index in used])
    doubles = repeated([headings[index] for index in used])
    return CleanTable(
        columns=tuple(
            Column(letter(index), headings[index][:80], guesses[place], place in doubles)
            for place, index in enumerate(used)
        ),
        rows=tuple(
            CleanRow(
                number,
                tuple(Cell(_scrub(row[index].text), row[index].kind) for index in used),
                _facts(row, kinds, key, salt, number),
                number in table.merged,
            )
            for number, row in body
        ),
        dropped=tuple(
            Dropped(letter(index), kind[0], kind[1]) for index, kind in enumerate(kinds) if kind is not None
        ),
        sheet=_scrub(table.sheet)[:80],
    )


def _padded(row: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    return (*row, *[Cell()] * (width - len(row)))


def _kind(heading: str, cells: Sequence[Cell]) -> tuple[Personal, bool] | None:
    """Return what a column holds that must go, and whether only its content told."""
    if (kind := personal_by_heading(heading)) is not None:
        return kind, False
    texts = [squeeze(cell.text) for cell in cells]
    for kind, looks_like in _SIGNS:
        if texts and sum(map(looks_like, texts)) > len(texts) * MOSTLY:
            return kind, True
    return None


def holds_nik(text: str) -> bool:
    """Whether sixteen digits stand together, however they are grouped."""
    return _blot_nik(text) != text


def birth_date_in(text: str) -> str | None:
    """Return a date from before there were certificates, in ISO form: it can only be somebody's birthday."""
    try:
        day = read_printed_date(text)
    except ValueError:
        return None
    return day.isoformat() if day.year < EARLIEST_YEAR else None


_SIGNS = (
    (Personal.NIK, holds_nik),
    (Personal.BIRTH_DATE, lambda text: birth_date_in(text) is not None),
    (Personal.PHONE, lambda text: bool(_PHONE.fullmatch(re.sub(r"[\s\-().]", "", text)))),
    (Personal.EMAIL, lambda text: bool(_EMAIL.fullmatch(text))),
    (Personal.PASSPORT, lambda text: bool(_PASSPORT.fullmatch(text))),
)


def _scrub(text: str) -> str:
    """Return the text with single personal things blotted out: they stand where nobody expects them."""
    text = squeeze_lines(text)
    if any(map(str.isdigit, text)):
        if birth_date_in(text) is not None:
            return REMOVED
        text = _BIRTHDAY.sub(REMOVED, _blot_nik(text))
    return _EMAIL.sub(REMOVED, text) if "@" in text else text


def _blot_nik(text: str) -> str:
    return _APART.sub(
        lambda match: REMOVED if _count_digits(match[0]) == NIK_DIGITS else match[0],
        _TOGETHER.sub(REMOVED, text),
    )


def _count_digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _facts(
    row: Sequence[Cell], kinds: Sequence[tuple[Personal, bool] | None], key: bytes, salt: str, number: int
) -> dict[Fact, str]:
    """Return the keyed hashes of what may serve as "one more fact"; a value that cannot be trusted has none."""
    facts: dict[Fact, str] = {}
    for cell, kind in zip(row, kinds, strict=True):
        fact = FACT_OF.get(kind[0]) if kind else None
        value = None if fact is None else fact_value(fact, cell)
        if fact is not None and value is not None and fact not in facts:
            facts[fact] = fact_hash(key, salt, number, fact, value)
    return facts


def fact_value(fact: Fact, cell: Cell) -> str | None:
    """Return a birthday in ISO form, or the last four digits of a NIK.

    A NIK kept as a number has lost its last digit: Excel keeps fifteen.
    """
    text = squeeze(cell.text)
    if fact is Fact.NIK_TAIL:
        digits = re.sub(r"\D", "", text, flags=re.ASCII)
        return digits[-4:] if len(digits) == NIK_DIGITS and cell.kind is not CellKind.NUMBER else None
    try:
        return read_printed_date(text).isoformat()
    except ValueError:
        return None
