"""What a file's columns mean, guessed from their headings, in Indonesian or English."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.adapters.spreadsheets.headings import find_headings
from marketplace.kit.text import words
from marketplace.rosters.rules import REPEATABLE, Meaning, Personal

_PERSONAL: tuple[tuple[Personal, frozenset[str]], ...] = (
    (Personal.NIK, frozenset({"nik", "ktp", "kk", "kependudukan", "identitas", "identity", "ktpnik"})),
    (
        Personal.BIRTH_DATE,
        frozenset({"lahir", "ttl", "birth", "dob", "birthdate", "birthday", "umur", "usia"}),
    ),
    (Personal.PASSPORT, frozenset({"paspor", "passport"})),
    (
        Personal.PHONE,
        frozenset(
            {
                "hp",
                "telepon",
                "telp",
                "tlp",
                "wa",
                "whatsapp",
                "phone",
                "mobile",
                "handphone",
                "kontak",
                "contact",
            }
        ),
    ),
    (Personal.EMAIL, frozenset({"email", "surel", "mail"})),
    (Personal.ADDRESS, frozenset({"alamat", "address", "rt", "rw", "domisili", "jalan"})),
    (
        Personal.OTHER,
        frozenset(
            {"ibu", "ayah", "agama", "religion", "npwp", "rekening", "bpjs", "kelamin", "gender", "sex", "jk"}
        ),
    ),
)
"""Any of these words in a heading, and the column is dropped. Checked before everything else."""

_MEANINGS: tuple[tuple[Meaning, tuple[frozenset[str], ...]], ...] = (
    (Meaning.BLANKO_NO, (frozenset({"blanko"}), frozenset({"blangko"}), frozenset({"blank"}))),
    (
        Meaning.REGISTRATION_NO,
        (
            frozenset({"registrasi"}),
            frozenset({"reg"}),
            frozenset({"registration"}),
            frozenset({"noreg"}),
        ),
    ),
    (
        Meaning.ISSUE_DATE,
        (
            frozenset({"terbit"}),
            frozenset({"penerbitan"}),
            frozenset({"tanggal", "sertifikat"}),
            frozenset({"tgl", "sertifikat"}),
            frozenset({"issue"}),
            frozenset({"issued"}),
            frozenset({"penetapan"}),
        ),
    ),
    (
        Meaning.VALIDITY,
        (
            frozenset({"berlaku"}),
            frozenset({"valid"}),
            frozenset({"validity"}),
            frozenset({"kedaluwarsa"}),
            frozenset({"kadaluarsa"}),
            frozenset({"expiry"}),
            frozenset({"expires"}),
        ),
    ),
    (
        Meaning.CERTIFICATE_NO,
        (
            frozenset({"nomor", "sertifikat"}),
            frozenset({"no", "sertifikat"}),
            frozenset({"no", "sert"}),
            frozenset({"certificate", "number"}),
            frozenset({"certificate", "no"}),
            frozenset({"nosertifikat"}),
        ),
    ),
    (Meaning.UNITS, (frozenset({"unit"}), frozenset({"units"}))),
    (
        Meaning.SCHEME,
        (frozenset({"skema"}), frozenset({"scheme"}), frozenset({"kualifikasi"}), frozenset({"okupasi"})),
    ),
    (
        Meaning.RESULT,
        (
            frozenset({"hasil"}),
            frozenset({"result"}),
            frozenset({"keputusan"}),
            frozenset({"rekomendasi"}),
            frozenset({"k", "bk"}),
            frozenset({"kompeten"}),
            frozenset({"kelulusan"}),
        ),
    ),
    (
        Meaning.VILLAGE,
        (frozenset({"kelurahan"}), frozenset({"desa"}), frozenset({"village"})),
    ),
    (
        Meaning.HOLDER_NAME,
        (
            frozenset({"nama"}),
            frozenset({"name"}),
            frozenset({"peserta"}),
            frozenset({"asesi"}),
            frozenset({"pemegang"}),
            frozenset({"participant"}),
            frozenset({"holder"}),
        ),
    ),
)
"""Alternatives of words that must all be in the heading; the first meaning that fits is the guess."""

_NOT_A_HOLDER = frozenset(
    {"lsp", "tuk", "asesor", "assessor", "lembaga", "usaha", "toko", "kelompok", "penguji"}
)


def personal_by_heading(heading: str) -> Personal | None:
    """Return what kind of personal thing a heading announces, if any."""
    found = set(words(heading))
    return next((kind for kind, signs in _PERSONAL if found & signs), None)


def guess(heading: str) -> Meaning | None:
    """Return what a column of this heading most likely means; None for personal things and for the unknown."""
    found = set(words(heading))
    if personal_by_heading(heading) is not None:
        return None
    for meaning, alternatives in _MEANINGS:
        if any(wanted <= found for wanted in alternatives):
            return None if meaning is Meaning.HOLDER_NAME and found & _NOT_A_HOLDER else meaning
    return None


def guess_all(headings: Sequence[str]) -> list[Meaning | None]:
    """Return a guess for each heading; of two columns with one meaning the first keeps it."""
    taken: set[Meaning] = set()
    guesses: list[Meaning | None] = []
    for heading in headings:
        meaning = guess(heading)
        if meaning in taken and meaning not in REPEATABLE:
            meaning = None
        if meaning is not None:
            taken.add(meaning)
        guesses.append(meaning)
    return guesses


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the row that reads most like headings, or None where none does.

    A row of headings names a person or a number and something else; a row of data names neither.
    """
    return find_headings(
        rows,
        lambda text: guess(text) or personal_by_heading(text),
        {Meaning.HOLDER_NAME, Meaning.CERTIFICATE_NO},
    )
