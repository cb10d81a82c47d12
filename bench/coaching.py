"""How well the photo coach tells good photos from dark, bright and blurred ones.

Every photo of a folder is made worse in known steps, measured as the picture job measures it, and judged by the same
rules; the table says how many of each step are advised what. `python bench/coaching.py [folder]`, about a minute.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

sys.path.insert(0, str(Path(__file__).parent.parent))

from marketplace.adapters.images.coaching import measure
from marketplace.adapters.images.renditions import widths_for
from marketplace.pictures.rules import Advice, advice

PHOTOS = Path(__file__).parent.parent / "marketplace" / "demo" / "photos"


def exposed(factor: float) -> Callable[[Image.Image], Image.Image]:
    """As if `factor` times the light had fallen on it: sRGB to linear, scaled, clipped, and back (gamma 2.2)."""
    table = [min(255, round(255 * (((value / 255) ** 2.2) * factor) ** (1 / 2.2))) for value in range(256)]
    return lambda image: image.point(table * 3)


def blurred(radius: float) -> Callable[[Image.Image], Image.Image]:
    return lambda image: image.filter(ImageFilter.GaussianBlur(radius))


def shaken(length: int) -> Callable[[Image.Image], Image.Image]:
    """Moved sideways by `length` pixels while the shutter was open."""

    def shake(image: Image.Image) -> Image.Image:
        small = image.resize((max(1, image.width // length), image.height), Image.Resampling.BOX)
        return small.resize(image.size, Image.Resampling.BILINEAR)

    return shake


def noisy(
    then: Callable[[Image.Image], Image.Image], strength: int = 12
) -> Callable[[Image.Image], Image.Image]:
    """Grain of a dim kitchen over whatever `then` does."""

    def add(image: Image.Image) -> Image.Image:
        worse = then(image)
        grain = Image.effect_noise(worse.size, strength)
        return Image.blend(worse, Image.merge("RGB", [grain] * 3), 0.25)

    return add


def banner(image: Image.Image) -> Image.Image:
    """With a strip of words across its foot."""
    worse, width, height = image.copy(), image.width, image.height
    pen = ImageDraw.Draw(worse)
    pen.rectangle((0, height * 0.86, width, height * 0.96), fill="#c9251f")
    font = ImageFont.load_default(round(width * 0.055))
    pen.text((width / 2, height * 0.91), "PROMO 50% WA 0812-3456-7890", "white", font, anchor="mm")
    return worse


def letters(image: Image.Image) -> Image.Image:
    """With outlined words over the picture itself."""
    worse, width, height = image.copy(), image.width, image.height
    font = ImageFont.load_default(round(width * 0.07))
    pen = ImageDraw.Draw(worse)
    place = (width / 2, height * 0.12)
    pen.text(place, "TAS RAJUT PREMIUM", "white", font, "mm", stroke_width=3, stroke_fill="black")
    return worse


def middle(percent: int) -> Callable[[Image.Image], Image.Image]:
    """A close-up: the middle of each length, enlarged again."""

    def cut(image: Image.Image) -> Image.Image:
        dx, dy = image.width * (100 - percent) / 200, image.height * (100 - percent) / 200
        return image.resize(
            image.size, Image.Resampling.LANCZOS, (dx, dy, image.width - dx, image.height - dy)
        )

    return cut


STEPS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda image: image,
    "light x 0.5": exposed(0.5),
    "light x 0.25": exposed(0.25),
    "light x 0.12": exposed(0.12),
    "light x 0.06": exposed(0.06),
    "light x 1.5": exposed(1.5),
    "light x 2": exposed(2),
    "light x 3": exposed(3),
    "light x 5": exposed(5),
    "blur 1 px": blurred(1),
    "blur 1.5 px": blurred(1.5),
    "blur 2 px": blurred(2),
    "blur 3 px": blurred(3),
    "blur 5 px": blurred(5),
    "blur 8 px": blurred(8),
    "moved 8 px": shaken(8),
    "moved 16 px": shaken(16),
    "grain": noisy(lambda image: image),
    "blur 3 px + grain": noisy(blurred(3)),
    "blur 8 px + grain": noisy(blurred(8)),
    "x 0.12 + blur 5 px": lambda image: exposed(0.12)(blurred(5)(image)),
    "banner": banner,
    "letters": letters,
    "middle 60 %": middle(60),
    "middle 40 %": middle(40),
    "800 px": lambda image: ImageOps.contain(image, (800, 800)),
}


def main(folder: Path) -> None:
    random.seed(1)
    photos = [
        ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        for path in sorted([*folder.rglob("*.jpg"), *folder.rglob("*.png")])
    ]
    print(f"{len(photos)} photos of {folder}")
    names = [one.value for one in Advice]
    print(
        "step".ljust(20),
        *(name.rjust(8) for name in names),
        "    luma   shadow   highlight   sharpness   lettering (least..most)",
    )
    for name, worsen in STEPS.items():
        counts = dict.fromkeys(names, 0)
        seen: list[tuple[int, ...]] = []
        for photo in photos:
            worse = worsen(photo)
            width = widths_for(worse.width)[0]
            first = worse.resize((width, round(worse.height * width / worse.width)), Image.Resampling.LANCZOS)
            found = measure(first)
            seen.append((found.luma, found.shadow, found.highlight, found.sharpness or 0, found.lettering))
            for one in advice(
                max(worse.size), found.luma, found.shadow, found.highlight, found.sharpness, found.lettering
            ):
                counts[one.value] += 1
        ranges = ["..".join((str(min(column)), str(max(column)))) for column in zip(*seen, strict=True)]
        print(name.ljust(20), *(str(counts[one]).rjust(8) for one in names), "   ", "   ".join(ranges))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PHOTOS)
