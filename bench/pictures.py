"""The pipeline of pictures against `sharp` and against Pillow used naively: processor time, wall time, memory.

    npm install --prefix /tmp/peer sharp
    python bench/pictures.py --peer /tmp/peer/node_modules [--count N] [--rounds N]

12-megapixel photos are made from those of the demonstration, with grain and stitches as a phone would see them, half
of them lying on their side and half in the Display P3 colours of a phone. Every variant works through all of them in a
process of its own on one core; the rounds take turns, and of each photo the median counts. Codec settings are the
same for all: quality, chroma 4:2:0, encoder speed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageOps

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from bench.renditions import ssim  # runs from a checkout
from marketplace.adapters.images.decoding import Source
from marketplace.adapters.images.encoding import RECIPES, Task, encode_all
from marketplace.adapters.images.formats import FORMATS, Pass
from marketplace.adapters.images.inspection import DEFAULT_LIMITS
from marketplace.adapters.images.renditions import ladder_of, page_tasks

WIDTHS = (400, 640, 1080)
SETTINGS = {format.value: {**settings} for format, settings in RECIPES[Pass.FIRST].items()}
SIZE = (4032, 3024)


def display_p3() -> bytes:
    """Return a profile of Display P3 primaries with a gamma of 2.2 (ICC.1:2001, a matrix profile of nine tags)."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    words = b"Display P3, made for measuring\0"
    text = b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + b"\0" * 78
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags = {
        b"desc": text + b"\0" * (-len(text) % 4),
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.51512, 0.2412, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.1571, 0.06657, 0.78407),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += struct.pack(">iii", 63190, 65536, 54061) + b"\0" * 48
    return head[:128] + struct.pack(">I", len(tags)) + table + body


def make_photos(folder: Path, count: int) -> list[Path]:
    """Write 12-megapixel photos: a bag of the demonstration, enlarged, with stitches and the grain of a sensor."""
    sources = sorted((PROJECT / "marketplace" / "demo" / "photos").glob("*.jpg"))
    stitch = Image.open(sources[0]).convert("L").crop((400, 700, 656, 956))
    profile, paths = display_p3(), []
    for number, path in enumerate(sources[:: max(1, len(sources) // count)][:count]):
        bag = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        bag = ImageOps.fit(bag, (SIZE[1], SIZE[0])).transpose(Image.Transpose.ROTATE_90)
        fabric = Image.new("L", SIZE)
        for x in range(0, SIZE[0], 256):
            for y in range(0, SIZE[1], 256):
                fabric.paste(stitch, (x, y))
        bag = Image.blend(bag, ImageChops.overlay(bag, Image.merge("RGB", (fabric,) * 3)), 0.35)
        grain = Image.merge("RGB", [Image.effect_noise(SIZE, 14)] * 3)
        bag = Image.blend(bag, ImageChops.overlay(bag, grain), 0.5)
        exif = Image.Exif()
        exif[0x0112] = 6 if number % 2 else 1
        out = folder / f"photo-{number}.jpg"
        more = {"icc_profile": profile} if number % 4 < 2 else {}
        bag.save(out, quality=90, subsampling="4:2:0", exif=exif.tobytes(), **more)
        paths.append(out)
    return paths


def ours_pixels(data: bytes) -> list[bytes]:
    return [image.tobytes() for image in ladder_of(Source(data, DEFAULT_LIMITS), WIDTHS)]


def tasks_of(data: bytes) -> Iterable[Task]:
    ladder = ladder_of(Source(data, DEFAULT_LIMITS), WIDTHS)
    return (task for image in ladder for task in page_tasks(image, Pass.FIRST))


def ours(data: bytes) -> list[bytes]:
    return [made.data for made in encode_all(tasks_of(data))]


def ours_threads(data: bytes) -> list[bytes]:
    return [made.data for made in encode_all(tasks_of(data), threads=2)]


def naive(data: bytes, *, encoding: bool = True) -> list[bytes]:
    """As most sites do it: the whole picture is decoded, turned and converted, and every size made from it."""
    out = []
    image = ImageOps.exif_transpose(Image.open(BytesIO(data)))
    profile = image.info.get("icc_profile")
    if profile:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    image = image.convert("RGB")
    for width in WIDTHS:
        size = (width, round(image.height * width / image.width))
        small = image.resize(size, Image.Resampling.LANCZOS)
        if not encoding:
            out.append(small.tobytes())
            continue
        for format in FORMATS[Pass.FIRST]:
            target = BytesIO()
            small.save(target, format.value, **SETTINGS[format.value])
            out.append(target.getvalue())
    return out


def naive_pixels(data: bytes) -> list[bytes]:
    return naive(data, encoding=False)


MODES: dict[str, Callable[[bytes], list[bytes]]] = {
    "ours_pixels": ours_pixels,
    "naive_pixels": naive_pixels,
    "ours": ours,
    "ours_threads": ours_threads,
    "naive": naive,
}


def work(mode: str, paths: Iterable[str]) -> None:
    """Be the process of one variant: print one line of JSON."""
    rows = []
    for path in paths:
        data = Path(path).read_bytes()
        cpu, begin = time.process_time(), time.perf_counter()
        made = MODES[mode](data)
        rows.append(
            {
                "cpu": 1000 * (time.process_time() - cpu),
                "wall": 1000 * (time.perf_counter() - begin),
                "bytes": [len(one) for one in made],
            }
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "peak": peak}))


def run(variant: str, peer: Path | None, photos: list[Path], cores: set[int], threads: int) -> dict[str, Any]:
    """Let one variant work through the photos on these cores; returns what it printed."""
    paths = [str(path) for path in photos]
    if variant.startswith("sharp"):
        settings = {"widths": WIDTHS, "threads": threads, **SETTINGS}
        command = ["node", str(PROJECT / "bench" / "pictures.mjs"), str(peer), variant.removeprefix("sharp ")]
        command += [json.dumps(settings), *paths]
    else:
        command = [sys.executable, __file__, "--work", variant, *paths]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
        env={**os.environ, "UV_THREADPOOL_SIZE": "4"},
    )
    if done.returncode:
        sys.exit(f"{variant}: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def likeness(photos: list[Path]) -> dict[int, list[float]]:
    """Return for each width the SSIM of our sizes, before encoding, against Lanczos from every pixel of the photo."""
    found: dict[int, list[float]] = {width: [] for width in WIDTHS}
    for path in photos:
        data = path.read_bytes()
        whole = ImageOps.exif_transpose(Image.open(path))
        profile = whole.info.get("icc_profile")
        for made in ladder_of(Source(data, DEFAULT_LIMITS), WIDTHS):
            best = whole.resize(made.size, Image.Resampling.LANCZOS)
            if profile:
                source = ImageCms.ImageCmsProfile(BytesIO(profile))
                best = ImageCms.profileToProfile(best, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            found[made.width].append(ssim(made, best))
    return found


ONE_CORE = ("ours_pixels", "sharp pixels", "naive_pixels", "ours", "sharp chained", "sharp documented", "naive")
TWO_CORES = ("ours_threads", "sharp chained")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the pipeline of pictures beside sharp.")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("photos", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--peer", type=Path, help="node_modules that hold sharp")
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.work:
        work(options.work, options.photos)
        return
    if options.peer is None:
        parser.error("--peer NODE_MODULES is needed (npm install --prefix FOLDER sharp)")
    with tempfile.TemporaryDirectory() as folder:
        photos = make_photos(Path(folder), options.count)
        megabytes = [path.stat().st_size / 1e6 for path in photos]
        print(f"{len(photos)} photos of {SIZE[0]} x {SIZE[1]}, {min(megabytes):.1f} to {max(megabytes):.1f} MB")
        measured: dict[tuple[str, int], list[dict[str, Any]]] = {}
        cores = sorted(os.sched_getaffinity(0))
        for _ in range(options.rounds):
            for variant in ONE_CORE:
                measured.setdefault((variant, 1), []).append(
                    run(variant, options.peer, photos, {cores[-1]}, 1)
                )
            for variant in TWO_CORES:
                measured.setdefault((variant, 2), []).append(
                    run(variant, options.peer, photos, set(cores[:2]), 2)
                )
        alike = likeness(photos)
    tell(measured)
    print("\nSSIM of our sizes against Lanczos from every pixel (goal: at least 0.995)")
    for width, values in alike.items():
        print(f"  {width:5} px   median {median(values):.4f}   lowest {min(values):.4f}")


def tell(measured: dict[tuple[str, int], list[dict[str, Any]]]) -> None:
    def middle(variant: str, cores: int, what: str) -> float:
        rounds = measured[variant, cores]
        photos = range(len(rounds[0]["rows"]))
        return median(median(one["rows"][at][what] for one in rounds) for at in photos)

    print(f"\n{'variant':18} cores   CPU ms  wall ms  peak MB   kB in all")
    for (variant, cores), rounds in measured.items():
        size = sum(sum(row["bytes"]) for row in rounds[0]["rows"]) / len(rounds[0]["rows"]) / 1000
        peak = median(one["peak"] for one in rounds)
        print(
            f"{variant:18} {cores:5} {middle(variant, cores, 'cpu'):8.0f} {middle(variant, cores, 'wall'):8.0f} "
            f"{peak:8.0f} {size:11.0f}"
        )
    pixels = middle("ours_pixels", 1, "cpu")
    whole = middle("ours", 1, "cpu")
    told = (
        ("sizes only, CPU of ours / sharp", pixels / middle("sharp pixels", 1, "cpu"), "at most 1.25"),
        ("sizes only, CPU of naive Pillow / sharp", middle("naive_pixels", 1, "cpu") / middle("sharp pixels", 1, "cpu"), ""),
        ("whole, pictures per CPU second, ours / sharp chained", middle("sharp chained", 1, "cpu") / whole, "at least 1.15"),
        ("whole, ours / sharp as documented", middle("sharp documented", 1, "cpu") / whole, "at least 2.2"),
        ("whole, ours / naive Pillow", middle("naive", 1, "cpu") / whole, "at least 2.5"),
        (
            "peak memory, ours / sharp chained",
            median(one["peak"] for one in measured["ours", 1]) / median(one["peak"] for one in measured["sharp chained", 1]),
            "at most 0.5",
        ),
        (
            "two cores, pictures per second, ours / sharp chained",
            middle("sharp chained", 2, "wall") / middle("ours_threads", 2, "wall"),
            "at least 1.5",
        ),
    )
    print()
    for words, value, goal in told:
        print(f"{words:56} {value:6.2f}   {goal}")


if __name__ == "__main__":
    main()
