"""What a page costs: kept, made, drawn from memory, beside bare Flask and beside django-oscar. One table, ratios in one run.

    python bench/pages.py /tmp/c1k [/tmp/c100k ...] [postgresql://.../c1k ...] [--oscar postgresql://USER@HOST:PORT/postgres]

Each place is a catalogue of `bench/catalogues.py`: a data folder (SQLite) or the address of a PostgreSQL database, the smallest
of a kind first. Measured is processor time of this process, best of a few rounds, with no web server between: the WSGI
application is called, for us, for bare Flask and for Oscar alike. `--oscar` names a PostgreSQL server: an environment with django-oscar is
made in a temporary folder, and a database with as many products as the first catalogue has bags.

made     the page is put together from the database, as for a reader whose page is not kept while nothing changes: counts of the
         filters hold for the version of the data, macros that are pure were drawn before (cards, icons, the frame)
anew     the same with neither: as for the very first reader after a start
memory   the request with all the template needs at hand: routing, template, compression, headers
kept     the page is answered whole from what was kept, the version asked of the database
writes   16 readers of 200 bags, each price told is held against the newest one committed before the request; hits while
         a writer changes so many bags a second, with one version for everything and with one for each artisan
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "bench")]

from flask import Flask  # runs from a checkout
from oscar_environment import empty_database, python_with_oscar
from sqlalchemy import text
from werkzeug.test import EnvironBuilder

from marketplace.app import create_app
from marketplace.catalogue.views import bags
from marketplace.database.base import db
from marketplace.database.session import session, writing
from marketplace.extensions import limiter
from marketplace.listings import views
from marketplace.settings import Settings
from marketplace.web import kept_pages, pure_macros

HEADERS = {"Accept-Encoding": "gzip, deflate, br", "User-Agent": "bench"}
BAGS = (
    "SELECT listing.id, listing.slug, listing.code FROM listing JOIN artisan ON artisan.id = artisan_id WHERE state = 'published'"
    " AND visible AND listing.slug <> '' AND made_by = 'self'"
    " AND EXISTS (SELECT 1 FROM listing_unit WHERE listing_id = listing.id) ORDER BY listing.id LIMIT 200"
)
PRICE = re.compile(r'"price":\s*"?(\d+)')
READERS = 16
DIFFERENT, FROM_MEMORY = 20, 5
"""Bags asked for in turn, and of how many the template is drawn from memory."""


def settings_of(place: str, **more: Any) -> Settings:
    folder = Path("/tmp/bench-pages") if "://" in place else Path(place)
    url = place.replace("postgresql://", "postgresql+psycopg://") if "://" in place else f"sqlite:///{folder / 'terajut.db'}"
    return Settings(data_dir=folder, database_url=url, media_dir=folder / "media", private_dir=folder / "private", mail_url="memory:", jobs_in_web=False, **more)


def ask(app: Any, path: str, headers: dict[str, str] = HEADERS) -> Callable[[], tuple[str, bytes]]:
    place, _, query = path.partition("?")
    environ = EnvironBuilder(path=place, query_string=query, base_url="http://127.0.0.1:8000", headers=headers).get_environ()

    def once() -> tuple[str, bytes]:
        said: list[str] = []
        answer = app(dict(environ), lambda status, headers, problem=None: said.append(status))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return said[0], body

    return once


def in_turn(app: Any, paths: Sequence[str]) -> Callable[[], tuple[str, bytes]]:
    """Ask one address after the other."""
    asked = cycle([ask(app, path) for path in paths])
    return lambda: next(asked)()


def cost(once: Callable[[], object], number: int, rounds: int) -> float:
    """Milliseconds of processor time."""
    once(), once()
    best = 1e9
    for _ in range(rounds):
        begun = time.process_time()
        for _ in range(number):
            once()
        best = min(best, (time.process_time() - begun) / number)
    return best * 1000


@contextmanager
def from_memory(app: Flask, module: Any, endpoint: str, once: Callable[[], object]) -> Iterator[None]:
    """Answer the endpoint with the template and the values its view gave it before."""
    real, caught = module.render_template, {}

    def catch(template: str, **values: Any) -> str:
        page = real(template, **values)
        session.expunge_all()  # so that the end of the request takes nothing out of the values
        caught.update(template=template, values=values)
        return page

    module.render_template = catch
    view = app.view_functions[endpoint]
    try:
        once()

        def shown(**address: Any) -> str:
            return real(caught["template"], **caught["values"])

        shown.door = view.door  # type: ignore[attr-defined]
        app.view_functions[endpoint] = shown
        yield
    finally:
        module.render_template = real
        app.view_functions[endpoint] = view


class Table:
    """Lines with their ratios, and whether the goals were met."""

    def __init__(self) -> None:
        self.missed = 0

    def line(self, name: str, value: str, ratio: float | None = None, goal: str = "", good: bool = True) -> None:
        self.missed += not good
        told = "" if ratio is None else f"{ratio:7.2f} x"
        print(f"{name:58} {value:>12} {told:>10}  {goal}{'' if good else '   MISSED'}", flush=True)


def measure(place: str, table: Table, rounds: int, bare: float) -> dict[str, float]:
    keeping, making = create_app(settings_of(place)), create_app(settings_of(place, page_memory_bytes=1))
    plain = create_app(settings_of(place, page_memory_bytes=0))
    limiter.enabled = False
    with keeping.app_context():
        paths = [f"/products/{row[1]}-{row[2]}" for row in session.execute(text(BAGS))][:DIFFERENT]
        found = {"bags": session.scalar(text("SELECT count(*) FROM listing"))}
    gc.collect()
    gc.freeze()  # as `cli/serve` does before the first request
    name = place.rpartition("/")[2]
    kind = "PostgreSQL" if "://" in place else "SQLite"
    print(f"\n{kind}, {name}")
    found["kept"] = cost(ask(keeping, paths[0]), 300, rounds)
    table.line("bag, kept", f"{found['kept']:.3f} ms", found["kept"] / bare, "of bare Flask; goal 2", found["kept"] <= 2 * bare)
    for page, asked, module, endpoint, goal in (
        ("bag", paths, views, "listings.show", 1.6),
        ("list", ["/products"], bags, "catalogue.browse", 1 / 0.6),
    ):
        assert ask(making, asked[0])()[0] == "200 OK"
        found[page] = cost(in_turn(making, asked), 2 * DIFFERENT, rounds)
        room, pure_macros.MOST = pure_macros.MOST, 0
        found[f"{page} anew"] = cost(in_turn(plain, asked), 2 * DIFFERENT, rounds)
        pure_macros.MOST = room
        memories = []
        for path in asked[:FROM_MEMORY]:
            once = ask(making, path)
            with from_memory(making, module, endpoint, once):
                memories.append(cost(once, DIFFERENT, rounds))
        found[f"{page} from memory"] = sum(memories) / len(memories)
        table.line(f"{page}, from memory", f"{found[f'{page} from memory']:.2f} ms")
        ratio = found[page] / found[f"{page} from memory"]
        table.line(f"{page}, made", f"{found[page]:.2f} ms", ratio, f"of memory; goal {goal:.2f}", ratio <= goal)
        table.line(f"{page}, anew", f"{found[f'{page} anew']:.2f} ms", found[f"{page} anew"] / found[page], "of made")
    for app in (keeping, making, plain):
        app.extensions["toolbox"].close()
    return found


def with_writes(place: str, table: Table, seconds: float, pace: float, finer: bool) -> None:
    app = create_app(settings_of(place))
    views.hangs_on = kept_pages.hangs_on if finer else lambda *artisans: None
    limiter.enabled = False
    with app.app_context():
        chosen = session.execute(text(BAGS)).all()
        session.rollback()
    committed = dict.fromkeys((row[0] for row in chosen), 0)
    counts = {"asked": 0, "errors": 0, "stale": 0}
    made, stop, lock = [0], threading.Event(), threading.Lock()
    inner = app.dispatch_request

    def counted() -> Any:
        made[0] += 1
        return inner()

    app.dispatch_request = counted  # type: ignore[method-assign]

    def write() -> None:
        chance, number = random.Random(1), int(time.time()) % 10_000_000
        with app.app_context():
            while not stop.wait(1 / pace):
                number += 1
                row = chance.choice(chosen)
                with writing():
                    session.execute(text("UPDATE listing SET price = :price WHERE id = :id"), {"price": number, "id": row[0]})
                committed[row[0]] = number

    def read(seed: int) -> None:
        chance = random.Random(seed)
        while not stop.is_set():
            row = chance.choices(chosen, cum_weights=WEIGHTS)[0]
            least = committed[row[0]]
            status, body = ask(app, f"/products/{row[1]}-{row[2]}", {})()
            price = PRICE.search(body.decode())
            with lock:
                counts["asked"] += 1
                counts["errors"] += status != "200 OK"
                counts["stale"] += price is None or int(price[1]) < least

    ask(app, f"/products/{chosen[-1][1]}-{chosen[-1][2]}", {})()  # templates and statements are put together once
    made[0] = 0
    threads = [threading.Thread(target=write), *(threading.Thread(target=read, args=(seed,)) for seed in range(READERS))]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    asked = max(1, counts["asked"])
    hits = 1 - made[0] / asked
    told = f"{counts['errors']} errors, {counts['stale']} stale of {asked}; {hits:.0%} kept"
    whose = "each artisan's" if finer else "one"
    table.line(f"{READERS} readers, {pace:g} changes a second, {whose} version", told, None, "", not counts["errors"] and not counts["stale"])
    app.extensions["toolbox"].close()


WEIGHTS = [sum(1 / rank for rank in range(1, last + 2)) for last in range(200)]


def oscar(server: str, products: int) -> dict[str, Any]:
    python = python_with_oscar()
    with empty_database(server) as url:
        command = [str(python), str(PROJECT / "bench" / "oscar_site.py"), "--database", url.database, "--products", str(products)]
        for name, value in (("--host", url.host), ("--port", url.port), ("--user", url.username)):
            command += [name, str(value)] if value else []
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("places", nargs="+")
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--seconds", type=float, default=5, help="how long readers and a writer meet (0: not at all)")
    words.add_argument("--oscar", default="", help="a PostgreSQL server on which a database for django-oscar may be made")
    chosen = words.parse_args()
    flask = Flask("bare")
    flask.add_url_rule("/", view_func=lambda: "hello")
    table = Table()
    bare = cost(ask(flask, "/"), 1000, chosen.rounds)
    table.line("bare Flask, five bytes", f"{bare:.3f} ms")
    first: dict[str, dict[str, float]] = {}
    for place in chosen.places:
        found, kind = measure(place, table, chosen.rounds, bare), place.partition(":")[0] if "://" in place else "sqlite"
        before = first.setdefault(kind, found)
        if before is not found:
            for page in ("bag", "list"):
                ratio = found[page] / before[page]
                table.line(f"{page}, made, beside the smallest catalogue", "", ratio, "goal 1.15", ratio <= 1.15)
        if chosen.seconds:
            for pace in (0.2, 2, 20):
                for finer in (False, True):
                    with_writes(place, table, chosen.seconds, pace, finer)
    if chosen.oscar:
        ours = first.get("postgresql") or next(iter(first.values()))
        theirs = oscar(chosen.oscar, int(ours["bags"]))
        print(f"\ndjango-oscar {theirs['version']}, PostgreSQL, {theirs['products']} products: product {theirs['product_ms']:.1f} ms, {theirs['product_statements']} statements;"
              f" listing {theirs['listing_ms']:.1f} ms, {theirs['listing_statements']} statements")  # fmt: skip
        for name, page, key, goal in (("bag, kept", "kept", "product_ms", 40), ("bag, made", "bag", "product_ms", 10), ("list, made", "list", "listing_ms", 20)):
            ratio = theirs[key] / ours[page]
            table.line(f"{name}, requests per CPU second", f"{1000 / ours[page]:.0f}", ratio, f"of Oscar's; goal {goal}", ratio >= goal)
    return int(table.missed > 0)


if __name__ == "__main__":
    sys.exit(main())
