import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.money import MAX_RUPIAH, format_rupiah, parse_rupiah

AMOUNTS = st.integers(0, MAX_RUPIAH)


@pytest.mark.parametrize(
    ("typed", "rupiah"),
    [
        ("125000", 125_000),
        ("125.000", 125_000),
        ("Rp125.000", 125_000),
        ("Rp 125.000,00", 125_000),
        ("Rp. 125.000,-", 125_000),
        ("rp125000", 125_000),
        ("IDR 125,000", 125_000),
        ("125.000 rupiah", 125_000),
        ("125rb", 125_000),
        ("125 ribu", 125_000),
        ("125k", 125_000),
        ("1,5jt", 1_500_000),
        ("1.5 juta", 1_500_000),
        ("1,25 jt", 1_250_000),
        ("Rp1,5jt", 1_500_000),
        ("1,05jt", 1_050_000),
        ("2 juta rupiah", 2_000_000),
        ("1.250.000", 1_250_000),
        ("  285.000 ", 285_000),
        ("１２５０００", 125_000),
        ("Rp\u00a0125.000", 125_000),
        ("0", 0),
    ],
)
def test_prices_are_read_as_people_type_them(typed: str, rupiah: int) -> None:
    assert parse_rupiah(typed) == rupiah


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "rp",
        "gratis",
        "125.00",
        "12.50",
        "1.5",
        "125,5",
        "Rp125.000,50",
        "-5000",
        "1.2500",
        "1,234.567",
        "1.500jt",
        "1e5",
        "125 000 000 rb",
        "0x10",
        "125000 usd",
        "125rb500",
        "125.000.00",
        "1" * 17,
        "9" * 5000,
        "1.5.jt",
    ],
)
def test_what_is_no_plain_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        parse_rupiah(typed)


@given(AMOUNTS)
def test_what_we_write_we_read(amount: int) -> None:
    written = format_rupiah(amount)
    assert parse_rupiah(written) == amount
    assert parse_rupiah(written + ",00") == amount
    assert parse_rupiah(str(amount)) == amount


@given(st.integers(0, 999_999), st.integers(0, 99))
def test_millions_with_a_comma(whole: int, hundredths: int) -> None:
    assert parse_rupiah(f"{whole},{hundredths:02}jt") == whole * 1_000_000 + hundredths * 10_000


@given(st.text())
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= parse_rupiah(text) <= MAX_RUPIAH


@pytest.mark.parametrize(
    ("amount", "written"), [(0, "Rp0"), (999, "Rp999"), (285_000, "Rp285.000"), (-1_500, "-Rp1.500")]
)
def test_prices_are_written_the_indonesian_way(amount: int, written: str) -> None:
    assert format_rupiah(amount) == written
