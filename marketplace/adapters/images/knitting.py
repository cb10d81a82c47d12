"""A knitted sample as a picture: every stitch a V, as on an artisan's swatch. Runs in the child only."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

FINER = 2
"""Drawn so many times as large and made smaller again: Pillow's lines have hard edges."""
SHADE = 0.82


def knitted(rows: Sequence[Sequence[str]], ground: str, size: tuple[int, int]) -> Image.Image:
    """Return rows of stitches ("#rrggbb" each) over a ground, repeated until the picture is full; plain for none."""
    image = Image.new("RGB", (size[0] * FINER, size[1] * FINER), _darker(ground) if rows else ground)
    if rows:
        _stitch(ImageDraw.Draw(image), rows, image.size)
    return image.resize(size, Image.Resampling.LANCZOS)


def _stitch(pen: ImageDraw.ImageDraw, rows: Sequence[Sequence[str]], size: tuple[int, int]) -> None:
    cell = size[0] / len(rows[0])
    for number in range(-1, round(size[1] / cell) + 1):
        row = rows[number % len(rows)]
        for column, colour in enumerate(row):
            left, top = column * cell, number * cell
            tip = (left + cell / 2, top + cell * 1.05)
            for side in (left + cell * 0.1, left + cell * 0.9):
                pen.line([(side, top + cell * 0.3), tip], colour, round(cell * 0.4))


def _darker(colour: str) -> str:
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part * SHADE):02x}" for part in parts)
