"""Size, time and likeness of renditions at several settings: the table `adapters/images/encoding.py` was chosen from.

    python bench/renditions.py [--photos FOLDER] [--count N]

Two tables: of whole photos at the page's widths, and of their stitches (a piece of each photo, 400 px wide, pixel for
pixel), where ringing and moire show. Times are processor time on one core, median over the photos. Likeness is SSIM of
the luma in blocks of 8 x 8 against the picture before encoding (1 is the same).
"""

from __future__ import annotations

import argparse
import sys
import time
from io import BytesIO
from pathlib import Path
from statistics import median

from PIL import Image, ImageMath

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from marketplace.adapters.images.decoding import Source  # runs from a checkout
from marketplace.adapters.images.encoding import RECIPES, encode
from marketplace.adapters.images.formats import Pass, PictureFormat
from marketplace.adapters.images.inspection import DEFAULT_LIMITS
from marketplace.adapters.images.isolation import PicturePool
from marketplace.adapters.images.renditions import ladder_of, render

JPEG, WEBP, AVIF = PictureFormat.JPEG, PictureFormat.WEBP, PictureFormat.AVIF
FIRST, FINE = RECIPES[Pass.FIRST], RECIPES[Pass.FINE]
CANDIDATES = [
    *((JPEG, {**FIRST[JPEG], "quality": quality}) for quality in (64, 70, 76)),
    *((WEBP, {"quality": quality, "method": method}) for method in (2, 4) for quality in (60, 66, 72)),
    *((AVIF, {**FIRST[AVIF], "quality": quality, "speed": speed}) for speed in (9, 8, 6) for quality in (42, 48, 54)),
    *((AVIF, {**FIRST[AVIF], "speed": 9, "quality": quality, "advanced": {"tune": "ssim"}}) for quality in (50, 54, 58)),
    (AVIF, {**FIRST[AVIF], "autotiling": True}),
]
STITCHES = 400
BLOCK, C1, C2 = 8, (0.01 * 255) ** 2, (0.03 * 255) ** 2


def ssim(one: Image.Image, other: Image.Image) -> float:
    def mean(image: Image.Image) -> Image.Image:
        return image.reduce(BLOCK)

    x, y = (image.convert("L").convert("F") for image in (one, other))
    product = {"x": x, "y": y}
    xx = mean(ImageMath.lambda_eval(lambda a: a["x"] * a["x"], **product))
    yy = mean(ImageMath.lambda_eval(lambda a: a["y"] * a["y"], **product))
    xy = mean(ImageMath.lambda_eval(lambda a: a["x"] * a["y"], **product))
    names = {"mx": mean(x), "my": mean(y), "xx": xx, "yy": yy, "xy": xy}
    scores = ImageMath.lambda_eval(
        lambda a: (2 * a["mx"] * a["my"] + C1)
        * (2 * (a["xy"] - a["mx"] * a["my"]) + C2)
        / (a["mx"] * a["mx"] + a["my"] * a["my"] + C1)
        / (a["xx"] - a["mx"] * a["mx"] + a["yy"] - a["my"] * a["my"] + C2),
        **names,
    )
    values = scores.get_flattened_data()
    return sum(values) / len(values)


def stitches(image: Image.Image) -> Image.Image:
    """Return the middle of a photo, pixel for pixel."""
    left, top = (image.width - STITCHES) // 2, (image.height - STITCHES) // 2
    return image.crop((left, top, left + STITCHES, top + STITCHES))


def row(format: PictureFormat, settings: dict[str, object], ladders: list[list[Image.Image]]) -> str:
    times, cells = [], []
    sizes: list[list[float]] = [[] for _ in ladders[0]]
    alike: list[list[float]] = [[] for _ in ladders[0]]
    for images in ladders:
        spent = 0.0
        for at, image in enumerate(images):
            begin = time.process_time()
            data = encode(image, format, **settings).data
            spent += time.process_time() - begin
            sizes[at].append(len(data) / 1000)
            alike[at].append(ssim(image, Image.open(BytesIO(data))))
        times.append(spent)
    cells = [f"{median(size):6.1f} {median(like):.3f}" for size, like in zip(sizes, alike, strict=True)]
    told = " ".join(f"{name[:1]}{settings[name]}" for name in ("quality", "speed", "method") if name in settings)
    told += " tune" * ("advanced" in settings) + " tiles" * bool(settings.get("autotiling"))
    chosen = "*" if settings in (FIRST.get(format), FINE.get(format)) else " "
    return f"{chosen} {format.value:5}{told:12} {1000 * median(times):7.0f} ms  " + "   ".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure renditions: size in kB, SSIM, processor time.")
    parser.add_argument("--photos", type=Path, default=PROJECT / "marketplace" / "demo" / "photos")
    parser.add_argument("--count", type=int, default=8)
    options = parser.parse_args()
    paths = sorted(options.photos.glob("*.jpg"))
    paths = paths[:: max(1, len(paths) // options.count)][: options.count]
    photos = [path.read_bytes() for path in paths]
    ladders = [list(ladder_of(Source(data, DEFAULT_LIMITS)))[::-1] for data in photos]
    print(f"{len(photos)} photos, Pillow {Image.__version__}; kB and SSIM at each width; * in use\n")
    print(" " * 30 + "   ".join(f"{image.width:>12}" for image in ladders[0]))
    for format, settings in CANDIDATES:
        print(row(format, settings, ladders))
    print("\nstitches, pixel for pixel")
    pieces = [[stitches(images[-1])] for images in ladders]
    for format, settings in CANDIDATES:
        print(row(format, settings, pieces))
    print("\nwhole pass, decoding included, processor time of one photo (and by the clock through the pool)")
    pool = PicturePool()
    pool.render(photos[0])
    for which in Pass:
        used, waited = [], []
        for data in photos:
            begin = time.process_time()
            render(data, which, DEFAULT_LIMITS)
            used.append(time.process_time() - begin)
            begin = time.perf_counter()
            pool.render(data, which)
            waited.append(time.perf_counter() - begin)
        print(f"  {which.value:6} {1000 * median(used):6.0f} ms   ({1000 * median(waited):.0f} ms)")
    pool.close()


if __name__ == "__main__":
    main()
