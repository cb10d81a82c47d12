"""One cell as a value, or what is wrong with it. Nothing is guessed: what cannot be read is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from marketplace.adapters.spreadsheets.tables import Cell, CellKind
from marketplace.certificates.claims import EARLIEST_YEAR
from marketplace.certificates.numbers import term_in
from marketplace.certificates.printed_dates import read_printed_date
from marketplace.certificates.rules import MAX_TERM_MONTHS
from marketplace.kit.text import squeeze, words
from marketplace.rosters.forgetting import REMOVED
from marketplace.rosters.rules import Flaw, Meaning, Result

Read = Callable[[Cell, date], Any]
"""Takes a cell and today's date; raises Flawed."""

LONGEST: Mapping[Meaning, int] = {
    Meaning.HOLDER_NAME: 120,
    Meaning.CERTIFICATE_NO: 80,
    Meaning.REGISTRATION_NO: 80,
    Meaning.BLANKO_NO: 40,
    Meaning.SCHEME: 200,
    Meaning.UNITS: 200,
    Meaning.VILLAGE: 80,
}
MOST_UNITS = 40
FAULTS = frozenset({"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!"})
"""What a formula without a value leaves in separated text; in a workbook such a cell reads as empty."""
EXACT_DIGITS = 15
"""As many digits a spreadsheet keeps of a number; a longer one has lost its end."""

_RESULTS: Mapping[str, Result] = {
    "k": Result.COMPETENT,
    "kompeten": Result.COMPETENT,
    "lulus": Result.COMPETENT,
    "competent": Result.COMPETENT,
    "bk": Result.NOT_YET,
    "belum kompeten": Result.NOT_YET,
    "tidak kompeten": Result.NOT_YET,
    "tidak lulus": Result.NOT_YET,
    "belum lulus": Result.NOT_YET,
    "not yet competent": Result.NOT_YET,
    "not competent": Result.NOT_YET,
}


class Flawed(Exception):
    """A cell cannot be taken as it is."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw


def read_result(text: str) -> Result:
    """Return K or BK however it is written; ValueError for anything else, so that no doubt passes for a yes."""
    spoken = " ".join(words(text))
    if spoken not in _RESULTS:
        raise ValueError("not a result")
    return _RESULTS[spoken]


def _text(cell: Cell, meaning: Meaning) -> str:
    text = squeeze(cell.text)
    if text in FAULTS:
        raise Flawed(Flaw.FORMULA)
    if REMOVED in text:
        raise Flawed(Flaw.PERSONAL)
    if len(text) > LONGEST[meaning]:
        raise Flawed(Flaw.TOO_LONG)
    return text


def _name(cell: Cell, today: date) -> str:
    text = _text(cell, Meaning.HOLDER_NAME)
    letters, digits = sum(map(str.isalpha, text)), sum(map(str.isdigit, text))
    if text and letters <= digits:
        raise Flawed(Flaw.NO_LETTERS)
    return text


def _number(meaning: Meaning) -> Read:
    def read(cell: Cell, today: date) -> str:
        text = _text(cell, meaning)
        if (cell.kind is CellKind.NUMBER and len(re.sub(r"\D", "", text)) > EXACT_DIGITS) or "e+" in text:
            raise Flawed(Flaw.DIGITS_LOST)
        if text and not any(map(str.isdigit, text)):
            raise Flawed(Flaw.NO_DIGITS)
        if cell.kind is CellKind.DATE:
            raise Flawed(Flaw.UNREADABLE)
        return text

    return read


def _plain(meaning: Meaning) -> Read:
    return lambda cell, today: _text(cell, meaning)


def _result(cell: Cell, today: date) -> Result | None:
    text = _text(cell, Meaning.VILLAGE)
    try:
        return read_result(text) if text else None
    except ValueError:
        raise Flawed(Flaw.UNREADABLE) from None


def _day(text: str) -> date:
    day = read_printed_date(text)
    if day.year < EARLIEST_YEAR:
        raise Flawed(Flaw.TOO_OLD)
    return day


def _issued(cell: Cell, today: date) -> date | None:
    text = _text(cell, Meaning.SCHEME)
    if not text:
        return None
    try:
        day = _day(text)
    except ValueError:
        raise Flawed(Flaw.UNREADABLE) from None
    if day > today:
        raise Flawed(Flaw.FUTURE)
    return day


def _validity(cell: Cell, today: date) -> dict[str, Any]:
    """Read a last day, or a term in words."""
    text = _text(cell, Meaning.SCHEME)
    if not text:
        return {}
    try:
        return {"valid_until": _day(text), "term_months": None}
    except ValueError:
        pass
    try:
        months = term_in(text)
    except ValueError:
        raise Flawed(Flaw.UNREADABLE) from None
    if not 1 <= months <= MAX_TERM_MONTHS:
        raise Flawed(Flaw.UNREADABLE)
    return {"term_months": months}


def _units(cell: Cell, today: date) -> tuple[str, ...]:
    if len(cell.text) > LONGEST[Meaning.UNITS] * 5:
        raise Flawed(Flaw.TOO_LONG)
    parts = [Cell(part, cell.kind) for part in re.split(r"[;\n]", cell.text)]
    return tuple(text for part in parts[:MOST_UNITS] if (text := _text(part, Meaning.UNITS)))


READ: Mapping[Meaning, Read] = {
    Meaning.HOLDER_NAME: _name,
    Meaning.CERTIFICATE_NO: _number(Meaning.CERTIFICATE_NO),
    Meaning.REGISTRATION_NO: _number(Meaning.REGISTRATION_NO),
    Meaning.BLANKO_NO: _number(Meaning.BLANKO_NO),
    Meaning.RESULT: _result,
    Meaning.SCHEME: _plain(Meaning.SCHEME),
    Meaning.ISSUE_DATE: _issued,
    Meaning.VALIDITY: _validity,
    Meaning.UNITS: _units,
    Meaning.VILLAGE: _plain(Meaning.VILLAGE),
}
