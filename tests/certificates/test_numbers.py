"""Invented numbers only: zeros where a serial would be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.certificates.numbers import NumberWarning, normal_no, number_warnings, term_in

W = NumberWarning
CERTIFICATE, REGISTRATION, LICENCE = "13924 7318 3 0000007 2025", "TIK 1565 00007 2025", "BNSP-LSP-1565-ID"
ISSUED = date(2025, 10, 31)


def test_a_certificate_in_order_raises_no_warning() -> None:
    assert number_warnings(CERTIFICATE, REGISTRATION, LICENCE, ISSUED) == []


@pytest.mark.parametrize(
    "number",
    [
        "13924 7318 0000007 2025",
        "13924.7318.3.0000007.2025",
        "NO. 13924 7318 3 00007 2025",
        "no 13924  7318 0000007 2025",
        "00000 0000 0000007 2025",
        " 13924 7318. 3 . 0000007 2025 ",
    ],
)
def test_usual_certificate_numbers_of_several_eras(number: str) -> None:
    assert number_warnings(number, "", "", None) == []


@pytest.mark.parametrize(
    "number",
    [
        "x",
        "1392473183 0000007 2025",
        "13924 7318 0 0000007 2025",
        "13924 7318 3 0007 2025",
        "13924 7318 3 00000007 2025",
        "13924 7318 3 0000007 1999",
        "1392 7318 3 0000007 2025",
        "13924 7318 3 0000007 2025 x",
    ],
)
def test_unusual_certificate_numbers_are_pointed_out(number: str) -> None:
    assert number_warnings(number, None, None, ISSUED) == [W.UNUSUAL_CERTIFICATE_NO]


@pytest.mark.parametrize(
    "number",
    [
        "TIK 1565 00007 2025",
        "TIK.1565.0007.2025",
        "No. Reg. tik 1565 000007 2025",
        "NO REG.TIK.1565.00007 2025",
    ],
)
def test_usual_registration_numbers(number: str) -> None:
    assert number_warnings(None, number, LICENCE, ISSUED) == []


@pytest.mark.parametrize(
    "number", ["1565 00007 2025", "TIK1565000072025", "TIKTOK 1565 00007 2025", "TIK 15 00007 2025"]
)
def test_unusual_registration_numbers_are_pointed_out(number: str) -> None:
    assert number_warnings(None, number, LICENCE, ISSUED) == [W.UNUSUAL_REGISTRATION_NO]


@pytest.mark.parametrize("licence", ["bnsp-lsp-228-id", "BNSP-LSP-2275-ID", " BNSP-LSP-018-ID "])
def test_usual_licences(licence: str) -> None:
    assert number_warnings(None, None, licence, None) == []


@pytest.mark.parametrize(
    "licence", ["BNSP-LSP-22-ID", "LSP-228", "KEP.1234/BNSP/X/2020", "BNSP-LSP-12345-ID"]
)
def test_unusual_licences_are_pointed_out(licence: str) -> None:
    assert number_warnings(None, None, licence, None) == [W.UNUSUAL_LICENCE_NO]


@pytest.mark.parametrize(
    ("registration", "licence", "warned"),
    [
        ("TIK 1565 00007 2025", "BNSP-LSP-1565-ID", False),
        ("TIK 018 00007 2025", "BNSP-LSP-018-ID", False),
        ("TIK 0018 00007 2025", "BNSP-LSP-018-ID", False),
        ("TIK 1565 00007 2025", "BNSP-LSP-1566-ID", True),
        ("TIK 1565 00007 2025", "", False),
        ("", "BNSP-LSP-1566-ID", False),
    ],
)
def test_the_registration_number_names_the_licence(registration: str, licence: str, warned: bool) -> None:
    assert number_warnings(None, registration, licence, None) == [W.LICENCE_MISMATCH] * warned


@pytest.mark.parametrize(
    ("certificate", "registration", "issued", "warned"),
    [
        (CERTIFICATE, REGISTRATION, date(2025, 1, 1), False),
        (CERTIFICATE, REGISTRATION, date(2026, 1, 1), True),
        (CERTIFICATE, "TIK 1565 00007 2024", None, True),
        (CERTIFICATE, None, date(2024, 12, 31), True),
        (None, REGISTRATION, date(2024, 12, 31), True),
        (None, None, date(2024, 12, 31), False),
    ],
)
def test_years_should_agree(
    certificate: str | None, registration: str | None, issued: date | None, warned: bool
) -> None:
    assert number_warnings(certificate, registration, None, issued) == [W.YEARS_DIFFER] * warned


def test_warnings_come_in_one_order() -> None:
    assert number_warnings("x", "y", "z", ISSUED) == [
        W.UNUSUAL_CERTIFICATE_NO,
        W.UNUSUAL_REGISTRATION_NO,
        W.UNUSUAL_LICENCE_NO,
    ]
    assert number_warnings("13924 7318 3 0000007 2024", "TIK 1565 00007 2025", "BNSP-LSP-1-ID", ISSUED) == [
        W.UNUSUAL_LICENCE_NO,
        W.YEARS_DIFFER,
    ]


@given(st.text(), st.text(), st.text())
def test_no_number_is_refused(certificate: str, registration: str, licence: str) -> None:
    number_warnings(certificate, registration, licence, ISSUED)
    normal_no(certificate)


@pytest.mark.parametrize(
    "typed",
    [
        "13924 7318 3 0000007 2025",
        "No. 13924.7318.3.0000007.2025",
        "NOMOR: 13924-7318-3-0000007-2025",
        "no13924731830000007 2025",
        "Nomor 13924 7318 3 0000007 2025",
        "\u200b13924\xa07318 3 0000007 2025",
        "#13924/7318/3/0000007/2025",
        "NO: 1392473183 0000007 2025",
    ],
)
def test_ten_spellings_of_a_certificate_number_meet(typed: str) -> None:
    assert normal_no(typed) == "13924731830000007" + "2025"


@pytest.mark.parametrize(
    "typed",
    [
        "TIK 1565 00007 2025",
        "No. Reg. TIK.1565.00007.2025",
        "no reg tik 1565 00007 2025",
        "NOREG TIK1565000072025",
        "NOREGTIK1565000072025",
        "Nomor Registrasi: TIK 1565 00007 2025",
        "Reg. TIK 1565 00007 2025",
        "NO.REG.TIK.1565.00007.2025",
    ],
)
def test_spellings_of_a_registration_number_meet(typed: str) -> None:
    assert normal_no(typed) == "TIK1565000072025"


@pytest.mark.parametrize("typed", ["NOT 1565 00007 2025", "REGA 1565 00007 2025", "NOVA 1 2"])
def test_a_sector_that_begins_like_a_label_is_kept(typed: str) -> None:
    assert normal_no(typed) == typed.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("berlaku untuk 3 (tiga) tahun", 36),
        ("Sertifikat ini berlaku untuk: 3 (tiga) Tahun", 36),
        ("tiga tahun", 36),
        ("36 bulan", 36),
        ("5 tahun", 60),
        ("valid for 3 (three) years", 36),
        ("18 months", 18),
        ("1 year", 12),
        ("dua belas bulan, lalu 2 (dua) tahun", 24),
    ],
)
def test_the_printed_term_is_read_in_months(text: str, months: int) -> None:
    assert term_in(text) == months


@pytest.mark.parametrize("text", ["", "3", "tiga", "3 (lima) tahun", "selamanya", "banyak tahun", "0 tahun"])
def test_terms_that_say_nothing_certain_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no term|disagree"):
        term_in(text)


@given(st.text())
def test_any_text_has_a_term_or_is_refused(text: str) -> None:
    try:
        months = term_in(text)
    except ValueError:
        return
    assert months > 0
