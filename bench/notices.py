"""The kill -9 drill of what accounts are told: python bench/notices.py [--kills N] [--accounts N] [--seed N]."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tests.drills.notices import drill  # runs from a checkout


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kills", type=int, default=20)
    words.add_argument("--accounts", type=int, default=20)
    words.add_argument("--workers", type=int, default=2)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--database-url", default="", help="an empty database instead of SQLite")
    chosen = words.parse_args()
    begun = time.monotonic()
    with TemporaryDirectory() as folder:
        told = drill(
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
