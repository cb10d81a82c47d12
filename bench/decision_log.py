"""How much the decision log costs: appending over the bare insert, signing, and proving with tiles at hand.

    python bench/decision_log.py [--entries 10000] [--database sqlite:////tmp/x.db]

Everything is measured in one run on one database. Both inserts of a pair are committed on their own, alternately, so that
what differs is the log alone. A database that is named must be empty.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from marketplace.access.actors import SYSTEM
from marketplace.adapters.signing.keys import KeyFile
from marketplace.app import create_app
from marketplace.database.base import db
from marketplace.database.session import reading, writing
from marketplace.decision_log import operations, proofs, queries, verification
from marketplace.decision_log.rules.entries import Deed
from marketplace.settings import Settings

AT = datetime(2026, 4, 14, 1, 12, tzinfo=UTC)
BARE = Table("bare", MetaData(), Column("id", Integer, primary_key=True), Column("text", String(700)))
PRIVATE = {"certificate": "1", "reason": "Sebabnya begini.", "note": "", "fields": "", "claim": "x" * 400}
SAMPLES = 100


Took = tuple[float, float]
"""Milliseconds by the clock on the wall, and of processor time in this process."""


def took(work: Callable[[], object]) -> Took:
    begun, spent = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - begun) * 1000, (time.process_time() - spent) * 1000


def bare() -> None:
    with writing() as session:
        session.execute(insert(BARE).values(text="x" * 600))


def logged(number: int) -> None:
    with writing():
        deed = Deed("certificate.verify", SYSTEM, AT, record=f"BTG-{number}", private=PRIVATE)
        operations.append(deed, about=("bench", number))


def told(name: str, times: list[Took], goal: str) -> None:
    wall, spent = (sorted(each) for each in zip(*times, strict=True))
    middle, high = statistics.median(wall), wall[len(wall) * 95 // 100]
    print(f"{name:32} median {middle:7.2f} ms, p95 {high:7.2f}; processor {statistics.median(spent):6.2f} ms   ({goal})")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="decision-log-"))
    url = options.database or f"sqlite:///{folder / 'log.db'}"
    app = create_app(Settings(data_dir=folder, database_url=url, mail_url="memory:"))
    key = KeyFile(folder / "log.key").load_or_make()
    with app.app_context():
        db.create_all()
        BARE.create(db.engine)
        inserts, appends = [], []
        for number in range(options.entries):
            inserts.append(took(bare))
            appends.append(took(lambda number=number: logged(number)))
        told("bare insert", inserts, "for comparison")
        told("append", appends, "for comparison")
        over = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(inserts, appends, strict=True)]
        told("append over the bare insert", over, "goal: median below 5 ms")
        told("the same, last tenth", over[-len(over) // 10 :], "does it grow?")

        def sign() -> None:
            with reading():
                checked = operations.check()
            with writing():
                operations.sign(checked, key, origin="bench/decisions", at=AT)

        print(f"first checkpoint, all tiles made: {took(sign)[0]:.0f} ms")
        signings = []
        for number in range(10):
            logged(options.entries + number)
            signings.append(took(sign))
        told(f"checkpoint at {options.entries} entries", signings, "goal: below 200 ms")

        def prove(seq: int) -> None:
            with reading():
                proofs.proof_of(queries.entry(seq)).text()

        step = max(1, options.entries // SAMPLES)
        told(
            "proof, tiles kept",
            [took(lambda n=n: prove(n)) for n in range(0, options.entries, step)],
            "goal: below 10 ms",
        )
        with reading():
            begun = time.perf_counter()
            report = verification.verify()
            print(
                f"log verify: {report.size} entries in {time.perf_counter() - begun:.2f} s, {len(report.faults)} faults"
            )


if __name__ == "__main__":
    main()
