"""A certificate scan in, pictures of its pages out: nobody opens the file itself. Runs in the child only."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from marketplace.adapters.images.decoding import Source
from marketplace.adapters.images.encoding import SCAN, encode
from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.inspection import PictureLimits, inspect_scan
from marketplace.adapters.images.papers import paper_marks
from marketplace.adapters.images.results import PictureFailed, ScanPage

LONG_SIDE = 1600
LOCKED = {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}


def scan_pages(data: bytes, max_pages: int, limits: PictureLimits) -> tuple[ScanPage, ...]:
    """Return viewing pages of at most 1600 px: what the scan shows, and nothing else that was in the file.

    Only the first has marks: they take a tenth of a second, and a front is one page.
    """
    claim = inspect_scan(data, limits)
    pictures = _pdf_pages(data, max_pages) if claim.format is PictureFormat.PDF else _picture(data, limits)
    pages = []
    for number, image in enumerate(pictures, 1):
        page = encode(image, PictureFormat.WEBP, **SCAN)
        marks = paper_marks(image) if number == 1 else ()
        pages.append(ScanPage(number, page.width, page.height, page.format, page.data, marks))
    return tuple(pages)


def _picture(data: bytes, limits: PictureLimits) -> Iterator[Image.Image]:
    source = Source(data, limits)
    scale = min(1.0, LONG_SIDE / max(source.width, source.height))
    yield source.pixels(max(1, round(source.width * scale)), max(1, round(source.height * scale)))


def _pdf_pages(data: bytes, max_pages: int) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium keeps its last error when a later document fails without one: the file must bear it out.
        locked = error.err_code in LOCKED and b"/Encrypt" in data
        raise PictureFailed("scan.encrypted" if locked else "scan.not_readable") from error
    if not 1 <= len(document) <= max_pages:
        raise PictureFailed("scan.too_many_pages" if len(document) else "scan.not_readable")
    for index in range(len(document)):
        page = document[index]
        scale = LONG_SIDE / max(1.0, *page.get_size())
        image = page.render(scale=scale, draw_annots=True, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
        yield image
