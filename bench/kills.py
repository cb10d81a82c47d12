"""The kill -9 drill with figures: python bench/kills.py [--kills N] [--seed N] [--photos N] [--keep FOLDER].

With `--photos 1000` nothing but photos is sent, and the worker and its decoding children are killed as the server is.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from tests.drills.kills import drill  # runs from a checkout

LONGEST_RESTART = 5.0


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kills", type=int, default=20)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--photos", type=int, default=0, help="send only photos, so many, and kill the worker too")
    words.add_argument("--keep", type=Path, help="keep the server's folder here")
    words.add_argument("--database-url", default="", help="an empty database instead of SQLite in that folder")
    chosen = words.parse_args()
    with TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        begun = time.monotonic()
        report = drill(folder, chosen.kills, chosen.seed, chosen.database_url, chosen.photos)
        took = time.monotonic() - begun
    restarts = report.restarts[1:] or report.restarts
    print(f"{chosen.kills} kills ({dict(report.killed)}) in {took:.0f} s, seed {chosen.seed}")
    print(f"acknowledged: {report.deeds.total()} ({', '.join(f'{n} {k}' for k, n in sorted(report.deeds.items()))})")
    print(f"without an answer: {report.unknown}; refused: {dict(report.refused) or 'none'}")
    print(f"jobs left by killed workers and finished later: {report.interrupted}")
    print(f"start to first 200: median {median(restarts):.2f} s, longest {max(restarts):.2f} s")
    print("\n".join(report.faults) or "nothing lost, nothing by half, nothing twice")
    return int(bool(report.faults) or max(restarts) > LONGEST_RESTART)


if __name__ == "__main__":
    sys.exit(main())
