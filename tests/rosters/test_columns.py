"""What headings mean, in the ways LSPs write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.rosters.columns import guess, guess_all, heading_row, personal_by_heading
from marketplace.rosters.rules import REPEATABLE, Meaning, Personal

HEADINGS = {
    Meaning.HOLDER_NAME: (
        "Nama",
        "NAMA PESERTA",
        "Nama Lengkap",
        "Nama Asesi",
        "Participant",
        "Holder's name",
    ),
    Meaning.CERTIFICATE_NO: (
        "Nomor Sertifikat",
        "No. Sertifikat",
        "NO SERT.",
        "Certificate number",
        "Certificate No.",
    ),
    Meaning.REGISTRATION_NO: (
        "Nomor Registrasi",
        "No. Reg",
        "NO REG.",
        "Registration no",
        "Nomor Registrasi Sertifikat",
    ),
    Meaning.BLANKO_NO: ("Nomor Blanko", "No Blangko", "Blank form number"),
    Meaning.RESULT: ("Hasil", "K/BK", "Hasil Uji", "Rekomendasi", "Keputusan", "Result"),
    Meaning.SCHEME: ("Skema", "Skema Sertifikasi", "Kualifikasi", "Scheme"),
    Meaning.ISSUE_DATE: (
        "Tanggal Terbit",
        "Tgl. Penerbitan",
        "Tanggal Sertifikat",
        "Date of issue",
        "Issue date",
    ),
    Meaning.VALIDITY: ("Masa Berlaku", "Berlaku s.d.", "Valid until", "Expiry"),
    Meaning.UNITS: ("Unit Kompetensi", "Kode Unit", "Units"),
    Meaning.VILLAGE: ("Kelurahan", "Desa/Kelurahan", "Village"),
}
PERSONAL = {
    Personal.NIK: (
        "NIK",
        "No. KTP",
        "Nomor Induk Kependudukan",
        "No KK",
        "Nomor Identitas",
        "Identity number",
    ),
    Personal.BIRTH_DATE: ("Tanggal Lahir", "TTL", "Tempat, Tgl Lahir", "Date of birth", "DOB"),
    Personal.PASSPORT: ("No. Paspor", "Passport number"),
    Personal.PHONE: ("No. HP", "Telepon", "WhatsApp", "No WA", "Phone"),
    Personal.EMAIL: ("Email", "E-mail", "Surel"),
    Personal.ADDRESS: ("Alamat", "Alamat Rumah", "Address", "RT/RW"),
    Personal.OTHER: ("Nama Ibu Kandung", "Agama", "NPWP", "Jenis Kelamin"),
}


@pytest.mark.parametrize(("meaning", "heading"), [(m, h) for m, all_ in HEADINGS.items() for h in all_])
def test_a_heading_is_understood(meaning, heading):
    assert guess(heading) is meaning
    assert guess(heading.upper()) is meaning
    assert personal_by_heading(heading) is None


@pytest.mark.parametrize(("kind", "heading"), [(k, h) for k, all_ in PERSONAL.items() for h in all_])
def test_a_personal_heading_is_never_a_meaning(kind, heading):
    assert personal_by_heading(heading) is kind
    assert guess(heading) is None


@pytest.mark.parametrize(
    "heading", ["", "No", "Nama LSP", "Nama TUK", "Nama Asesor", "Keterangan", "Tanggal"]
)
def test_what_is_not_known_is_not_guessed(heading):
    assert guess(heading) is None


@given(st.lists(st.sampled_from([h for all_ in HEADINGS.values() for h in all_]) | st.text(max_size=20)))
def test_no_two_columns_are_guessed_alike(headings):
    guesses = [
        meaning for meaning in guess_all(headings) if meaning is not None and meaning not in REPEATABLE
    ]
    assert len(guesses) == len(set(guesses))


@given(st.text(max_size=60))
def test_a_heading_is_personal_or_means_something_never_both(heading):
    assert personal_by_heading(heading) is None or guess(heading) is None


@given(
    st.sampled_from(sorted(Personal)), st.text(alphabet=" ./-()", max_size=3), st.text("abcxyz ", max_size=12)
)
def test_words_around_do_not_hide_a_personal_heading(kind, gap, around):
    for heading in PERSONAL[kind]:
        assert personal_by_heading(f"{around} {gap}{heading}{gap} {around}") is not None


def test_headings_are_found_below_titles():
    rows = [
        ["DAFTAR HASIL"],
        [],
        ["Nama LSP", "LSP Contoh"],
        ["No", "Nama", "Nomor Sertifikat"],
        ["1", "Siti", "0"],
    ]
    assert heading_row(rows) == 3


@pytest.mark.parametrize(
    "rows",
    [[], [[""]], [["Siti", "00000"]], [["Nama"]], [["NIK", "Alamat"]], [[]] * 30 + [["Nama", "No. Reg"]]],
)
def test_without_headings_there_is_nothing_to_read(rows):
    assert heading_row(rows) is None
