"""Lists of results as LSPs file them, with people who do not exist."""

from __future__ import annotations

from collections.abc import Sequence

from tests.adapters.spreadsheets.workbooks import workbook

HEADINGS = (
    "No",
    "Nama Peserta",
    "NIK",
    "Tempat, Tanggal Lahir",
    "Alamat",
    "No. HP",
    "Kelurahan",
    "Nomor Sertifikat",
    "No. Reg",
    "Hasil (K/BK)",
)
NIK = "6474014101{:02d}0001"
"""Sixteen digits of nobody: there is no such number with these places for people."""


def nik(number: int) -> str:
    return f"64740141019{number:05d}"


def certificate_no(number: int) -> str:
    return f"00000 0000 0 {number:07d} 2025"


def person(number: int, name: str = "", result: str = "K") -> list[object]:
    return [
        number,
        name or f"Contoh Orang {letters(number)}",
        nik(number),
        f"Bontang, {1 + number % 28}-03-1985",
        f"Jl. Rahasia {number}",
        f"0812{number:08d}",
        "Bontang Kuala",
        certificate_no(number) if result == "K" else "",
        f"CTH 000 {number:05d} 2025" if result == "K" else "",
        result,
    ]


def letters(number: int) -> str:
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(number))


def a_list(people: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook with a title above its headings."""
    return workbook(
        [["DAFTAR HASIL UJI KOMPETENSI (CONTOH)"], [], list(headings), *[list(one) for one in people]]
    )


def birthday(number: int) -> str:
    return f"{1 + number % 28} Maret 1985"
