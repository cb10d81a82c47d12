"""The certificates of the demonstration, in every standing there is. Numbers and codes say that they are samples."""

from __future__ import annotations

from datetime import date, timedelta

from marketplace.certificates.claims import Claim, UnitEntry
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Action
from marketplace.demo.people import Person
from marketplace.kit.dates import add_months

UNITS = (
    UnitEntry("Menyiapkan alat dan bahan rajut", "CONTOH.000.001"),
    UnitEntry("Membaca pola dan menghitung tusuk", "CONTOH.000.002"),
    UnitEntry("Merajut badan tas", "CONTOH.000.003"),
    UnitEntry("Memasang pegangan dan lapisan", "CONTOH.000.004"),
    UnitEntry("Memeriksa mutu dan menyelesaikan tas", "CONTOH.000.005"),
)
TERM = 36
REDUCED = "Nurhayati Peraga"
"""The holder whose certificate lost a unit."""

AFTER_SUBMISSION: dict[str, tuple[tuple[Action, str], ...]] = {
    "valid": ((Action.VERIFY, ""),),
    "expiring": ((Action.VERIFY, ""),),
    "expired": ((Action.VERIFY, ""),),
    "renewed": ((Action.VERIFY, ""),),
    "suspended": ((Action.VERIFY, ""), (Action.SUSPEND, "Menunggu penjelasan LSP tentang nomor registrasi.")),
    "revoked": ((Action.VERIFY, ""), (Action.REVOKE, "LSP menyatakan sertifikat ini dibatalkan.")),
    "pending": (),
    "needs_changes": (
        (
            Action.ASK_CHANGES,
            "Foto belakang buram. Coba di dekat jendela, kertas rata, semua sudut terlihat.",
        ),
    ),
    "training": ((Action.VERIFY, ""),),
    "rejected": ((Action.REJECT, "Ini surat pelatihan dari LPK, bukan sertifikat kompetensi BNSP."),),
}


def issue_date(fate: str, today: date) -> date:
    """Return a date of issue that brings about this standing today."""
    if fate == "expiring":
        return add_months(today, 2 - TERM)
    if fate in ("expired", "renewed"):
        return add_months(today, -4 - TERM)
    return min(date(2025, 10, 31), today - timedelta(days=30))


def claims(person: Person, number: int, today: date) -> list[Claim]:
    """Return what a person's papers say, oldest first: none, one, or a lapsed one and its renewal."""
    if person.fate in ("none", "listed"):
        return []
    issued = issue_date(person.fate, today)
    if person.fate == "training":
        return [training(person.name, number, issued)]
    first = claim(person.name, number, issued)
    if person.fate != "renewed":
        return [first]
    return [first, claim(person.name, 100 + number, add_months(issued, TERM - 1))]


def claim(name: str, number: int, issued: date) -> Claim:
    """Return what stands on the paper: zeros where a real one has codes."""
    return Claim(
        paper=Paper.BNSP,
        holder_name=name,
        certificate_no=f"00000 0000 0 {number:07d} {issued.year}",
        registration_no=f"CTH 000 {number:05d} {issued.year}",
        body_name="LSP Contoh",
        body_licence_no="BNSP-LSP-000-ID",
        field="Kerajinan (contoh)",
        scheme="Pembuatan Tas Rajut (contoh)",
        scheme_en="Knitted bag making (sample)",
        issue_place="Bontang",
        issue_date=issued,
        term_months=TERM,
        signatory="Ketua LSP Contoh",
        units=UNITS,
    )


def training(name: str, number: int, issued: date) -> Claim:
    """Return a training provider's paper: a number, a day, no term and no units."""
    return Claim(
        paper=Paper.LPK,
        holder_name=name,
        certificate_no=f"CONTOH/LPK/{number:03d}/{issued.year}",
        body_name="LPK Contoh",
        scheme="Pelatihan merajut tas (contoh)",
        scheme_en="Training in knitting bags (sample)",
        issue_place="Bontang",
        issue_date=issued,
        signatory="Kepala LPK Contoh",
    )
