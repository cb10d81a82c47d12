"""What a photo looks like as a photo: how light it is and how sharp. Runs in the child only.

Nothing is judged here: `pictures/rules.advice` says from which figures on something is said, and
`docs/pictures-coach.md` how those were chosen (`bench/coaching.py` measures them).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from PIL import Image, ImageChops, ImageFilter, ImageMath, ImageStat

from marketplace.adapters.images.results import Measures

SIDE = 640
"""Pixels of the longer side everything is measured at; a smaller picture is measured as it is."""
SMALL = 96
TWENTIETH = 0.05
EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
AGAIN = ImageFilter.GaussianBlur(1)
PLAIN = 4.0
"""Standard deviation of luma below which there is nothing in a picture to be sharp or not."""
FAINTEST = 1.0
"""Mean square of the edges below which a picture with contrast has none: it is blurred through and through."""
BLOCKS = 12
MOST_GRAIN = 60.0
"""Mean square of edges that the grain of a dim room reaches; where the calmest blocks have more, it is texture."""
STROKE = 50
"""Difference of luma between neighbours that counts as the edge of a stroke."""
HEIGHTS = (14, 20, 28, 40, 56)
"""Rows a line of large letters may take at `SIDE`."""
MARGIN = 8
EVENNESS = 0.12
"""Grain is the same everywhere: the mean is within 9 % of the calm blocks. The most even texture seen is 18 % above."""


def measure(image: Image.Image) -> Measures:
    """Measure an upright picture, best at more than `SIDE` pixels."""
    grey = image.convert("L")
    if max(grey.size) > SIDE:
        scale = SIDE / max(grey.size)
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Image.Resampling.BOX)
    histogram = grey.resize((SMALL, SMALL), Image.Resampling.BOX).histogram()
    return Measures(
        luma=round(ImageStat.Stat(grey).mean[0]),
        shadow=_level(histogram, TWENTIETH),
        highlight=_level(histogram, 1 - TWENTIETH),
        sharpness=_sharpness(grey),
        lettering=_lettering(grey),
    )


def _sharpness(grey: Image.Image) -> int | None:
    """Return how much of its edges a picture loses when it is blurred once more, per mille.

    A sharp one loses most, a blurred one has little left to lose. Light, contrast and how much of the picture is plain
    backdrop fall out of the quotient, which the variance of the edges alone depends on (after Crete and others, "The
    blur effect", 2007). Grain would pass for edges: what the calmest tenth of the picture has is taken off everywhere.
    None for a picture without any contrast.
    """
    if ImageStat.Stat(grey).stddev[0] < PLAIN:
        return None
    before, after = _edges(grey), _edges(grey.filter(AGAIN))
    calm = sorted(range(len(before)), key=before.__getitem__)[len(before) // 10]
    grain = min(1.0, MOST_GRAIN / before[calm]) if before[calm] else 0.0
    had = sum(before) / len(before) - grain * before[calm]
    kept = sum(after) / len(after) - grain * after[calm]
    if had <= max(FAINTEST, EVENNESS * grain * before[calm]):
        return 0
    return round(1000 * min(1.0, max(0.0, 1 - kept / had)))


def _edges(grey: Image.Image) -> Sequence[float]:
    """Return the mean square of the Laplacian, block by block; no filter reaches the outermost pixels: they are out."""
    inner = (1, 1, max(2, grey.width - 1), max(2, grey.height - 1))
    edges = grey.filter(EDGES).crop(inner)
    squares = ImageMath.lambda_eval(lambda of: (of["float"](of["edges"]) - 128) ** 2, edges=edges)
    return memoryview(squares.resize((BLOCKS, BLOCKS), Image.Resampling.BOX).tobytes()).cast("f")


def _lettering(grey: Image.Image) -> int:
    """Return how much a line of writing stands out, per mille.

    Letters are rows full of upright strokes between rows with few: the share of strokes in a band of rows, less that of
    the fuller of the two margins above and below it. Knitting has as many strokes, but hardly such margins.
    """
    if grey.width < 2:
        return 0
    left, right = (0, 0, grey.width - 1, grey.height), (1, 0, grey.width, grey.height)
    steps = ImageChops.difference(grey.crop(left), grey.crop(right))
    strokes = steps.point([255 * (value > STROKE) for value in range(256)])
    rows = list(accumulate(strokes.resize((1, grey.height), Image.Resampling.BOX).tobytes(), initial=0))
    most = 0.0
    for height in HEIGHTS:
        for top in range(MARGIN, grey.height - height - MARGIN + 1):
            foot = top + height
            above, below = rows[top] - rows[top - MARGIN], rows[foot + MARGIN] - rows[foot]
            most = max(most, (rows[foot] - rows[top]) / height - max(above, below) / MARGIN)
    return round(1000 * most / 255)


def _level(histogram: list[int], share: float) -> int:
    """Return the luma that this share of the pixels lies at or below."""
    wanted, seen = share * sum(histogram), 0
    for level, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return level
    return 255
