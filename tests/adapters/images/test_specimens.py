"""Sheets with text on them."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from marketplace.adapters.images.specimens import HEIGHT, MARGIN, WIDTH, TextLine, draw_sheet


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


def difference(one: bytes, two: bytes) -> tuple[int, int, int, int] | None:
    """The box in which two sheets clearly differ."""
    return ImageChops.difference(opened(one), opened(two)).point(lambda value: 255 * (value > 60)).getbbox()


def test_a_sheet_is_an_upright_jpeg_without_metadata() -> None:
    picture = Image.open(BytesIO(draw_sheet([], "CONTOH")))
    assert (picture.format, picture.size) == ("JPEG", (WIDTH, HEIGHT))
    assert "exif" not in picture.info and "comment" not in picture.info


def test_a_line_is_written_where_it_belongs_and_nowhere_else() -> None:
    box = difference(draw_sheet([], "CONTOH"), draw_sheet([TextLine("Siti", 400, 40)], "CONTOH"))
    assert box is not None
    left, top, right, bottom = box
    assert 390 <= top < bottom <= 460
    assert abs((left + right) / 2 - WIDTH / 2) < 6


@pytest.mark.parametrize("text", ["W" * 60, "Nama yang sangat panjang " * 4])
def test_a_long_line_stays_inside_the_margins(text: str) -> None:
    box = difference(draw_sheet([], "CONTOH"), draw_sheet([TextLine(text, 400, 60)], "CONTOH"))
    assert box is not None
    assert box[0] >= MARGIN and box[2] <= WIDTH - MARGIN


def test_the_stamp_is_on_the_sheet_whatever_else_is() -> None:
    for lines in ([], [TextLine("Siti", 400)]):
        box = difference(draw_sheet(lines, " "), draw_sheet(lines, "SPECIMEN / CONTOH"))
        assert box is not None
    assert draw_sheet([], "SPECIMEN / CONTOH") == draw_sheet([], "SPECIMEN / CONTOH")
