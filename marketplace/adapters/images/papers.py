"""Marks of a sheet of paper: found again when the same paper is photographed, scanned or sent once more.

Two certificates of one template look alike by nature; only their letters tell them apart. So the mark is made of where
the ink is: the sheet is cut out of its ground, lighting is divided out, lines are brought level, the frame is laid by
where the ink lies, and 32 x 32 cells say whether there is more ink in them than in their right neighbours.
`bench/likeness.py` holds the measurements behind the numbers here. Runs in the child only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PIL import Image, ImageChops, ImageFilter, ImageMath

LONG_SIDE = 800
CELLS = 32
STEP = 8
MARGIN = 8
"""By how much ink (of 255) a cell must exceed its neighbour: empty paper is all zeros."""
PAINT_FLOOR, PAINT_FULL = 0.3, 0.8
"""Below the one share of the darkest strokes there is no ink (stains, faint stamps), above the other it is full."""
DARKEST = 0.005
OUTSIDE, AROUND = 0.06, 0.08
"""Ink beyond the frame at each side, and how much is laid around it: a stray mark at the edge moves nothing."""
TILTS = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)
FEWEST_BITS = 40
"""A sheet with less on it says nothing: two empty pages are no copies."""
BOX = Image.Resampling.BOX
TURNS = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)


def paper_marks(image: Image.Image, turns: Sequence[Image.Transpose | None] = TURNS) -> tuple[str, ...]:
    """Return four marks of 256 hex digits (1024 bits): as it lies and turned by 90, 180, 270 degrees; () if empty.

    The same paper is found by comparing the first mark of one with all four of another.
    """
    ink = _ink(_sheet(image.convert("L")))
    marks = [_mark(_level(ink if turn is None else ink.transpose(turn))) for turn in turns]
    if min(mark.bit_count() for mark in marks) < FEWEST_BITS:
        return ()
    return tuple(f"{mark:0{CELLS * CELLS // 4}x}" for mark in marks)


def _sheet(grey: Image.Image) -> Image.Image:
    """Cut the bright sheet out of what it lies on; a picture without such a ground is trimmed all the same."""
    small = grey.copy()
    small.thumbnail((160, 160))
    small = small.filter(ImageFilter.BoxBlur(3))
    bright = _bright_from(small.histogram())
    columns, rows = _profiles(small.point([255 * (value > bright) for value in range(256)]))
    across = [at for at, value in enumerate(columns) if value > 140]
    down = [at for at, value in enumerate(rows) if value > 140]
    if not across or not down:
        return grey
    width, height = grey.width / small.width, grey.height / small.height
    left, right = across[0] * width, (across[-1] + 1) * width
    top, bottom = down[0] * height, (down[-1] + 1) * height
    if (right - left) * (bottom - top) < 0.4 * grey.width * grey.height:
        return grey
    dx, dy = (right - left) * 0.03, (bottom - top) * 0.03
    box = (round(left + dx), round(top + dy), round(right - dx), round(bottom - dy))
    return grey.crop(box) if box[0] < box[2] and box[1] < box[3] else grey


def _bright_from(histogram: Sequence[int]) -> int:
    """Return the grey value that parts dark from bright best (Otsu's method)."""
    count, total = sum(histogram), sum(value * number for value, number in enumerate(histogram))
    best, found, below, weight = -1.0, 128, 0, 0
    for value, number in enumerate(histogram):
        below, weight = below + number, weight + value * number
        above = count - below
        if below and above:
            between = below * above * (weight / below - (total - weight) / above) ** 2
            best, found = max((best, found), (between, value))
    return found


def _ink(grey: Image.Image) -> Image.Image:
    """Return how much ink lies on each pixel: darker than its surroundings, in shares of the darkest strokes."""
    scale = LONG_SIDE / max(grey.size)
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    grey = grey.resize(size, Image.Resampling.LANCZOS if scale < 1 else Image.Resampling.BICUBIC)
    ground = grey.filter(ImageFilter.BoxBlur(LONG_SIDE // 40)).point([max(1, value) for value in range(256)])
    soft = grey.filter(ImageFilter.GaussianBlur(1.2))
    lit = ImageMath.lambda_eval(
        lambda given: given["convert"](given["min"](given["soft"] * 255 / given["ground"], 255), "L"),
        soft=soft,
        ground=ground,
    )
    dark = ImageChops.invert(lit)
    full = max(12, _darkest(dark.histogram()))
    floor, width = full * PAINT_FLOOR, full * (PAINT_FULL - PAINT_FLOOR)
    return dark.point([min(255, max(0, round((value - floor) / width * 255))) for value in range(256)])


def _darkest(histogram: Sequence[int]) -> int:
    """Return the value that one pixel in 200 reaches."""
    wanted, seen = sum(histogram) * DARKEST, 0
    for value in range(255, 0, -1):
        seen += histogram[value]
        if seen > wanted:
            return value
    return 0


def _level(ink: Image.Image) -> Image.Image:
    """Turn by the half degree that makes lines of writing stand apart best."""
    small = ink.reduce(2)

    def apart(tilt: float) -> float:
        rows = _profiles(small.rotate(tilt, resample=Image.Resampling.BILINEAR))[1]
        return sum(value * value for value in rows)

    best = max(TILTS, key=lambda tilt: (apart(tilt), -abs(tilt)))
    return ink.rotate(best, resample=Image.Resampling.BICUBIC) if best else ink


def _mark(ink: Image.Image) -> int:
    columns, rows = _profiles(ink)
    (left, right), (top, bottom) = _frame(columns), _frame(rows)
    size = ((CELLS + 1) * STEP, CELLS * STEP)
    framed = ink.transform(
        size, Image.Transform.EXTENT, (left, top, right, bottom), Image.Resampling.BILINEAR
    )
    cells = framed.filter(ImageFilter.GaussianBlur(2)).resize((CELLS + 1, CELLS), BOX).tobytes()
    bits = 0
    for row in range(CELLS):
        for at in range(row * (CELLS + 1), row * (CELLS + 1) + CELLS):
            bits = bits << 1 | (cells[at] > cells[at + 1] + MARGIN)
    return bits


def _profiles(image: Image.Image) -> tuple[Sequence[float], Sequence[float]]:
    """Return the means of columns and of rows."""
    exact = image.convert("F")
    columns, rows = (
        cast("Sequence[float]", exact.resize(size, BOX).get_flattened_data())  # one channel: no tuples in it
        for size in ((image.width, 1), (1, image.height))
    )
    return columns, rows


def _frame(profile: Sequence[float]) -> tuple[float, float]:
    """Return from where to where the ink lies, with some room around it."""
    first = _reached(profile)
    last = len(profile) - _reached(profile[::-1])
    room = (last - first) * AROUND
    return first - room, last + room


def _reached(profile: Sequence[float]) -> float:
    """Return how far one has to go to have the share OUTSIDE of all ink behind; between two pixels where need be."""
    wanted, seen = sum(profile) * OUTSIDE, 0.0
    for at, value in enumerate(profile):
        if seen + value >= wanted:
            return at + ((wanted - seen) / value if value else 0.0)
        seen += value
    return float(len(profile))
