"""The same paper photographed or scanned once more, found by its marks. A hint for officers, never proof.

The bound was measured with `bench/likeness.py` on fronts of one template, which differ in nothing but name and numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.certificates.models import Certificate, Scan, ScanBand, ScanMark
from marketplace.certificates.rules import ScanSide, Status
from marketplace.database.session import session
from marketplace.kit.bands import bands, crowding, distance

BANDS = 16
MOST_BITS, MOST_CROWDED = 36, 7
"""Marks that differ in more of their 1024 bits, or in more of two neighbouring lines, are those of different papers:
another photo of one paper differs a little everywhere, another holder's paper differs where her name stands."""
SIDE = 32
MOST_CANDIDATES = 400
"""Fronts that share a band and are compared whole."""

Marks = Mapping[int, Sequence[str]]
"""By number of the page: none, or four marks."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A front that looks like one of one's own scans; `bits` is how far the two are apart."""

    own_scan_id: int
    scan_id: int
    certificate_id: int
    bits: int


def bits_apart(one: str, other: str) -> int | None:
    """Return in how many bits two marks differ, if they are so alike that they may be of one paper."""
    bits = distance(one, other)
    return bits if bits <= MOST_BITS and crowding(one, other, SIDE) <= MOST_CROWDED else None


def remember(scan_id: int, marks: Marks) -> None:
    """Keep the marks of a front's first page; those kept before are replaced.

    Backs are passed over: those of one scheme differ in one small line, and would all look like copies.
    """
    scan = session.get_one(Scan, scan_id)
    scan.marks, scan.bands = [], []
    session.flush()
    first = marks.get(1, ()) if scan.side is ScanSide.FRONT else ()
    scan.marks.extend(ScanMark(turn=turn, mark=mark) for turn, mark in enumerate(first))
    scan.bands.extend(ScanBand(band=band) for mark in first[:1] for band in bands(mark, BANDS))
    session.flush()


def keep_none(number: int, marks: Marks) -> None:
    """Keep no marks: evidence of checks and reports is no certificate."""


def similar_to(scan_ids: Collection[int]) -> list[Similar]:
    """Return the fronts of other certificates that look like one of these scans, the most alike first; two queries.

    Drafts are left out: nobody has been shown them yet. Where more than MOST_CANDIDATES share a band, the newest are
    compared.
    """
    own = session.scalars(select(ScanMark).where(ScanMark.scan_id.in_(scan_ids))).all()
    if not own:
        return []
    wanted = {band for mark in own for band in bands(mark.mark, BANDS)}
    met = (
        select(ScanBand.scan_id)
        .where(ScanBand.band.in_(wanted), ScanBand.scan_id.not_in(scan_ids))
        .distinct()
        .order_by(ScanBand.scan_id.desc())
        .limit(MOST_CANDIDATES)
    )
    rows = session.execute(
        select(ScanMark.scan_id, ScanMark.mark, Scan.certificate_id)
        .join(Scan, Scan.id == ScanMark.scan_id)
        .join(Certificate, Certificate.id == Scan.certificate_id)
        .where(ScanMark.scan_id.in_(met.subquery().select()), ScanMark.turn == 0)
        .where(Certificate.status != Status.DRAFT)
    )
    near = []
    for scan_id, mark, certificate_id in rows:
        met_by = [(bits, mine.scan_id) for mine in own if (bits := bits_apart(mine.mark, mark)) is not None]
        if met_by:
            bits, own_id = min(met_by)
            near.append(Similar(own_id, scan_id, certificate_id, bits))
    return sorted(near, key=lambda similar: (similar.bits, similar.scan_id))
