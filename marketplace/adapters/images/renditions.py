"""One picture in, all its renditions out. Runs in the child only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import Image

from marketplace.adapters.images.coaching import measure
from marketplace.adapters.images.decoding import Source
from marketplace.adapters.images.encoding import MASTER, RECIPES, ZOOM, Task, encode, encode_all
from marketplace.adapters.images.fingerprints import difference_hash, dominant_colour, picture_marks
from marketplace.adapters.images.formats import FORMATS, ZOOM_FORMATS, Pass, PictureFormat
from marketplace.adapters.images.inspection import PictureLimits
from marketplace.adapters.images.results import Rendition, RenditionSet
from marketplace.adapters.images.sizes import MASTER_SIDE, RENDITION_WIDTHS, narrowed, widths_for, zoom_width


def render(
    data: bytes, which: Pass, limits: PictureLimits, *, master: bool = False, threads: int = 1
) -> RenditionSet:
    """Decode once and make each rendition from the next larger one; both passes give the page's widths.

    The fine pass adds the zoom where the photo has the pixels, and with `master` what is kept of the original.
    """
    source = Source(data, limits)
    zoom = zoom_width(source.width, source.height) if which is Pass.FINE else None
    ladder = ladder_of(source, zoom=zoom, start=_master_width(source) if master else None)
    page: list[Image.Image] = []

    def tasks() -> Iterator[Task]:
        if master:
            yield next(ladder), PictureFormat.JPEG, MASTER
        if zoom is not None:
            large = next(ladder)
            yield from ((large, format, ZOOM[format]) for format in ZOOM_FORMATS)
        for image in ladder:
            page.append(image)
            yield from page_tasks(image, which)

    made = encode_all(tasks(), threads)
    kept = made.pop(0).data if master else b""
    return RenditionSet(
        colour=dominant_colour(page[-1]),
        width=source.width,
        height=source.height,
        hash=difference_hash(page[-1]),
        marks=picture_marks(page[-1]),
        measures=measure(page[0]),
        renditions=tuple(sorted(made, key=_place)),
        master=kept,
    )


def ladder_of(
    source: Source,
    widths: Sequence[int] = RENDITION_WIDTHS,
    *,
    zoom: int | None = None,
    start: int | None = None,
) -> Iterator[Image.Image]:
    """Give the pixels of each width, largest first, after those of `start` and `zoom` where they are given.

    Bicubic from the next larger one: two fifths less work than Lanczos, and as like a full Lanczos as it must be
    (docs/pictures.md).
    """
    page = widths_for(source.width, narrowed(source.width, source.height, widths))
    return _steps(source, [one for one in (start, zoom) if one] + page)


def _steps(source: Source, widths: Sequence[int]) -> Iterator[Image.Image]:
    last: Image.Image | None = None
    for width in widths:
        size = (width, max(1, round(source.height * width / source.width)))
        last = last.resize(size, Image.Resampling.BICUBIC) if last else source.pixels(*size)
        yield last


def page_tasks(image: Image.Image, which: Pass) -> list[Task]:
    """Return what is to be written of one width for the page: the format that takes longest first."""
    return [(image, format, RECIPES[which][format]) for format in FORMATS[which]]


def master_of(data: bytes, limits: PictureLimits) -> bytes:
    """Return the master alone: upright, in sRGB, bare, at most MASTER_SIDE."""
    source = Source(data, limits)
    (kept,) = _steps(source, [_master_width(source)])
    return encode(kept, PictureFormat.JPEG, **MASTER).data


def _place(made: Rendition) -> tuple[int, int]:
    return FORMATS[Pass.FIRST].index(made.format), made.width


def _master_width(source: Source) -> int:
    longer = max(source.width, source.height)
    return source.width if longer <= MASTER_SIDE else max(1, round(source.width * MASTER_SIDE / longer))
