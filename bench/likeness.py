"""How well copies are found: certificates of one template sent again, and photos of bags cropped and mirrored.

    python bench/likeness.py [--papers 200] [--photos FOLDER] [--seed 1]

Papers: invented certificates of one template and one cohort, so that nothing but name and serial numbers differs: the
hard case. Each is altered in several ways; a copy is found when a band of its mark is equal (the index) and the marks
differ in few bits, not crowded as where a name stands (`certificates/copies.bits_apart`). False alarms are counted over
all pairs of different papers, unaltered and altered. The results are in `docs/likeness.md`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from marketplace.adapters.images.fingerprints import picture_marks  # runs from a checkout
from marketplace.adapters.images.papers import paper_marks
from marketplace.certificates.claims import Claim, UnitEntry
from marketplace.certificates.copies import BANDS, MOST_BITS, MOST_CROWDED, bits_apart
from marketplace.certificates.rules import ScanSide
from marketplace.demo.specimens import specimen
from marketplace.kit.bands import bands, distance
from marketplace.pictures import copies as photo_copies

FIRST = ["Siti", "Nur", "Dewi", "Rina", "Wati", "Ayu", "Sri", "Fitri", "Lestari", "Yuliana", "Mariam", "Hasnah", "Rahma", "Indah", "Mega", "Putri", "Dian", "Ratna"]
LAST = ["Rahmawati", "Hidayah", "Handayani", "Wulandari", "Safitri", "Anggraini", "Puspita", "Maharani", "Susanti", "Marlina", "Astuti", "Utami"]


def claims(count: int, seed: int) -> list[Claim]:
    chance = random.Random(seed)
    names: set[str] = set()
    while len(names) < count:
        short = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        names.add(chance.choice((short, short.upper(), f"{chance.choice(FIRST)} {short}")))
    return [
        Claim(
            holder_name=name,
            certificate_no=f"13924 7318 3 {number:07d} 2025",
            registration_no=f"TIK 1565 {number:05d} 2025",
            scheme="Pembuatan Tas Rajut",
            scheme_en="Knitted Bag Making",
            issue_place="Bontang",
            issue_date=date(2025, 10, 31),
            term_months=36,
            body_name="LSP Contoh Kriya",
            body_licence_no="BNSP-LSP-1565-ID",
            signatory="Direktur Contoh",
            units=tuple(UnitEntry(f"Merajut bagian {n} dari tas", f"C.13TAS00.00{n}.1") for n in range(1, 6)),
        )
        for number, name in enumerate(sorted(names), 1)
    ]


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    target = BytesIO()
    image.save(target, "JPEG", quality=quality)
    return Image.open(target).convert("RGB")


def cropped(image: Image.Image, share: float) -> Image.Image:
    width, height = image.size
    box = (width * share, height * share * 0.6, width * (1 - share * 0.4), height * (1 - share))
    return image.crop(tuple(map(round, box)))


def on_table(image: Image.Image, tilt: float) -> Image.Image:
    width, height = image.size
    size = (round(width * 1.15), round(height * 1.12))
    wood = ImageChops.multiply(
        Image.effect_noise(size, 25).convert("RGB"), Image.new("RGB", size, (150, 110, 80))
    )
    turned = image.rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC)
    wood.paste(turned, (round(width * 0.06), round(height * 0.05)), Image.new("L", image.size, 255).rotate(tilt, expand=True))
    shade = Image.linear_gradient("L").resize(size).point(lambda value: 170 + value // 3).convert("RGB")
    return jpeg(ImageChops.multiply(wood, shade).filter(ImageFilter.GaussianBlur(1)), 70)


def dimmed(image: Image.Image, light: float, contrast: float) -> Image.Image:
    return jpeg(ImageEnhance.Contrast(ImageEnhance.Brightness(image).enhance(light)).enhance(contrast), 80)


ALTERED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "JPEG of quality 30": lambda image: jpeg(image, 30),
    "half the size": lambda image: image.resize((400, 566), Image.Resampling.LANCZOS),
    "30 % darker": lambda image: dimmed(image, 0.7, 1),
    "brighter, 30 % less contrast": lambda image: dimmed(image, 1.15, 0.7),
    "turned by 90": lambda image: jpeg(image.transpose(Image.Transpose.ROTATE_90), 70),
    "turned by 180": lambda image: jpeg(image.transpose(Image.Transpose.ROTATE_180), 70),
    "turned by 270": lambda image: jpeg(image.transpose(Image.Transpose.ROTATE_270), 70),
    "cropped by 2 %": lambda image: jpeg(cropped(image, 0.02), 80),
    "cropped by 4 %": lambda image: jpeg(cropped(image, 0.04), 80),
    "cropped by 8 %": lambda image: jpeg(cropped(image, 0.08), 80),
    "tilted by 1 degree": lambda image: jpeg(image.rotate(1, Image.Resampling.BICUBIC, fillcolor="#faf7ee"), 80),
    "photographed on a table": lambda image: on_table(image, 0),
    "the same, tilted by 1.5": lambda image: on_table(image, 1.5),
}


def alike(one: str, other: str) -> bool:
    return bits_apart(one, other) is not None


def spread(values: list[int]) -> str:
    values = sorted(values)
    return f"{values[len(values) // 2]:4d} {values[len(values) * 9 // 10]:4d} {values[-1]:4d}"


def papers(count: int, seed: int, side: ScanSide) -> None:
    sheets = [Image.open(BytesIO(specimen(claim, side))).convert("RGB") for claim in claims(count, seed)]
    begin = time.process_time()
    known = [paper_marks(sheet) for sheet in sheets]
    spent = (time.process_time() - begin) / count
    print(f"\n{side}: {count} papers of one template, {spent * 1000:.0f} ms of processor time each")
    apart = sorted(distance(one[0], other[0]) for one, other in combinations(known, 2))
    print(f"different papers differ in: least {apart[0]}, 1 % {apart[len(apart) // 100]}, median {apart[len(apart) // 2]}")
    wrong, pairs = sum(alike(one[0], other[0]) for one, other in combinations(known, 2)), len(apart)
    bare = sum(bits <= MOST_BITS for bits in apart)
    print(f"taken for one paper: {wrong} of {pairs} pairs ({bare} by the number of bits alone)")
    print(f"{'altered':30s} median 90% most   found   of them by the index")
    right = whole = 0
    for name, alter in ALTERED.items():
        copies = [paper_marks(alter(sheet), (None,))[0] for sheet in sheets]
        nearest = [min((distance(mark, copy), mark) for mark in marks) for marks, copy in zip(known, copies)]
        near = [pair for pair in zip(nearest, copies) if alike(pair[0][1], pair[1])]
        met = sum(bool(set(bands(mark, BANDS)) & set(bands(copy, BANDS))) for (_, mark), copy in near)
        print(f"{name:30s} {spread([bits for bits, _ in nearest])}   {len(near) / count:6.1%}  {met / count:6.1%}", flush=True)
        right, whole = right + met, whole + count
        for at, copy in enumerate(copies):
            others = [alike(known[other][0], copy) for other in range(count) if other != at]
            wrong, pairs = wrong + sum(others), pairs + len(others)
    print(f"recall {right / whole:.1%}; false alarms {wrong} of {pairs} pairs of different papers; ", end="")
    print(f"precision {right / max(1, right + wrong):.1%} when each paper is looked up among all of its template")


def photos(folder: Path) -> None:
    images = {path.stem: Image.open(path).convert("RGB") for path in sorted(folder.glob("*.jpg"))}
    for image in images.values():
        image.thumbnail((240, 300))
    known = {name: picture_marks(image) for name, image in images.items()}

    def nearest(copy: Image.Image, name: str) -> tuple[int, bool]:
        """The fewest bits between a copy and its original, whoever came first, and whether a band is whole."""
        whole = picture_marks(copy)[0]
        best = min((distance(whole.mark, mark.mark), mark.mark) for mark in known[name])
        return best[0], bool(set(bands(best[1], photo_copies.BANDS)) & set(bands(whole.mark, photo_copies.BANDS)))

    print(f"\n{len(images)} photos, bound {photo_copies.MOST_BITS} of 64 bits, {photo_copies.BANDS} bands")
    ways = {
        "JPEG of quality 30": lambda image: jpeg(image, 30),
        "160 pixels wide": lambda image: image.resize((160, 200)),
        "15 % brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.15),
        "mirrored": lambda image: jpeg(ImageOps.mirror(image), 60),
        **{f"middle, {cut} % cut away": lambda image, cut=cut: jpeg(middle(image, cut), 60) for cut in range(4, 45, 4)},
        "mirrored, 12 % cut away": lambda image: jpeg(ImageOps.mirror(middle(image, 12)), 60),
        "2 % cut off two sides": lambda image: jpeg(corner(image, 0.02), 60),
        "5 % cut off two sides": lambda image: jpeg(corner(image, 0.05), 60),
    }
    for name, alter in ways.items():
        met = [nearest(alter(image), key) for key, image in images.items()]
        near = sum(bits <= photo_copies.MOST_BITS for bits, _ in met)
        both = sum(bits <= photo_copies.MOST_BITS and band for bits, band in met)
        print(f"{name:30s} {spread([bits for bits, _ in met])}   {near / len(met):6.1%}  {both / len(met):6.1%}")
    other, same, wrong, alike = 0, 0, 0, 0
    for one, two in combinations(images, 2):
        bits = min(
            *(distance(known[one][0].mark, mark.mark) for mark in known[two]),
            *(distance(known[two][0].mark, mark.mark) for mark in known[one]),
        )
        if one.split("-")[0] == two.split("-")[0]:
            same, alike = same + 1, alike + (bits <= photo_copies.MOST_BITS)
        else:
            other, wrong = other + 1, wrong + (bits <= photo_copies.MOST_BITS)
    print(f"taken for copies: {wrong} of {other} pairs of different designs, {alike} of {same} of one design (other colours, other views)")


def middle(image: Image.Image, cut: int) -> Image.Image:
    dx, dy = image.width * cut / 200, image.height * cut / 200
    return image.crop((round(dx), round(dy), round(image.width - dx), round(image.height - dy)))


def corner(image: Image.Image, cut: float) -> Image.Image:
    return image.crop((round(image.width * cut), round(image.height * cut), image.width, image.height))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--photos", type=Path, default=PROJECT / "marketplace/demo/photos")
    parser.add_argument("--only-photos", action="store_true")
    given = parser.parse_args()
    photos(given.photos)
    if given.only_photos:
        return
    print(f"\nbounds: {MOST_BITS} of 1024 bits, {MOST_CROWDED} in two lines; {BANDS} bands")
    papers(given.papers, given.seed, ScanSide.FRONT)
    papers(min(given.papers, 40), given.seed, ScanSide.BACK)  # why backs are not compared


if __name__ == "__main__":
    main()
