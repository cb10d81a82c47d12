"""Lists of results that journeys bring along, and the people on them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.spreadsheets.tables import Cell, Table
from marketplace.rosters import operations
from marketplace.rosters.judging import fingerprint
from marketplace.rosters.operations import Origin
from tests.adapters.spreadsheets.workbooks import workbook
from tests.journeys.site import Site

HEADINGS = (
    "No",
    "Nama Peserta",
    "NIK",
    "Tempat, Tanggal Lahir",
    "Kelurahan",
    "Nomor Sertifikat",
    "No. Reg",
    "Hasil (K/BK)",
)
ORIGIN = Origin(
    event="Tas rajut (contoh)",
    body_name="LSP Contoh Daftar",
    scheme="Pembuatan Tas Rajut (contoh)",
    issue_date=date(2025, 10, 31),
    term_months=36,
)


def nik(number: int) -> str:
    """Sixteen digits of nobody: no region begins so."""
    return f"000000000000{number:04d}"


def certificate_no(number: int) -> str:
    return f"00000 0000 0 {number:07d} 2025"


def born(number: int) -> str:
    return f"{1 + number % 28}-3-1985"


def line(number: int, name: str, result: str = "K", **changes: str) -> list[object]:
    row: dict[str, object] = {
        "no": number,
        "name": name,
        "nik": nik(number),
        "born": f"Bontang, {born(number)}",
        "village": "Bontang Kuala",
        "certificate_no": certificate_no(number),
        "registration_no": f"CTH 000 {number:05d} 2025",
        "result": result,
    }
    return list((row | changes).values())


def xlsx(rows: list[list[object]]) -> bytes:
    """The list as an LSP files it, a title above its headings."""
    return workbook([["DAFTAR HASIL UJI KOMPETENSI (CONTOH)"], [], list(HEADINGS), *rows])


def draft_of_every_outcome(site: Site, officer_id: int) -> int:
    """Keep a draft with a row of every outcome; returns its number."""
    first = [line(9001, "Sama Contoh"), line(9002, "Beda Contoh")]
    later = [
        *first[:1],
        line(9002, "Beda Sekali Contoh"),
        line(9003, "Baru Contoh"),
        line(9004, "Dobel Contoh"),
        line(9004, "Dobel Contoh Dua"),
        line(9005, "12345", result="mungkin"),
        line(9006, "Belum Contoh", "BK"),
    ]
    box = site.box
    actor = Actor(officer_id, Role.OFFICER, "Petugas Satu (contoh)", second_factor=True)
    at, today = box.clock(), box.today()
    with site.change():
        for rows in (first, later):
            cells = tuple(tuple(Cell(str(value)) for value in row) for row in [HEADINGS, *rows])
            digest = sha256(repr(cells).encode()).hexdigest()
            roster = operations.begin(
                ORIGIN, Table(cells), digest, key=box.settings.fact_key, actor=actor, at=at
            )
            if rows is first:
                seen = fingerprint(operations.dry_run(roster, today))
                operations.import_rows(
                    roster, seen=seen, version=roster.version, actor=actor, at=at, today=today
                )
        return roster.id
