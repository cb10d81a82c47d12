"""The papers of the demonstration: each drawn from its own certificate's data, marked as a specimen.

They carry no emblem, logo or artwork of any authority or certifying body, and no signature.
"""

from __future__ import annotations

from marketplace.adapters.images.specimens import TextLine, draw_sheet
from marketplace.certificates.claims import Claim
from marketplace.certificates.rules import ScanSide

STAMP = "SPECIMEN / CONTOH"
FIRST_UNIT, UNIT_STEP = 320, 96


def specimen(claim: Claim, side: ScanSide) -> bytes:
    """Return one side of the paper a claim was copied from, as a JPEG."""
    return draw_sheet(_front(claim) if side is ScanSide.FRONT else _back(claim), STAMP)


def _front(claim: Claim) -> list[TextLine]:
    return [
        TextLine("SERTIFIKAT CONTOH", 170, 44),
        TextLine("bukan dokumen resmi / not an official document", 226, 20),
        TextLine(f"No. {claim.certificate_no}", 290, 24),
        TextLine("nama / name", 380, 18),
        TextLine(claim.holder_name, 408, 44),
        TextLine(f"No. Reg. {claim.registration_no}", 476, 22),
        TextLine("skema / scheme", 560, 18),
        TextLine(claim.scheme, 588, 34),
        TextLine(claim.scheme_en, 636, 20),
        TextLine(f"diterbitkan / issued: {claim.issue_place}, {_day(claim.issue_date)}", 730, 22),
        TextLine(f"berlaku sampai / valid until: {_day(claim.last_day)}", 770, 22),
        TextLine(claim.body_name, 880, 26),
        TextLine(claim.body_licence_no, 918, 20),
        TextLine(claim.signatory, 990, 20),
    ]


def _back(claim: Claim) -> list[TextLine]:
    units = [
        line
        for number, unit in enumerate(claim.units, start=1)
        for line in (
            TextLine(f"{number}. {unit.title}", FIRST_UNIT + UNIT_STEP * (number - 1), 26),
            TextLine(unit.code, FIRST_UNIT + UNIT_STEP * (number - 1) + 36, 18),
        )
    ]
    return [
        TextLine("UNIT KOMPETENSI (CONTOH)", 170, 36),
        TextLine(f"{claim.holder_name} · {claim.certificate_no}", 226, 20),
        *units,
    ]


def _day(day: object) -> str:
    return str(day or "")
