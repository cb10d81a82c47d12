"""Catalogues of any size, with realistic skew: a thousand bags, or a million within a few minutes.

    python bench/catalogues.py FOLDER --listings 100000 [--database-url postgresql://...] [--photos 12] [--seed 1]

FOLDER becomes the data folder of an installation: with MARKETPLACE_DATA_DIR=FOLDER (and MARKETPLACE_DATABASE_URL, where it
was given) `python -m marketplace serve` shows the catalogue. The database is SQLite in FOLDER, or the empty PostgreSQL
database that is named. All or nothing: what is interrupted leaves no database (SQLite) or an empty one (PostgreSQL).

The same seed, size and day give the same rows. Artisans, types, colours, materials, places and words of titles follow
Zipf's law; certificates are in every state; bags were published over the last three years. Photos are rows that share
pictures, and pictures share the renditions of `--photos` demo photos, whose files are made (0: rows only). The decision
log stays empty, nobody can sign in.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "bench")]

from alembic import command  # runs from a checkout
from alembic.config import Config
from bulk import Table, loader_of
from catalogue_bags import Bags
from catalogue_people import People
from flask import Flask
from sqlalchemy import func, select

from marketplace.accounts.models import Account
from marketplace.adapters.images.formats import FORMATS, RECIPE_VERSION, Pass, PictureFormat
from marketplace.adapters.images.sizes import RENDITION_WIDTHS
from marketplace.adapters.versions import triggers
from marketplace.app import create_app
from marketplace.artisans.models import Place
from marketplace.artisans.places import load_shipped_places
from marketplace.artisans.rules import PlaceLevel
from marketplace.database.base import db
from marketplace.database.session import reading, writing
from marketplace.pictures.models import Picture, Rendition
from marketplace.settings import Settings

AT_ONCE = 5_000
BAGS_PER_ARTISAN = 25
MOST_PICTURES = 2_000
Copy = tuple[int, int, str, str, int]
"""One rendition: width, height, format, key, bytes."""


def artisans_for(listings: int) -> int:
    """How many artisans a catalogue of this size has."""
    return max(10, listings // BAGS_PER_ARTISAN)


def build(folder: Path, listings: int, *, url: str = "", seed: int = 1, photos: int = 12, today: date | None = None) -> Iterator[tuple[str, float]]:
    """Make the catalogue and tell how far it is: what is being done, and which share of it is behind.

    Raises ValueError for a database with accounts in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not url and (folder / "terajut.db").exists():
        raise ValueError(f"{folder / 'terajut.db'} is there already")
    file = folder / "terajut.db.part"
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    target = url or f"sqlite:///{file}"
    yield "schema", 0.0
    app = _site(folder, target)
    box = app.extensions["toolbox"]
    try:
        _migrate(app)
        with app.test_request_context(), loader_of(target) as loader:
            with reading() as session:
                places = [tuple(row) for row in session.execute(select(Place.code, Place.name).where(Place.level == PlaceLevel.VILLAGE).order_by(Place.code))]
            chance = random.Random(f"{seed} {listings}")
            day = today or date.today()
            now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
            yield "photos", 0.0
            sets = _photo_sets(app, photos)
            db.session.remove()
            db.engine.dispose()
            loader.prepare()
            pictures = min(MOST_PICTURES, max(len(sets), listings // 5))
            loader.write(_pictures(chance, now, sets, pictures))
            people = People(chance, now, day, places)
            makers = []
            for number in range(1, artisans_for(listings) + 1):
                makers.append(people.artisan(number))
                if number % AT_ONCE == 0:
                    loader.write(people.tables)
                    yield "artisans", number / artisans_for(listings)
            loader.write(people.tables)
            bags = Bags(chance, now, makers, pictures)
            for first in range(1, listings + 1, AT_ONCE):
                last = min(first + AT_ONCE, listings + 1)
                bags.deal(range(first, last))
                loader.write(bags.tables)
                yield "bags", (last - 1) / listings
            for step in loader.finish():
                yield step, 1.0
        with app.app_context(), db.engine.begin() as connection:
            triggers.put_on(connection, db.metadata)
    finally:
        box.close()
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    if not url:
        file.rename(folder / "terajut.db")
    yield "done", 1.0


def _site(folder: Path, url: str) -> Flask:
    address = url.replace("postgresql://", "postgresql+psycopg://")
    return create_app(Settings(data_dir=folder, database_url=address, media_dir=folder / "media", private_dir=folder / "private", mail_url="memory:", jobs_in_web=False))


def _migrate(app: Flask) -> None:
    config = Config()
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    with app.app_context():
        command.upgrade(config, "head")
        with writing() as session:
            if session.scalar(select(func.count(Account.id))):
                raise ValueError("there are accounts in this database already")
            load_shipped_places()
        with db.engine.begin() as connection:
            triggers.take_off(connection)  # nothing is kept before all is there


def _photo_sets(app: Flask, photos: int) -> list[tuple[str, int, int, list[Copy]]]:
    """Return what is known of each photo: colour, width, height, renditions. Without files, four invented ones."""
    if not photos:
        wide = RENDITION_WIDTHS
        return [
            (f"#{shade * 3:02x}6a5{shade % 10}", 1080, 1350, [(width, width * 5 // 4, format.value, f"{shade:02x}/{width}-{shade}.{PictureFormat(format).suffix}", width * 60) for format in FORMATS[Pass.FIRST] for width in wide])
            for shade in range(20, 60, 10)
        ]
    box, found = app.extensions["toolbox"], []
    for path in sorted((PROJECT / "marketplace" / "demo" / "photos").glob("*.jpg"))[:photos]:
        made = box.images.render(path.read_bytes(), Pass.FIRST)
        copies = [(one.width, one.height, one.format.value, box.public_files.put(one.data, one.format.suffix), len(one.data)) for one in made.renditions]
        found.append((made.colour, made.width, made.height, copies))
    return found


def _pictures(chance: random.Random, now: datetime, sets: list[tuple[str, int, int, list[Copy]]], count: int) -> tuple[Table, Table]:
    pictures = Table(Picture.__table__, "id", "digest", "original_key", "state", "colour", "width", "height", "created_at", "mastered_at")
    renditions = Table(Rendition.__table__, "picture_id", "width", "height", "format", "key", "bytes", "recipe", "fine")
    for number in range(1, count + 1):
        colour, width, height, copies = sets[number % len(sets)]
        digest = UUID(int=chance.getrandbits(128)).hex * 2
        pictures.add(number, digest, f"{digest[:2]}/{digest}.jpg", "ready", colour, width, height, now, now)
        for copy in copies:
            renditions.add(number, *copy, RECIPE_VERSION, True)
    return pictures, renditions


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path)
    words.add_argument("--listings", type=int, default=1_000)
    words.add_argument("--database-url", default="", help="an empty PostgreSQL database instead of SQLite in FOLDER")
    words.add_argument("--photos", type=int, default=12, help="how many demo photos to make renditions of (0: no files)")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day certificates and bags are counted back from")
    chosen = words.parse_args()
    begun = time.monotonic()
    try:
        for step, share in build(chosen.folder, chosen.listings, url=chosen.database_url, seed=chosen.seed, photos=chosen.photos, today=chosen.today):
            bar = "#" * round(share * 30)
            print(f"\r{time.monotonic() - begun:6.1f} s [{bar:30}] {step:60.60}", end="", file=sys.stderr, flush=True)
    except ValueError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(f"\n{chosen.listings} bags of {artisans_for(chosen.listings)} artisans in {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
