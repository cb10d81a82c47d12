"""The list of bags at 1,000 and 100,000: CPU of a page not from cache, and the database's plans.

    python bench/facets.py [--database-url postgresql://...] [--sizes 1000,10000,100000] [--pages 20]

The database named must be empty; without one a SQLite file in a temporary folder is used. Bags are spread over makers as
in a market: a few have hundreds, most have a handful.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import event, func, insert, select, text

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from marketplace.accounts.models import Account
from marketplace.access.roles import Role
from marketplace.app import create_app
from marketplace.artisans.models import Artisan, Place
from marketplace.artisans.places import load_shipped_places
from marketplace.artisans.rules import Technique
from marketplace.catalogue import orders
from marketplace.catalogue.rules import Search, Sort
from marketplace.certificates.models import Certificate, Unit, UnitTechnique
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Method, Status
from marketplace.database.base import db
from marketplace.listings.models import Listing, ListingColour, ListingMaterial, ListingUnit
from marketplace.listings.rules import Availability, BagType, Colour, MadeBy, Material, State
from marketplace.listings.turns import TURNS
from marketplace.settings import Settings

NOW = datetime(2026, 11, 27, 4, tzinfo=UTC)
PAGES = {
    "first page": "/products",
    "certified": "/products?certified=1",
    "kind and colour": "/products?type=tote&colour=navy",
    "certified, kind, ready": "/products?certified=1&type=pouch&ready=7",
    "cheapest": "/products?sort=cheapest",
    "newest": "/products?sort=newest",
    "ready soonest": "/products?sort=ready",
    "kelurahan first": "/products?sort=near&near=64.74.01.1003",
    "one word": "/products?q=ombak",
}


def fill(bags: int, dice: random.Random) -> None:
    """Add makers and bags until there are so many; every third maker is certified."""
    have = db.session.scalar(select(func.count()).select_from(Listing)) or 0
    makers = db.session.scalar(select(func.max(Artisan.id))) or 0
    villages = list(db.session.scalars(select(Place.code).where(Place.level == 4)))
    while have < bags:
        rows: dict[type, list[dict]] = {
            kind: []
            for kind in (Account, Artisan, Certificate, Unit, UnitTechnique, Listing, ListingMaterial, ListingColour,
                         ListingUnit)
        }  # fmt: skip
        for _ in range(500):
            makers += 1
            number = min(int(dice.paretovariate(1.1) * 3), 600, bags - have)
            if number <= 0:
                break
            add_maker(rows, makers, dice.choice(villages))
            for place in range(number):
                have += 1
                add_bag(rows, have, makers, place, dice)
        for kind, found in rows.items():
            if found:
                db.session.execute(insert(kind.__table__), found)
        db.session.commit()


def add_maker(rows: dict, number: int, village: str) -> None:
    rows[Account].append(
        {"id": number, "email": f"p{number}@contoh.invalid", "name": f"Perajin {number}", "role": Role.ARTISAN,
         "locale": "id", "password_hash": "", "created_at": NOW, "version": 1}
    )  # fmt: skip
    rows[Artisan].append(
        {"id": number, "account_id": number, "slug": f"perajin-{number}", "name": f"Perajin {number}",
         "name_folded": f"perajin {number}", "place_code": village, "visible": True, "created_at": NOW, "version": 1,
         "form_of_address": "none", "story": "", "techniques": [], "affiliations": [], "affiliation_note": "",
         "whatsapp_public": False, "instagram": ""}
    )  # fmt: skip
    if number % 3 == 0:
        rows[Certificate].append(
            {"id": number, "code": f"BTG-{number:06d}", "artisan_id": number, "status": Status.VERIFIED,
             "paper": Paper.BNSP, "issue_date": date(2025, 10, 31), "valid_until": date(2028, 10, 31),
             "term_months": 36, "checked_on": date(2025, 11, 10), "method": Method.CITY_LIST,
             "decided_by_id": number, "certificate_no_key": f"{number}", "created_at": NOW, "updated_at": NOW,
             "version": 1, **{name: "" for name in BLANK}}
        )  # fmt: skip
        rows[Unit].append(
            {"id": number, "certificate_id": number, "position": 1, "code": "CONTOH.000.001", "title": "Merajut badan",
             "title_en": ""}
        )  # fmt: skip
        rows[UnitTechnique].append({"unit_id": number, "technique": Technique.CROCHET})


BLANK = (
    "holder_name", "holder_name_folded", "certificate_no", "registration_no", "registration_no_key", "blanko_no",
    "blanko_no_key", "body_name", "body_licence_no", "body_licence_key", "field", "scheme", "scheme_en",
    "issue_place", "signatory",
)  # fmt: skip


def add_bag(rows: dict, number: int, maker: int, place: int, dice: random.Random) -> None:
    lead = dice.choice([None, None, 3, 7, 14, 30])
    motif = dice.choice(["Ombak", "Bulan", "Zigzag", "Petak", "Kerang", "Bambu"])
    rows[Listing].append(
        {"id": number, "code": f"{number:010d}", "artisan_id": maker, "state": State.PUBLISHED, "slug": f"tas-{number}",
         "title": f"Tas {motif} {number}", "price": dice.randrange(40, 900) * 1000,
         "availability": Availability.MADE_TO_ORDER if lead else Availability.READY, "lead_days": lead,
         "readiness": -(lead or 0), "turn": max(0, TURNS - place), "bag_type": dice.choice(list(BagType)),
         "technique": dice.choice([Technique.CROCHET, Technique.CROCHET, Technique.KNIT]),
         "length_cm": dice.randrange(10, 45), "height_cm": dice.randrange(8, 40), "made_by": MadeBy.SELF,
         "outside_certificate": False, "imported": False, "colour_note": "", "material_note": "", "strap_note": "",
         "care": [], "story": "Dirajut sore hari. " * 10,
         "search_text": f"tas {motif.lower()} {number} rajut katun crochet cotton bag " + "dirajut sore hari " * 10,
         "created_at": NOW, "updated_at": NOW, "version": 1,
         "published_at": NOW - timedelta(minutes=dice.randrange(500_000), days=place)}
    )  # fmt: skip
    for kind, name, members in ((ListingMaterial, "material", Material), (ListingColour, "colour", Colour)):
        for member in dice.sample(list(members), dice.choice([1, 1, 2])):
            rows[kind].append({"listing_id": number, name: member})
    if maker % 3 == 0:
        rows[ListingUnit].append({"listing_id": number, "unit_id": maker})


def measure(client, address: str, pages: int) -> tuple[float, float, int]:
    """CPU of this process and time on the wall for a page, in milliseconds (medians), and its statements."""
    sent = []
    engine = db.engine
    note = lambda connection, cursor, statement, *rest: sent.append(statement)
    assert client.get(address).status_code == 200
    event.listen(engine, "before_cursor_execute", note)
    client.get(address)
    event.remove(engine, "before_cursor_execute", note)
    taken = []
    for _ in range(pages):
        cpu, wall = time.process_time(), time.perf_counter()
        client.get(address)
        taken.append((time.process_time() - cpu, time.perf_counter() - wall))
    middle = [sorted(column)[pages // 2] * 1000 for column in zip(*taken, strict=True)]
    return middle[0], middle[1], len([one for one in sent if one.startswith(("SELECT", "WITH"))])


def plans() -> None:
    """How the database reads the first page of each order, and a page far down."""
    sqlite = db.engine.dialect.name == "sqlite"
    for sort in Sort:
        search = Search(words=("ombak",) if sort is Sort.RELEVANCE else (), near="64.74.01.1003", sort=sort)
        first = list(db.session.execute(orders.page(search, None, NOW.date(), 13)))
        mark = orders.place_of(sort, first[-1]).mark(sort, 12)
        for name, at in (("first", None), ("next", mark)):
            lines = explain(orders.page(search, at, NOW.date(), 13), sqlite)
            scans = [line.strip() for line in lines if "SCAN listing" in line or "Seq Scan on listing" in line]
            used = sorted({word for line in lines for word in line.split() if word.startswith("ix_listing")})
            print(f"  {sort.value:10s} {name:6s} {'WHOLE TABLE: ' + scans[0] if scans else 'index'}  {', '.join(used)}")


def explain(statement, sqlite: bool) -> list[str]:
    sent = []
    note = lambda connection, cursor, words, values, *rest: sent.append((words, values))
    event.listen(db.engine, "before_cursor_execute", note)
    db.session.execute(statement).all()
    event.remove(db.engine, "before_cursor_execute", note)
    words, values = sent[-1]
    rows = db.session.connection().exec_driver_sql(("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + words, values)
    return [str(row[3 if sqlite else 0]) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database-url", default="")
    parser.add_argument("--sizes", default="1000,100000")
    parser.add_argument("--pages", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database_url.replace("postgresql://", "postgresql+psycopg://") or f"sqlite:///{folder}/bench.db"
        app = create_app(Settings(testing=True, data_dir=Path(folder), database_url=url, media_dir=Path(folder) / "m",
                                  private_dir=Path(folder) / "p", mail_url="memory:", jobs_in_web=False))  # fmt: skip
        app.config["RATELIMIT_ENABLED"] = False
        app.extensions["toolbox"].clock = lambda: NOW
        table: dict[str, dict[int, tuple[float, float, int]]] = {name: {} for name in PAGES}
        with app.app_context():
            db.create_all()
            load_shipped_places()
            db.session.commit()
        sizes = [int(size) for size in given.sizes.split(",")]
        for size in sizes:
            with app.app_context():
                fill(size, random.Random(size))
                db.session.execute(text("ANALYZE"))
                db.session.commit()
            client = app.test_client()
            for name, address in PAGES.items():
                with app.app_context():
                    table[name][size] = measure(client, address, given.pages)
        print(f"{'page':24s}" + "".join(f"{size:>10d} cpu/wall ms" for size in sizes) + "   ratio  statements")
        for name, row in table.items():
            cells = "".join(f"{row[size][0]:14.1f} /{row[size][1]:6.1f}" for size in sizes)
            print(f"{name:24s}{cells}   {row[sizes[-1]][0] / row[sizes[0]][0]:5.2f}  {row[sizes[-1]][2]}")
        with app.app_context():
            plans()
            if given.database_url:
                db.session.remove()
                db.drop_all()
        app.extensions["toolbox"].close()


if __name__ == "__main__":
    main()
