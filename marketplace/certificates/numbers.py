"""The numbers printed on a certificate: kept as printed, searched by key, looked at but never refused.

Formats vary by era and by issuing body (five editions of the codes are in use at once), so a shape we do not
know is a hint for the officer and nothing more. The samples behind the patterns are in the domain notes.
"""

import re
from datetime import date
from enum import StrEnum

from marketplace.kit.text import normal_key, squeeze

_CERTIFICATE = re.compile(
    r"(?:NO\.?\s*)?(\d{5})[\s.]+(\d{4})[\s.]+(?:([1-9])[\s.]+)?(\d{5,7})[\s.]+(?P<year>20\d{2})", re.ASCII
)
"""Field of business (KBLI), occupation (KBJI), level if any, serial, year."""

_REGISTRATION = re.compile(
    r"(?:NO\.?\s*REG\.?\s*)?([A-Z]{2,4})[\s.]+(?P<licence>\d{3,4})[\s.]+(\d{3,6})[\s.]+(?P<year>20\d{2})",
    re.ASCII,
)
"""Sector, number of the body's licence, the body's running number, year."""

_LICENCE = re.compile(r"BNSP-LSP-(?P<number>\d{3,4})-ID", re.ASCII)

_SPOKEN_LABEL = re.compile(r"^\W*(?:NO(?:MOR)?\b[\W_]*)?(?:REG(?:ISTRASI)?\b[\W_]*)?")
_GLUED_LABEL = re.compile(r"^NO(?:MOR)?(?:REG(?:ISTRASI)?|(?=\d))")

_TERM = re.compile(
    r"(?P<figure>\d{1,3})?\s*\(?\s*(?P<word>[a-z]+(?:\s+(?:belas|puluh))?)?\s*\)?\s*(?P<unit>tahun|bulan|years?|months?)\b"
)
_WORDS = (
    ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)
_NUMBERS = {word: number for names in _WORDS for number, word in enumerate(names, start=1)}


class NumberWarning(StrEnum):
    """Something an officer should look at twice. None of them proves anything."""

    UNUSUAL_CERTIFICATE_NO = "unusual_certificate_no"
    UNUSUAL_REGISTRATION_NO = "unusual_registration_no"
    UNUSUAL_LICENCE_NO = "unusual_licence_no"
    LICENCE_MISMATCH = "licence_mismatch"
    YEARS_DIFFER = "years_differ"


def normal_no(text: str) -> str:
    """Return the key a printed number is found by: A-Z and 0-9, a leading "No." or "No. Reg." dropped."""
    return _GLUED_LABEL.sub("", normal_key(_SPOKEN_LABEL.sub("", squeeze(text).upper(), count=1)), count=1)


def number_warnings(
    certificate_no: str | None, registration_no: str | None, licence_no: str | None, issue_date: date | None
) -> list[NumberWarning]:
    """Return what looks unusual, in the order of the enum. What is absent raises no warning."""
    found: set[NumberWarning] = set()
    years = {issue_date.year} if issue_date else set()
    certificate, registration, licence = (
        squeeze(text or "").upper() for text in (certificate_no, registration_no, licence_no)
    )
    if certificate_match := _CERTIFICATE.fullmatch(certificate):
        years.add(int(certificate_match["year"]))
    elif certificate:
        found.add(NumberWarning.UNUSUAL_CERTIFICATE_NO)
    if registration_match := _REGISTRATION.fullmatch(registration):
        years.add(int(registration_match["year"]))
    elif registration:
        found.add(NumberWarning.UNUSUAL_REGISTRATION_NO)
    licence_match = _LICENCE.fullmatch(licence)
    if licence and not licence_match:
        found.add(NumberWarning.UNUSUAL_LICENCE_NO)
    if (
        licence_match
        and registration_match
        and int(licence_match["number"]) != int(registration_match["licence"])
    ):
        found.add(NumberWarning.LICENCE_MISMATCH)
    if len(years) > 1:
        found.add(NumberWarning.YEARS_DIFFER)
    return [warning for warning in NumberWarning if warning in found]


def term_in(text: str) -> int:
    """Return the months in a printed term: "berlaku untuk 3 (tiga) tahun", "36 bulan", "three years".

    ValueError when no term is found, when figure and word disagree, or for a bare number.
    """
    for match in _TERM.finditer(squeeze(text).casefold()):
        worded = _NUMBERS.get(match["word"] or "")
        figured = int(match["figure"]) if match["figure"] else None
        if worded and figured and worded != figured:
            raise ValueError("figure and word disagree")
        if count := figured or worded:
            return count * (12 if match["unit"].startswith(("tahun", "year")) else 1)
    raise ValueError("no term in the text")
