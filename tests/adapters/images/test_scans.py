"""Certificate scans become pictures of pages; the file itself is never shown."""

from __future__ import annotations

import time

import pytest

from marketplace.adapters.images.inspection import DEFAULT_LIMITS
from marketplace.adapters.images.isolation import PicturePool
from marketplace.adapters.images.results import PictureFailed, ScanPage
from marketplace.adapters.images.scans import LONG_SIDE, scan_pages
from marketplace.kit.errors import Refusal
from tests.adapters.images.samples import RED, corners, near, numbered, opened, pdf, photo, quarters, saved


def pages(data: bytes, max_pages: int = 20) -> tuple[ScanPage, ...]:
    return scan_pages(data, max_pages, DEFAULT_LIMITS)


def encrypted() -> bytes:
    """Return a PDF that asks for a password nobody gives (standard handler, revision 2)."""
    lock = b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>", lock]
    return numbered(bodies, trailer=b"/Encrypt 3 0 R/ID[<00112233445566778899aabbccddeeff><00>]")


def test_each_page_of_a_pdf_becomes_one_picture() -> None:
    made = pages(pdf(3))
    assert [(page.number, page.height, page.format.value) for page in made] == [
        (number, LONG_SIDE, "webp") for number in (1, 2, 3)
    ]
    image = opened(made[0].data)
    assert image.size == (made[0].width, made[0].height)
    dark = image.convert("L").getpixel((image.width * 150 // 595, image.height - image.height * 150 // 842))
    assert isinstance(dark, (int, float))
    assert dark < 40


def test_a_picture_becomes_one_page_upright_and_bare() -> None:
    (page,) = pages(photo("bambu-a"))
    image = opened(page.data)
    assert (image.width, image.height) == (1080, 1350)
    assert not dict(image.getexif())
    (small,) = pages(saved(quarters(2000, 2500), "PNG"))
    assert (small.width, small.height) == (1280, 1600)
    assert near(corners(opened(small.data))[0], RED)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (encrypted(), "scan.encrypted"),
        (pdf(21), "scan.too_many_pages"),
        (pdf(20_000), "scan.too_many_pages"),
        (pdf(0), "scan.not_readable"),
        (b"%PDF-1.7\n" + b"rubbish" * 500, "scan.not_readable"),
    ],
)
def test_a_pdf_we_do_not_take_is_named(data: bytes, code: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(PictureFailed, match=code):
        pages(data)
    assert time.perf_counter() - begin < 5


def test_twenty_pages_are_allowed() -> None:
    assert len(pages(pdf(20))) == 20


def test_only_the_first_page_has_marks() -> None:
    (page,) = pages(photo("bambu-a"))
    assert [len(mark) for mark in page.marks] == [256] * 4
    assert [page.marks for page in pages(pdf(3))][1:] == [(), ()]


def test_what_is_neither_picture_nor_pdf_is_refused() -> None:
    with pytest.raises(Refusal, match=r"scan\.not_readable"):
        pages(b"<html>%PDF-1.4")


@pytest.mark.parametrize("size", [(14_400, 14_400), (1, 1), (14_400, 1)])
def test_a_huge_or_tiny_page_is_drawn_at_the_same_size(size: tuple[int, int]) -> None:
    (page,) = pages(pdf(1, *size))
    assert min(page.width, page.height) >= 1
    assert max(page.width, page.height) in range(LONG_SIDE, LONG_SIDE + 2)


def test_a_scan_that_hides_other_content_loses_it() -> None:
    marker = b"<script>stranger()</script>"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        b"<</Length 27>>stream\n" + marker + b"\nendstream",
    ]
    (page,) = pages(numbered(bodies) + b"PK\x03\x04" + marker)
    assert b"stranger" not in page.data


def test_through_the_pool_a_scan_fails_with_words_for_scans() -> None:
    pool = PicturePool()
    try:
        for data, code in ((encrypted(), "scan.encrypted"), (photo("bambu-a")[:9000], "scan.not_readable")):
            with pytest.raises(PictureFailed, match=code):
                pool.scan_pages(data)
        assert [page.number for page in pool.scan_pages(pdf(2))] == [1, 2]
    finally:
        pool.close()
