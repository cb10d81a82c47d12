"""Drawing the card that stands where a bag's link is shared: its cover, its words, its state. Runs in the child only.

The photo is one of our own renditions; it is decoded in the child all the same, for a child made it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, ImageOps

from marketplace.adapters.images.encoding import encode
from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.knitting import knitted
from marketplace.adapters.images.results import CardWords
from marketplace.settings import PROJECT

WIDTH, HEIGHT = 1200, 630
PHOTO = 504
"""Four to five, as bags are shown everywhere."""
LEFT, RIGHT = PHOTO + 48, WIDTH - 48
TOP, BOTTOM = 44, HEIGHT - 40
DISPLAY, TEXT = "familjen.woff2", "jakarta.woff2"
FONTS = PROJECT / "static" / "fonts"
PAPER, INK, SOFT, LAUT = "#fffefa", "#0b2a33", "#43595f", "#0f4a58"
TONES = {
    "ok": ("#0b6a4d", "#def1e8"),
    "warn": ("#7d4a00", "#fdeecb"),
    "gone": ("#4a5a5e", "#e6ebea"),
    "bad": ("#9c1733", "#fbe4e7"),
}
JPEG = {"quality": 80, "optimize": True, "subsampling": "4:2:0"}
ABSENT = re.compile(r"[^ -~\u00a0©®°²·«»½×Ééè–—‘’“”•…′″↑↓−]")
"""Signs the fonts were cut down to do not have (`static/fonts/README.md`)."""


def draw_card(
    photo: bytes,
    colour: str,
    words: CardWords,
    focus: tuple[float, float] = (0.5, 0.5),
    knit: Sequence[Sequence[str]] = (),
) -> bytes:
    """Return the card as a JPEG of 1200 x 630; without a photo a knitted sample or the colour stands in its place.

    The photo is cut around its `focus`, a share of its width and of its height. `knit`: rows of stitches by colour.

    What is written on it stands in the file's comment too, for who reads files. Raises what Pillow raises for bytes
    that are no JPEG.
    """
    card = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    card.paste(_cover(photo, focus) if photo else knitted(knit, colour, (PHOTO, HEIGHT)), (0, 0))
    pen = ImageDraw.Draw(card)
    floor = _write_state(pen, words)
    _write_bag(pen, words, floor)
    return encode(card, PictureFormat.JPEG, **JPEG, comment=_comment(words).encode()).data


def _cover(photo: bytes, focus: tuple[float, float]) -> Image.Image:
    with Image.open(BytesIO(photo), formats=["JPEG"]) as image:
        image.draft("RGB", (PHOTO, HEIGHT))
        return ImageOps.fit(image.convert("RGB"), (PHOTO, HEIGHT), Image.Resampling.LANCZOS, centering=focus)


def _write_state(pen: ImageDraw.ImageDraw, words: CardWords) -> int:
    """Write what the certificate is worth, and on which day, at the foot; return where that begins."""
    top = BOTTOM - 30
    pen.text((LEFT, top), _line(words.day, 24, RIGHT - LEFT), SOFT, _font(TEXT, 24, 500))
    if not words.claim:
        return top
    ink, ground = TONES[words.tone]
    inner = RIGHT - LEFT - 44
    claim = wrapped(writable(words.claim), _font(DISPLAY, 34, 700), inner, 2)
    lines = [line for text in words.state for line in wrapped(writable(text), _font(TEXT, 24, 500), inner, 3)]
    height = 36 + 42 * len(claim) + 32 * len(lines)
    top -= height + 20
    pen.rounded_rectangle((LEFT, top, RIGHT, top + height), 12, ground)
    pen.rounded_rectangle((LEFT, top, LEFT + 10, top + height), 5, ink)
    at = top + 16
    for line in claim:
        pen.text((LEFT + 26, at), line, ink, _font(DISPLAY, 34, 700))
        at += 42
    for line in lines:
        pen.text((LEFT + 26, at), line, INK, _font(TEXT, 24, 500))
        at += 32
    return top


def _write_bag(pen: ImageDraw.ImageDraw, words: CardWords, floor: int) -> None:
    """Write the shop's name, the bag, its price and its maker from the top, as large as there is room."""
    pen.text((LEFT, TOP), writable(words.site), LAUT, _font(DISPLAY, 32, 700))
    at = TOP + 56
    room = floor - at - 24 - 54 - 40
    size, lines = _fitting(writable(words.title), RIGHT - LEFT, room)
    for line in lines:
        pen.text((LEFT, at), line, INK, _font(DISPLAY, size, 700))
        at += round(size * 1.16)
    if words.price:
        pen.text((LEFT, at + 6), _line(words.price, 40, RIGHT - LEFT), INK, _font(DISPLAY, 40, 700))
        pen.text((LEFT, at + 62), _line(words.maker, 26, RIGHT - LEFT), SOFT, _font(TEXT, 26, 500))
        return
    for line in wrapped(writable(words.maker), _font(TEXT, 26, 500), RIGHT - LEFT, 2):
        pen.text((LEFT, at + 10), line, SOFT, _font(TEXT, 26, 500))
        at += 36


def _fitting(text: str, width: int, height: int) -> tuple[int, list[str]]:
    for size in range(58, 34, -4):
        lines = wrapped(text, _font(DISPLAY, size, 700), width, 3)
        if len(lines) * size * 1.16 <= height and not (lines and lines[-1].endswith("…")):
            return size, lines
    return 34, wrapped(text, _font(DISPLAY, 34, 700), width, max(1, min(3, int(height / 40))))


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """Return the text in at most so many lines of that many pixels; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    rest = [" ".join(lines[most - 1 :])] if len(lines) > most else lines[most - 1 :]
    return [_cut(line, font, width) for line in (*lines[: most - 1], *rest)]


def writable(text: str) -> str:
    """Return the text in the signs our fonts have: others lose their accents, or go."""
    plain = (_plain(letter) if ABSENT.match(letter) else letter for letter in text)
    return " ".join("".join(plain).split())


def _plain(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not ABSENT.match(part))


def _line(text: str, size: int, width: int) -> str:
    return _cut(writable(text), _font(DISPLAY if size == 40 else TEXT, size, 700), width)


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


@lru_cache(maxsize=64)
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / name, size)
    font.set_variation_by_axes([weight])
    return font


def _comment(words: CardWords) -> str:
    parts: Sequence[str] = (words.title, words.price, words.maker, words.claim, *words.state, words.day)
    return "\n".join(part for part in parts if part)
