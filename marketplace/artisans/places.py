"""Loading the places artisans work in, by Kemendagri code."""

from __future__ import annotations

from pathlib import Path

from marketplace.artisans.models import Place
from marketplace.artisans.rules import read_places
from marketplace.database.session import session

FOLDER = Path(__file__).resolve().parent / "places"


def load_places(path: Path = FOLDER / "bontang.csv") -> int:
    """Add or rename places from a `code,name,level,parent` file; return how many rows it holds.

    Loading twice changes nothing. ValueError names the line that does not fit.
    """
    count = 0
    with path.open(encoding="utf-8", newline="") as file:
        for row in read_places(file):
            session.merge(Place(code=row.code, name=row.name, level=int(row.level), parent_code=row.parent))
            session.flush()
            count += 1
    return count
