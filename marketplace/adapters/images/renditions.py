"""One picture in, all its renditions out. Runs in the child only."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from marketplace.adapters.images.coaching import measure
from marketplace.adapters.images.decoding import Source
from marketplace.adapters.images.encoding import MASTER, RECIPES, ZOOM, Task, encode, encode_all
from marketplace.adapters.images.fingerprints import difference_hash, dominant_colour, picture_marks
from marketplace.adapters.images.formats import FORMATS, ZOOM_FORMATS, Pass, PictureFormat
from marketplace.adapters.images.inspection import PictureLimits
from marketplace.adapters.images.results import RenditionSet
from marketplace.adapters.images.sizes import MASTER_SIDE, RENDITION_WIDTHS, widths_for, zoom_width


def render(
    data: bytes, which: Pass, limits: PictureLimits, *, master: bool = False, threads: int = 1
) -> RenditionSet:
    """Decode once and make each rendition from the next larger one; both passes give the page's widths.

    The fine pass adds the zoom where the photo has the pixels, and with `master` what is kept of the original.
    """
    source = Source(data, limits)
    zoom = zoom_width(source.width) if which is Pass.FINE else None
    ladder = ladder_of(source, zoom=zoom, start=_master_width(source) if master else None)
    kept = ladder.pop(0) if master else None
    tasks: list[Task] = []
    if zoom is not None:
        large = ladder.pop(0)
        tasks += [(large, format, ZOOM[format]) for format in ZOOM_FORMATS]
    tasks += page_tasks(ladder, which)
    return RenditionSet(
        colour=dominant_colour(ladder[-1]),
        width=source.width,
        height=source.height,
        hash=difference_hash(ladder[-1]),
        marks=picture_marks(ladder[-1]),
        measures=measure(ladder[0]),
        renditions=tuple(encode_all(tasks, threads)),
        master=encode(kept, PictureFormat.JPEG, **MASTER).data if kept else b"",
    )


def ladder_of(
    source: Source,
    widths: Sequence[int] = RENDITION_WIDTHS,
    *,
    zoom: int | None = None,
    start: int | None = None,
) -> list[Image.Image]:
    """Return the pixels of each width, largest first, after those of `start` and `zoom` where they are given."""
    ladder: list[Image.Image] = []
    for width in [one for one in (start, zoom) if one] + widths_for(source.width, widths):
        size = (width, max(1, round(source.height * width / source.width)))
        ladder.append(ladder[-1].resize(size, Image.Resampling.LANCZOS) if ladder else source.pixels(*size))
    return ladder


def page_tasks(ladder: Sequence[Image.Image], which: Pass) -> list[Task]:
    """Return what is to be written for the page: each format, smallest first."""
    recipes = RECIPES[which]
    return [(image, format, recipes[format]) for format in FORMATS[which] for image in reversed(ladder)]


def _master_width(source: Source) -> int:
    longer = max(source.width, source.height)
    return source.width if longer <= MASTER_SIDE else max(1, round(source.width * MASTER_SIDE / longer))
