"""The list of results of the demonstration: one row claimed, one that can be, and somebody not yet competent.

Names are invented, numbers begin with zeros, and everybody was born on the same famous day.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256

from marketplace.access.actors import Actor
from marketplace.adapters.spreadsheets.tables import Cell, Table
from marketplace.artisans.models import Artisan
from marketplace.demo import papers
from marketplace.demo.people import PEOPLE
from marketplace.rosters import claims, operations
from marketplace.rosters.judging import fingerprint
from marketplace.rosters.operations import Origin
from marketplace.rosters.rules import Fact
from marketplace.toolbox import Toolbox

BIRTHDAY = date(1945, 8, 17)
FIRST_NUMBER = 201
"""Numbers of the list begin beyond those of the papers."""
HEADINGS = ("No", "Nama Peserta", "Tanggal Lahir", "Nomor Sertifikat", "No. Reg", "Hasil (K/BK)")
LISTED = tuple(person.name for person in PEOPLE if person.fate in ("listed", "none"))
"""Who is on the list and competent, in its order: who has claimed her row, and who has no certificate yet."""
UNCLAIMED = ("Vera Misal", "0812-0000-0024")
"""Somebody to try the claim with, and her sign-in."""
NOT_YET = "Belum Contoh"


def number_of(name: str, issued: date) -> str:
    """Return the certificate number of somebody on the list."""
    return f"00000 0000 0 {FIRST_NUMBER + LISTED.index(name):07d} {issued.year}"


def table(issued: date) -> Table:
    """Return the list as it comes out of a spreadsheet."""
    born = BIRTHDAY.isoformat()
    rows = [
        (name, born, number_of(name, issued), f"CTH 000 {FIRST_NUMBER + place:05d} {issued.year}", "K")
        for place, name in enumerate(LISTED)
    ]
    numbered = [(str(place), *row) for place, row in enumerate([*rows, (NOT_YET, born, "", "", "BK")], 1)]
    return Table(tuple(tuple(map(Cell, row)) for row in [HEADINGS, *numbered]))


def import_list(box: Toolbox, officer: Actor) -> None:
    """Import the list, three days ago; in the caller's transaction."""
    issued, at = _issued(box), box.clock() - timedelta(days=3)
    found, today = table(issued), box.local(at).date()
    origin = Origin(
        event=f"Pelatihan tas rajut {issued.year} (contoh)",
        body_name="LSP Contoh",
        body_licence_no="BNSP-LSP-000-ID",
        scheme="Pembuatan Tas Rajut (contoh)",
        issue_date=issued,
        term_months=papers.TERM,
        units=tuple(f"{unit.code} {unit.title}" for unit in papers.UNITS),
    )
    digest = sha256(repr(found).encode()).hexdigest()
    roster = operations.begin(origin, found, digest, key=box.settings.fact_key, actor=officer, at=at)
    seen = fingerprint(operations.dry_run(roster, today))
    operations.import_rows(roster, seen=seen, version=roster.version, actor=officer, at=at, today=today)


def claim(box: Toolbox, artisan: Artisan, actor: Actor) -> None:
    """Have somebody claim her row. Its try is counted in a transaction of its own: nothing else may be pending."""
    claims.claim(
        artisan,
        number_of(artisan.name, _issued(box)),
        (Fact.BIRTH_DATE, BIRTHDAY.isoformat()),
        key=box.settings.fact_key,
        prefix=box.settings.record_prefix,
        actor=actor,
        at=box.clock() - timedelta(days=1),
    )


def hint(box: Toolbox) -> str:
    """Return what there is to claim, and what has to be known for it."""
    return f"{number_of(UNCLAIMED[0], _issued(box))} (born {BIRTHDAY:%d-%m-%Y})"


def _issued(box: Toolbox) -> date:
    return papers.issue_date("listed", box.today())
