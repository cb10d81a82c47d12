"""The whole corpus of bad pictures through door, pool and running site: time and memory of each kind, the worst named.

    python bench/poison.py [--only WORDS] [--all]

Door and pool: processor seconds of this process and its children, and the most megabytes the child ever held for it
above an idle one. Form (without script) and script: processor seconds of the serving process until its answer, and by
how many megabytes it grew meanwhile. At the end every photo must be ready or failed with a reason, nothing else
may have changed, and a good photo must come through. `--all` names every file.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, func, select

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from marketplace.adapters.images.inspection import inspect  # runs from a checkout
from marketplace.adapters.images.isolation import PicturePool
from marketplace.adapters.images.results import PictureFailed
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import UNFINISHED
from marketplace.certificates.models import Certificate
from marketplace.kit.errors import Refusal
from marketplace.listings.models import Listing, Photo
from marketplace.pictures.labels import MESSAGES
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState
from tests.corpora import bombs, broken, disguises, tiles, unusual
from tests.corpora.cases import Case
from tests.corpora.measuring import (
    children,
    forget_peak,
    processor_seconds,
    processor_seconds_of,
    resident,
)
from tests.corpora.pieces import saved, stripes
from tests.drills.sites import Site, serving
from tests.factories.photographs import jpeg

KINDS = {"disguises": disguises.CASES, "odd but right": unusual.CASES, "broken": broken.CASES, "bombs": [*bombs.CASES, *tiles.CASES]}
MOST_SECONDS, MOST_GROWTH = 2.0, 150.0
PHOTOS_PER_BAG = 9
GOOD = saved(stripes(16, 20), "PNG")


@dataclass
class Cost:
    """What one file took at one place."""

    name: str
    seconds: float
    megabytes: float


@dataclass
class Figures:
    """Costs by kind and place, what went wrong, and the codes that were said."""

    costs: dict[tuple[str, str], list[Cost]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def note(self, kind: str, place: str, cost: Cost, *, strict: bool = True) -> None:
        self.costs[kind, place].append(cost)
        if strict and (cost.seconds > MOST_SECONDS or cost.megabytes > MOST_GROWTH):
            self.faults.append(f"{place}, {cost.name}: {cost.seconds:.2f} s, {cost.megabytes:.0f} MB")


def through_the_pool(pool: PicturePool, kind: str, case: Case, data: bytes, figures: Figures, server: int) -> None:
    def decoders() -> list[int]:
        return [child for child in children() if child != server]

    pool.render(GOOD)
    idle = max(resident(child) for child in decoders())
    for child in decoders():
        forget_peak(child)
    forget_peak()
    own, begun = resident(), processor_seconds()
    word = ""
    try:
        inspect(data)
    except Refusal as refusal:
        word = refusal.code
    figures.note(kind, "door", Cost(case.name, processor_seconds() - begun, resident(peak=True) - own))
    if not word:
        begun = processor_seconds()
        try:
            pool.render(data)
        except PictureFailed as failed:
            word = failed.code
            if failed.transient:
                figures.faults.append(f"pool, {case.name}: {word} would be tried again")
        most = max((resident(child, peak=True) for child in decoders()), default=0.0)
        cost = Cost(case.name, processor_seconds() - begun, max(0.0, most - idle))
        figures.note(kind, "child", cost, strict=not case.heavy)
        figures.note(kind, "asker", Cost(case.name, 0.0, resident(peak=True) - own))
    figures.said[word or "drawn"] += 1
    if word and word not in MESSAGES:
        figures.faults.append(f"pool, {case.name}: no words for {word}")
    pool.render(GOOD)


def through_the_site(site: Site, drafts: list[str], kind: str, case: Case, data: bytes, figures: Figures) -> None:
    artisan = site.signed_in(site.artisan)
    form, script = drafts
    token = artisan.get(f"/studio/listings/{form}/edit").token
    for place, code, path in (("form", form, "edit"), ("script", script, "photos")):
        forget_peak(site.process)
        held, begun = resident(site.process), processor_seconds_of(site.process)
        fields = {"csrf_token": token, "title": "Tas"}
        answer = artisan.post(f"/studio/listings/{code}/{path}", fields, {"photo.jpg": data})
        cost = Cost(
            case.name, processor_seconds_of(site.process) - begun, resident(site.process, peak=True) - held
        )
        figures.note(kind, place, cost)
        if answer.status not in (201, 303, 409, 413, 415, 422):
            figures.faults.append(f"{place}, {case.name}: {answer.status}")


def look_afterwards(url: str, bags: int, figures: Figures) -> None:
    """Wait for the jobs, then count."""
    engine = create_engine(url)
    end = time.monotonic() + 900
    with engine.connect() as connection:
        while connection.scalar(select(func.count()).select_from(Job).where(Job.state.in_(UNFINISHED))):
            connection.rollback()
            if time.monotonic() > end:
                figures.faults.append("the jobs do not come to an end")
                break
            time.sleep(0.5)
        states = dict(connection.execute(select(Picture.state, func.count()).group_by(Picture.state)).all())
        reasons = connection.execute(select(Picture.failure, func.count()).group_by(Picture.failure)).all()
        last = connection.scalar(select(Picture.state).order_by(Picture.id.desc()).limit(1))
        counts = [connection.scalar(select(func.count()).select_from(table)) for table in (Listing, Certificate, Photo)]
    engine.dispose()
    print(f"the site: {states}, {dict(reasons)}; bags {counts[0]}, photos {counts[2]}")
    if set(states) - {PictureState.READY, PictureState.FAILED} or last is not PictureState.READY:
        figures.faults.append(f"pictures left: {states}, the last, a good one, is {last}")
    if any(reason and reason not in MESSAGES for reason, _ in reasons) or counts[0] != bags:
        figures.faults.append(f"{reasons}, {counts}")


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--only", default="", help="files whose names hold these words")
    words.add_argument("--all", action="store_true", help="print every file")
    chosen = words.parse_args()
    wanted = [(kind, case) for kind, cases in KINDS.items() for case in cases if chosen.only in case.name]
    bags = 2 * (len(wanted) // PHOTOS_PER_BAG + 1)
    figures, pool = Figures(), PicturePool()
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/own.db"
        with serving(Path(folder), url, drafts=bags) as site:
            for number, (kind, case) in enumerate(wanted):
                data = case.make()
                through_the_pool(pool, kind, case, data, figures, site.process)
                first = 2 * (number // PHOTOS_PER_BAG)
                through_the_site(site, list(site.drafts[first : first + 2]), kind, case, data, figures)
            artisan = site.signed_in(site.artisan)
            token = artisan.get(f"/studio/listings/{site.draft}/edit").token
            artisan.post(f"/studio/listings/{site.draft}/photos", {"csrf_token": token}, {"good.jpg": jpeg(3)})
            look_afterwards(url, bags + 2, figures)
            print(f"serving process at the end: {resident(site.process):.0f} MB")
    pool.close()
    report(figures, everything=chosen.all)
    return int(bool(figures.faults))


def report(figures: Figures, *, everything: bool) -> None:
    print(f"processors: {os.cpu_count()}, load {os.getloadavg()[0]:.1f}; said: {dict(figures.said)}")
    print(f"{'kind':15}{'place':8}{'files':>6}{'slowest':>9}  {'most MB':>8}")
    for (kind, place), costs in figures.costs.items():
        slow, fat = max(costs, key=lambda cost: cost.seconds), max(costs, key=lambda cost: cost.megabytes)
        names = f"  {slow.name} | {fat.name}"
        print(f"{kind:15}{place:8}{len(costs):6}{slow.seconds:8.2f}s  {fat.megabytes:8.1f}{names}")
        for cost in costs if everything else ():
            print(f"    {cost.name:60}{cost.seconds:8.3f}s{cost.megabytes:9.1f} MB")
    print("\n".join(figures.faults) or "each within two seconds and 150 MB, each with a word, nothing else touched")


if __name__ == "__main__":
    sys.exit(main())
