"""Setting blocks of text on sheets of A4. Runs in the child only. Text is drawn as it is: no markup is read in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from marketplace.adapters.paper.sheets import Block, Kind

FACE = "DejaVuSans"
WIDTH, HEIGHT = A4
MARGIN, LABEL_WIDTH = 18 * mm, 52 * mm
PICTURE_WIDTH, PICTURE_HEIGHT, GAP = 38 * mm, 47.5 * mm, 4 * mm
MOST_SHEETS = 60
"""What is beyond is left out and said so: nobody prints it, and the texts of one order do not come near it."""
SIZES = {Kind.TITLE: 16.0, Kind.HEADING: 12.0, Kind.STRONG: 10.5, Kind.SMALL: 8.0}
NORMAL = 9.5
BEFORE = {Kind.HEADING: 10.0, Kind.STRONG: 4.0}

pdfmetrics.registerFont(TTFont(FACE, str(Path(__file__).with_name("DejaVuSans.ttf"))))


class _Full(Exception):
    """There are as many sheets as there may be."""


def draw(title: str, blocks: Sequence[Block], pictures: Sequence[bytes], foot: str, language: str) -> bytes:
    """Return a PDF; the same content gives the same bytes. `pictures` are JPEGs, taken over as they are."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(_clean(title))
    canvas.setCatalogEntry("Lang", language)
    pen = _Pen(canvas, _clean(foot))
    try:
        for block in blocks:
            if block.kind is Kind.PICTURES:
                pen.pictures(pictures)
            else:
                pen.block(block)
    except _Full:
        pass
    pen.end()
    canvas.save()
    return target.getvalue()


class _Pen:
    """Where on which sheet the next line goes."""

    def __init__(self, canvas: Canvas, foot: str) -> None:
        self._canvas, self._foot = canvas, foot
        self._sheet, self._y = 1, HEIGHT - MARGIN

    def block(self, block: Block) -> None:
        size = SIZES.get(block.kind, NORMAL)
        self._y -= BEFORE.get(block.kind, 0.0)
        label = _lines(block.label, LABEL_WIDTH - GAP, size) if block.label else []
        indent = LABEL_WIDTH if block.kind is Kind.FACT else 0.0
        body = list(_lines(block.text, WIDTH - 2 * MARGIN - indent, size))
        beside = list(label)
        for number in range(max(len(body), len(beside))):
            self._room(size * 1.4)
            if number < len(beside):
                self._write(beside[number], 0.0, size)
            if number < len(body):
                self._write(body[number], indent, size)
            self._y -= size * 1.4
        self._y -= 2.0

    def pictures(self, pictures: Sequence[bytes]) -> None:
        """Put photos side by side, each whole within its place."""
        a_row = int((WIDTH - 2 * MARGIN + GAP) // (PICTURE_WIDTH + GAP))
        for first in range(0, len(pictures), a_row):
            self._room(PICTURE_HEIGHT)
            for place, data in enumerate(pictures[first : first + a_row]):
                self._canvas.drawImage(
                    ImageReader(BytesIO(data)),
                    MARGIN + place * (PICTURE_WIDTH + GAP),
                    self._y - PICTURE_HEIGHT,
                    PICTURE_WIDTH,
                    PICTURE_HEIGHT,
                    preserveAspectRatio=True,
                )
            self._y -= PICTURE_HEIGHT + GAP

    def end(self) -> None:
        """Finish the sheet at hand, with its number."""
        self._canvas.setFont(FACE, SIZES[Kind.SMALL])
        self._canvas.drawString(MARGIN, MARGIN / 2, f"{self._foot} · {self._sheet}")
        self._canvas.showPage()

    def _room(self, height: float) -> None:
        if self._y - height >= MARGIN:
            return
        if self._sheet == MOST_SHEETS:
            self._write("…", 0.0, NORMAL)
            raise _Full
        self.end()
        self._sheet, self._y = self._sheet + 1, HEIGHT - MARGIN

    def _write(self, text: str, indent: float, size: float) -> None:
        self._canvas.setFont(FACE, size)
        self._canvas.drawString(MARGIN + indent, self._y - size, _as_seen(text))


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    """Yield the lines a text takes in so many points; a word that is too long is broken where it must be."""
    for paragraph in _clean(text).split("\n"):
        line, used = "", 0.0
        for word in paragraph.split(" "):
            long = _width(word, size)
            gap = _width(" ", size) if line else 0.0
            if used + gap + long <= width:
                line, used = f"{line} {word}" if line else word, used + gap + long
                continue
            if line:
                yield line
            line, used = "", 0.0
            for sign in word:
                if used + _advance(sign) * size > width:
                    yield line
                    line, used = "", 0.0
                line, used = line + sign, used + _advance(sign) * size
        yield line


def _width(text: str, size: float) -> float:
    return sum(map(_advance, text)) * size


@lru_cache(maxsize=4096)
def _advance(sign: str) -> float:
    return pdfmetrics.stringWidth(sign, FACE, 1000) / 1000


def _clean(text: str) -> str:
    """Drop what is not seen (control and format characters), and name what the face has no sign for by its number.

    reportlab draws an empty box for such a sign, and beyond the first 65,536 writes a table no reader understands.
    """
    signs = pdfmetrics.getFont(FACE).face.charToGlyph
    return "".join(
        sign if sign == "\n" or (ord(sign) in signs and ord(sign) <= 0xFFFF) else f"[U+{ord(sign):04X}]"
        for sign in text.expandtabs(4)
        if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    )


def _as_seen(line: str) -> str:
    """Return a line in the order its signs stand from left to right: stretches written from the right are turned round.

    Short of the whole of Unicode's UAX #9, but enough for names and sentences in one direction; letters stay unjoined.
    """
    seen: list[str] = []
    stretch: list[str] = []
    for sign in [*line, "\n"]:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL") or (
            stretch and kind in ("WS", "ON", "CS", "NSM", "EN", "AN") and sign != "\n"
        ):
            stretch.append(sign)
            continue
        seen += _turned(stretch)
        stretch = []
        seen.append(sign)
    return "".join(seen[:-1])


def _turned(stretch: list[str]) -> list[str]:
    """Turn a stretch round up to its last letter; numbers in it keep their order, marks stay behind their letter."""
    end = len(stretch)
    while end and unicodedata.bidirectional(stretch[end - 1]) not in ("R", "AL", "NSM"):
        end -= 1
    groups: list[str] = []
    for sign in stretch[:end]:
        kind = unicodedata.bidirectional(sign)
        number = kind in ("EN", "AN")
        if groups and (
            kind == "NSM" or (number and unicodedata.bidirectional(groups[-1][-1]) in ("EN", "AN"))
        ):
            groups[-1] += sign
        else:
            groups.append(sign)
    return [*reversed(groups), *stretch[end:]]
