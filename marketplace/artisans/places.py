"""Loading the places artisans work in, by Kemendagri code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select

from marketplace.artisans.models import Place
from marketplace.artisans.rules import PlaceRow, place_files, read_places
from marketplace.database.session import session

FOLDER = Path(__file__).resolve().parent / "places"
AT_ONCE = 500


def load_places(path: Path = FOLDER / "bontang.csv") -> int:
    """Add or rename places from a `code,name,level,parent` file; return how many rows it holds.

    Loading twice changes nothing, and nothing is ever removed: artisans may live there. ValueError names the line
    that does not fit, or the place whose parent is neither in the file before it nor loaded already; nothing of
    the file is kept then.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(read_places(file))
    with session.begin_nested():
        for start in range(0, len(rows), AT_ONCE):
            _load(rows[start : start + AT_ONCE])
    return len(rows)


def load_shipped_places() -> int:
    """Load the lists that come with the project into a database that knows no place yet; return how many rows."""
    if session.scalar(select(func.count()).select_from(Place)):
        return 0
    return sum(load_places(path) for path in place_files())


def _load(rows: Sequence[PlaceRow]) -> None:
    wanted = {row.code for row in rows} | {row.parent for row in rows if row.parent}
    known = {place.code: place for place in session.scalars(select(Place).where(Place.code.in_(wanted)))}
    for row in rows:
        if row.parent is not None and row.parent not in known:
            raise ValueError(f"{row.code}: its parent {row.parent} is not known")
        place = known.get(row.code)
        if place is None:
            known[row.code] = place = Place(code=row.code, level=int(row.level), parent_code=row.parent)
            session.add(place)
        place.name = row.name
    session.flush()
