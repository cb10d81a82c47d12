"""Pictures that look like copies of others: pressed again, mirrored, or cut down around the middle. Hints, no proof.

`bench/likeness.py` measures up to which cut a copy is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from marketplace.adapters.images.results import PictureMark
from marketplace.database.session import session
from marketplace.kit.bands import bands, distance
from marketplace.pictures.models import Mark, MarkBand, Picture, PictureCopy

BANDS = 4
MOST_BITS = 6
"""Hashes that differ in more of their 64 bits are those of different pictures. Four bands find all within three."""
MOST_CANDIDATES = 400


def remember(picture: Picture, marks: Sequence[PictureMark], at: datetime) -> None:
    """Keep the marks of a picture and write down which earlier ones it looks like; a second time changes nothing.

    Of two pictures one may be cut out of the other, so whole ones are compared with the middles of the other, both
    ways; a mirror is looked for from the newer one's side.
    """
    if not marks or session.get(Mark, (picture.id, 0)) is not None:
        return
    found: dict[int, PictureCopy] = {}
    for mark in marks:
        for theirs in _near(mark.mark, whole_only=mark.crop > 0):
            bits = distance(mark.mark, theirs.mark)
            before = found.get(theirs.picture_id)
            if bits <= MOST_BITS and (before is None or bits < before.bits):
                found[theirs.picture_id] = PictureCopy(
                    picture_id=picture.id,
                    other_id=theirs.picture_id,
                    bits=bits,
                    crop=max(mark.crop, theirs.crop),
                    mirrored=mark.mirrored,
                    found_at=at,
                )
    session.add_all(_rows(picture.id, marks))
    session.add_all(found.values())
    session.flush()


def _near(mark: str, *, whole_only: bool) -> Sequence[Mark]:
    """Return marks that share a band with this one, the newest pictures first."""
    query = select(MarkBand.picture_id, MarkBand.crop).where(MarkBand.band.in_(bands(mark, BANDS))).distinct()
    if whole_only:
        query = query.where(MarkBand.crop == 0)
    met = query.order_by(MarkBand.picture_id.desc(), MarkBand.crop).limit(MOST_CANDIDATES).subquery()
    return session.scalars(
        select(Mark).join(met, (met.c.picture_id == Mark.picture_id) & (met.c.crop == Mark.crop))
    ).all()


def _rows(picture_id: int, marks: Iterable[PictureMark]) -> list[Mark | MarkBand]:
    rows: list[Mark | MarkBand] = []
    for mark in marks:
        if not mark.mirrored:
            rows.append(Mark(picture_id=picture_id, crop=mark.crop, mark=mark.mark))
            rows.extend(
                MarkBand(picture_id=picture_id, crop=mark.crop, band=band) for band in bands(mark.mark, BANDS)
            )
    return rows
