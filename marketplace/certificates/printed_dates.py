"""Dates as certificates print them and people type them: day, month, year, in Indonesian or English."""

import re
from datetime import date

from marketplace.kit.text import fold

_MONTHS = (
    ("januari", "january"),
    ("februari", "february", "pebruari"),
    ("maret", "march", "mrt"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agt", "ags"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_NUMBERS = {
    name[:size]: number
    for number, names in enumerate(_MONTHS, 1)
    for name in names
    for size in range(3, len(name) + 1)
}
"""Every abbreviation of three letters or more: no two months share their first three in either language."""

_PRINTED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./,-]+(\d{1,2}|[a-z]{3,9})\.?[\s./,-]+(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_PLACE = re.compile(r"^[^\d,]+,\s*")


def read_printed_date(text: str) -> date:
    """Return the day in "31 Oktober 2025", "31-10-2025", "Jakarta, 31 Okt. 2025", "October 31, 2025", "2025-10-31".

    A number in the month's place is a month, never a day: Indonesian papers write the day first. ValueError for a day
    that does not exist, and for a year of two digits, which could be a day or a century.
    """
    plain = _PLACE.sub("", fold(text), count=1).strip(" .,")
    if match := _ISO.fullmatch(plain):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _PRINTED.fullmatch(plain):
        return date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(plain):
        return date(int(match[3]), _month(match[1]), int(match[2]))
    raise ValueError("not a date")


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    try:
        return _NUMBERS[word]
    except KeyError:
        raise ValueError("not a month") from None
