"""Drawing a sheet of paper with lines of text on it, for demonstrations: plain, and visibly no document.

Nothing is decoded here, so it may run in any process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from marketplace.adapters.images.encoding import encode
from marketplace.adapters.images.formats import PictureFormat

WIDTH, HEIGHT = 800, 1131
MARGIN = 48
PAPER, INK, RULE, STAMP = "#faf7ee", "#20282c", "#b9c6c2", "#c9553f"
SMALLEST = 12
JPEG = {"quality": 72}
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class TextLine:
    """One centred line: `top` and `size` in pixels of a sheet of 800 x 1131. A long one is written smaller."""

    text: str
    top: int
    size: int = 22


def draw_sheet(lines: Sequence[TextLine], stamp: str) -> bytes:
    """Return the sheet as JPEG, with `stamp` across it and at its head, so that nobody takes it for a document."""
    sheet = _stamped_paper(stamp).copy()
    pen = ImageDraw.Draw(sheet)
    for line in lines:
        pen.text((WIDTH / 2, line.top), line.text, INK, _fitting(line.text, line.size), anchor="ma")
    return encode(sheet, PictureFormat.JPEG, **JPEG).data


@lru_cache(maxsize=4)
def _stamped_paper(stamp: str) -> Image.Image:
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN), outline=RULE, width=3)
    across = Image.new("L", (HEIGHT, 160))
    ImageDraw.Draw(across).text((HEIGHT / 2, 80), stamp, 60, _fitting(stamp, 110, HEIGHT - 40), anchor="mm")
    turned = across.rotate(52, expand=True, resample=Image.Resampling.BICUBIC)
    sheet.paste(STAMP, ((WIDTH - turned.width) // 2, (HEIGHT - turned.height) // 2), turned)
    pen.text((WIDTH / 2, MARGIN + 24), stamp, STAMP, _font(34), anchor="ma")
    return sheet


def _fitting(text: str, size: int, width: int = WIDTH - 2 * MARGIN - 24) -> Font:
    while size > SMALLEST and _font(size).getlength(text) > width:
        size -= 1
    return _font(size)


@lru_cache(maxsize=128)
def _font(size: int) -> Font:
    return ImageFont.load_default(size)
