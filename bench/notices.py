"""The kill -9 drill of what accounts are told: python bench/notices.py [--pushes] [--kills N] [--accounts N] [--seed N]."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tests.drills import notices, pushes  # runs from a checkout


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--pushes", action="store_true", help="notices to browsers instead of letters")
    words.add_argument("--kills", type=int, default=20)
    words.add_argument("--accounts", type=int, default=20)
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--database-url", default="", help="an empty database instead of SQLite")
    chosen = words.parse_args()
    return pushed(chosen) if chosen.pushes else written(chosen)


def pushed(chosen: argparse.Namespace) -> int:
    """Measure notices to browsers."""
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        given = Path(folder), chosen.kills, chosen.seed, chosen.database_url
        told = pushes.drill(*given, accounts=chosen.accounts, workers=chosen.workers)
    print(f"{told.kills.total()} kills in {time.monotonic() - begun:.0f} s, seed {chosen.seed}: {dict(told.kills)}")
    print(f"left half done: {dict(told.in_hand)}")
    print(f"{told.events} events, {told.devices} devices: {told.received} pushes came in, {told.shown} notices are shown")
    print(f"handed to the push service again, under the same topic and tag: {told.twice}")
    print("\n".join(told.faults) or "each event reached each device of its account and is shown once; none is lost")
    return int(bool(told.faults))


def written(chosen: argparse.Namespace) -> int:
    """Measure letters."""
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        told = notices.drill(
            Path(folder),
            chosen.kills,
            chosen.seed,
            chosen.database_url,
            accounts=chosen.accounts,
            workers=chosen.workers,
        )
    print(f"{told.kills.total()} kills in {time.monotonic() - begun:.0f} s, seed {chosen.seed}; in hand: {dict(told.kills)}")
    print(f"{told.readers} accounts, {told.bags} events: {len(told.letters)} letters")
    print(f"handed to the mail server again, under the same Message-ID: {told.twice}")
    print("\n".join(told.faults) or "each event is one row of a feed and stands in exactly one letter; none is lost")
    return int(bool(told.faults))


if __name__ == "__main__":
    sys.exit(main())
