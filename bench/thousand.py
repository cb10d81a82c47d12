"""A thousand photos in a row through one pool: is any lost, and does memory stay flat?

    python bench/thousand.py [--photos N] [--children N] [--side PIXELS]

Each photo is another one: a demo photo turned, shifted and laid out to `side` pixels of its longer side. Megabytes are
those of the process that asks, and the largest of a child at that moment; peaks are since the mark before.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from marketplace.adapters.images.formats import Pass  # runs from a checkout
from marketplace.adapters.images.isolation import PicturePool
from tests.corpora.measuring import children, forget_peak, resident

PHOTOS = PROJECT / "marketplace/demo/photos"
WARM = 100
MOST_GROWTH = 20.0


def photos(number: int, side: int) -> Iterator[bytes]:
    originals = []
    for path in sorted(PHOTOS.glob("*.jpg"))[:12]:
        image = Image.open(path).convert("RGB")
        scale = side / max(image.size)
        originals.append(image.resize((round(image.width * scale), round(image.height * scale))))
    for at in range(number):
        target = BytesIO()
        moved = ImageChops.offset(originals[at % len(originals)], 17 * (at // len(originals)), 5 * at)
        moved.save(target, "JPEG", quality=85)
        yield target.getvalue()


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--photos", type=int, default=1000)
    words.add_argument("--children", type=int, default=1)
    words.add_argument("--side", type=int, default=1600)
    chosen = words.parse_args()
    pool = PicturePool(chosen.children)
    marks: dict[int, tuple[float, float]] = {}
    answers: set[str] = set()
    wrong = 0
    begun = time.monotonic()

    def draw(data: bytes) -> str:
        pool.render(data)
        made = pool.render(data, Pass.FINE, master=True)
        whole = all(Image.open(BytesIO(copy.data)).size == (copy.width, copy.height) for copy in made.renditions)
        return sha256(b"".join(copy.data for copy in made.renditions)).hexdigest() if whole else ""

    with ThreadPoolExecutor(chosen.children) as askers:
        waiting: list[bytes] = []
        done = 0
        for data in photos(chosen.photos, chosen.side):
            waiting.append(data)
            if len(waiting) < chosen.children:
                continue
            for answer in askers.map(draw, waiting):
                wrong += not answer
                answers.add(answer)
            done += len(waiting)
            waiting.clear()
            if done in (WARM, chosen.photos) or done % 250 == 0:
                held = [(resident(child), resident(child, peak=True)) for child in children()]
                marks[done] = (resident(), max((now for now, _ in held), default=0.0))
                print(
                    f"{done:5} photos, {time.monotonic() - begun:5.0f} s: asking {marks[done][0]:.0f} MB"
                    f" (most {resident(peak=True):.0f}), child {marks[done][1]:.0f} MB"
                    f" (most {max((most for _, most in held), default=0.0):.0f})",
                    flush=True,
                )
                forget_peak()
    pool.close()
    first, last = marks[min(marks)], marks[max(marks)]
    growth = last[0] - first[0]
    print(f"drawn: {len(answers - {''})} different of {chosen.photos}, wrong: {wrong}; growth of the asking process {growth:+.1f} MB,"
          f" of the child {last[1] - first[1]:+.1f} MB")
    return int(len(answers - {""}) != chosen.photos or growth > MOST_GROWTH or last[1] - first[1] > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
