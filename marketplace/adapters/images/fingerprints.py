"""Small facts about a picture: its colour and a hash that survives resizing and recompression."""

from __future__ import annotations

from PIL import Image

from marketplace.adapters.images.results import PictureMark

COLOURS = 6
CROPS = (0, 5, 10, 15, 20, 25, 30)
"""Percent of each length cut away around the middle."""
SMALL = 144
FEWEST_BITS = 4


def dominant_colour(image: Image.Image) -> str:
    """Return "#rrggbb" of the largest group of like pixels: the ground shown until the picture is there."""
    small = image.resize((48, 48), Image.Resampling.BOX).quantize(COLOURS, Image.Quantize.MEDIANCUT)
    counts = small.getcolors(COLOURS) or [(0, 0)]
    index = max(counts, key=lambda pair: (pair[0], -int(str(pair[1]))))[1]
    palette = small.getpalette() or [255, 255, 255]
    red, green, blue = palette[3 * int(str(index)) :][:3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def difference_hash(image: Image.Image) -> str:
    """Return the 64-bit dHash (each of 8 x 8 cells: brighter than its right neighbour?) as 16 hex digits."""
    cells = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (cells[at] > cells[at + 1])
    return f"{bits:016x}"


def picture_marks(image: Image.Image) -> tuple[PictureMark, ...]:
    """Return the hashes by which copies are found: of the whole and of its middles, as they are and mirrored.

    A picture of one colour has none: all its bits are 0, and it would be a copy of every other such picture.
    """
    if int(difference_hash(image), 16).bit_count() < FEWEST_BITS:
        return ()
    marks = []
    for crop in CROPS:
        dx, dy = image.width * crop / 200, image.height * crop / 200
        middle = image.resize(
            (SMALL, SMALL), Image.Resampling.BOX, (dx, dy, image.width - dx, image.height - dy)
        )
        for mirrored in (False, True):
            seen = middle.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else middle
            marks.append(PictureMark(crop, mirrored, difference_hash(seen)))
    return tuple(marks)
