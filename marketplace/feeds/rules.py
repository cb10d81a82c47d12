"""How lists for machines are cut into parts, and how text is put into them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

PART_ROWS = 10_000
"""Numbers of rows in a part of a sitemap: each row has a page in two languages, so at most 20,000 addresses; with five
pictures each below 40 MB. The protocol allows 50,000 and 50 MB (sitemaps.org, "Sitemaps XML format")."""
BATCH = 500
"""Rows read and written at a time."""
MOST_IMAGES = 5
"""Pictures named of one bag in a sitemap; the protocol allows 1,000."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters no XML document may hold, escaped or not (XML 1.0, 2.2)."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows with numbers above `low`, up to `high`."""

    number: int
    low: int
    high: int


def part(number: int, rows: int) -> Part:
    """Return the n-th part (from 1) of `rows` numbers."""
    return Part(number, (number - 1) * rows, number * rows)


def part_of(row: int, rows: int) -> int:
    """Return the number of the part a row is in."""
    return (row - 1) // rows + 1


def text(value: object) -> str:
    """Return a value as the text of an element: escaped, without what no XML may hold."""
    return _escape(_NO_XML.sub("", str(value)))


def attribute(value: object) -> str:
    """Return a value as an attribute, quotes included."""
    return quoteattr(_NO_XML.sub("", str(value)))


def element(name: str, value: object) -> str:
    """Return an element with a text; nothing for nothing."""
    return "" if value is None or value == "" else f"<{name}>{text(value)}</{name}>"
