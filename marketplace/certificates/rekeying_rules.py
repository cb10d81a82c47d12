"""Double entry: what an officer reads from the photo, held against what the artisan typed.

A difference of form is none: numbers are compared by their key, names without case, accents and punctuation, dates as
days. What is left is shown letter by letter, for a person to explain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from marketplace.certificates.likeness import names_agree
from marketplace.certificates.numbers import normal_no, term_in
from marketplace.certificates.printed_dates import read_printed_date
from marketplace.certificates.rules import MAX_TERM_MONTHS, MIN_TERM_MONTHS, expiry


class ReadField(StrEnum):
    """What is read from the paper, in the order of the form."""

    CERTIFICATE_NO = "certificate_no"
    HOLDER_NAME = "holder_name"
    ISSUE_DATE = "issue_date"
    LAST_DAY = "last_day"


@dataclass(frozen=True, slots=True)
class Reading:
    """The four facts of a paper, from either side. Without a last day: the paper prints neither one nor a term."""

    certificate_no: str
    holder_name: str
    issue_date: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters: `same` in both texts, or in one alone."""

    text: str
    same: bool


def differing(read: Reading, claimed: Reading) -> tuple[ReadField, ...]:
    """Return the fields in which two readings of one paper differ, in the order of the form."""
    equal = {
        ReadField.CERTIFICATE_NO: normal_no(read.certificate_no) == normal_no(claimed.certificate_no),
        ReadField.HOLDER_NAME: names_agree(read.holder_name, claimed.holder_name),
        ReadField.ISSUE_DATE: read.issue_date == claimed.issue_date,
        ReadField.LAST_DAY: read.last_day == claimed.last_day,
    }
    return tuple(field for field in ReadField if not equal[field])


def letters(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts cut where they differ. The pieces of a side joined are its text, letter by letter."""
    left: list[Piece] = []
    right: list[Piece] = []
    for verdict, start, end, begin, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        same = verdict == "equal"
        _add(left, one[start:end], same)
        _add(right, other[begin:stop], same)
    return left, right


def _add(pieces: list[Piece], text: str, same: bool) -> None:
    if text:
        pieces.append(Piece(text, same))


def read_last_day(text: str, issue_date: date | None) -> date | None:
    """Return the last valid day from what a paper prints: a day, or a term counted from the day of issue.

    None where nothing is printed, or a term has no day to be counted from. ValueError for what is neither, for a
    term nobody grants and for a day before the day of issue.
    """
    if not text.strip():
        return None
    try:
        day = read_printed_date(text)
    except ValueError:
        months = term_in(text)
        if not MIN_TERM_MONTHS <= months <= MAX_TERM_MONTHS:
            raise ValueError("no such term") from None
        return expiry(issue_date, months) if issue_date else None
    if issue_date is not None and day < issue_date:
        raise ValueError("ends before it starts")
    return day
