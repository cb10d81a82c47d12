"""Small facts about a picture: its colour and a hash that survives resizing and recompression."""

from __future__ import annotations

from PIL import Image

COLOURS = 6


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
