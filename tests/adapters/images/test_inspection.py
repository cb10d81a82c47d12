"""What the door lets in, and with which word it refuses the rest."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from PIL import Image

from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.inspection import Inspection, PictureLimits, inspect, inspect_scan
from marketplace.kit.errors import Refusal, TooLarge, Unsupported
from tests.adapters.images.samples import pdf, png_claiming, quarters, saved
from tests.corpora.pieces import scans_of

NOT_PICTURES = {
    "text": b"this is photo.jpg, they said\n" * 100,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "gif": saved(Image.new("P", (4, 4)), "GIF"),
    "gif and script": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "tiff": saved(Image.new("RGB", (4, 4)), "TIFF"),
    "bmp": saved(Image.new("RGB", (4, 4)), "BMP"),
    "avif": saved(Image.new("RGB", (16, 16)), "AVIF"),
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "jpeg magic alone": b"\xff\xd8\xff\xe0",
    "png magic alone": b"\x89PNG\r\n\x1a\n",
    "html before a jpeg": b"<html>" + saved(quarters(), "JPEG"),
}


@pytest.mark.parametrize("name", NOT_PICTURES)
def test_what_is_no_picture_is_called_so_whatever_its_name(name: str) -> None:
    with pytest.raises(Unsupported, match=r"^picture\.not_a_picture$"):
        inspect(NOT_PICTURES[name])


def test_an_empty_file_is_called_empty() -> None:
    for check in (inspect, inspect_scan):
        with pytest.raises(Unsupported, match=r"^picture\.empty$"):
            check(b"")


@pytest.mark.parametrize(
    ("width", "height", "code"),
    [
        (60_000, 60_000, "picture.side_too_long"),
        (60_000, 1, "picture.side_too_long"),
        (12_001, 1, "picture.side_too_long"),
        (8_000, 5_001, "picture.too_many_pixels"),
        (2**31 - 1, 2**31 - 1, "picture.side_too_long"),
    ],
)
def test_a_size_above_the_limits_is_refused_from_the_header(width: int, height: int, code: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(TooLarge, match=code):
        inspect(png_claiming(width, height))
    assert time.perf_counter() - begin < 0.2


@pytest.mark.parametrize(("width", "height"), [(12_000, 1), (8_000, 5_000)])
def test_a_size_at_the_limits_passes(width: int, height: int) -> None:
    data = png_claiming(width, height) + bytes(240_000)
    assert inspect(data) == Inspection(PictureFormat.PNG, width, height)


def test_a_large_picture_with_next_to_nothing_in_it_is_called_hollow() -> None:
    with pytest.raises(Unsupported, match=r"^picture\.hollow$"):
        inspect(png_claiming(8_000, 5_000))
    with pytest.raises(Unsupported, match=r"^scan\.not_readable$"):
        inspect_scan(png_claiming(8_000, 5_000))
    assert inspect(png_claiming(8_000, 5_000), PictureLimits(max_growth=2_000_000))


def test_a_picture_that_would_keep_a_decoder_busy_is_called_too_heavy() -> None:
    for check in (inspect, inspect_scan):
        with pytest.raises(TooLarge, match=r"^picture\.too_heavy$"):
            check(scans_of(64, 64, 600))


def test_bytes_are_counted_before_anything_is_read() -> None:
    data = saved(quarters(), "JPEG")
    assert inspect(data, PictureLimits(max_bytes=len(data)))
    with pytest.raises(TooLarge, match=r"picture\.too_many_bytes"):
        inspect(data, PictureLimits(max_bytes=len(data) - 1))


def test_a_heic_is_measured_without_its_decoder() -> None:
    data = saved(quarters(700, 500), "HEIF")
    assert inspect(data) == Inspection(PictureFormat.HEIC, 700, 500)
    with pytest.raises(TooLarge, match=r"picture\.side_too_long"):
        inspect(data, PictureLimits(max_side=699))


def test_a_scan_may_be_a_picture_or_a_pdf() -> None:
    assert inspect_scan(pdf()).format is PictureFormat.PDF
    assert inspect_scan(saved(quarters(), "WEBP")).format is PictureFormat.WEBP


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (NOT_PICTURES["html"], "scan.not_readable"),
        (NOT_PICTURES["svg"], "scan.not_readable"),
        (b"<html>%PDF-1.4", "scan.not_readable"),
        (b"%PDF-" + b"0" * 10_000_000, "picture.too_many_bytes"),
        (png_claiming(60_000, 60_000), "picture.side_too_long"),
    ],
)
def test_other_scans_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        inspect_scan(data)


def test_the_process_that_serves_pages_loads_no_decoder() -> None:
    program = (
        "import sys; import marketplace.adapters.images.isolation, marketplace.adapters.images.inspection;"
        "print([name for name in ('PIL', 'pillow_heif', 'pypdfium2') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
