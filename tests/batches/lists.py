"""Lists of bags, and ZIPs of them with their photos."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from tests.adapters.archives.hostile import good
from tests.factories.photographs import jpeg

WHOLE = {
    "Nama tas": "Tote Ombak",
    "Harga": "285rb",
    "Ketersediaan": "siap",
    "Jenis tas": "Tote",
    "Teknik": "crochet",
    "Bahan": "katun|Tambang",
    "Panjang (cm)": "34",
    "Tinggi (cm)": "36,5",
    "Warna": "Biru, putih",
    "Dibuat oleh": "sendiri",
    "Cerita": "Motifnya dari ombak.",
    "Foto": "a.jpg",
}
"""A row that lacks nothing."""


def listed(rows: Sequence[Mapping[str, str]], separator: str = ",") -> bytes:
    """Return the rows as a CSV file, with every heading that any of them has."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return buffer.getvalue().encode()


def packed(rows: Sequence[Mapping[str, str]], photos: Sequence[str] = ("a.jpg",)) -> bytes:
    """Return a ZIP of the list and of photos that differ from each other."""
    return good({"daftar.csv": listed(rows), **{name: jpeg(n) for n, name in enumerate(photos)}})
