"""Ways to be reached that have no place in a public text, and the numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.contacts import carries_email, carries_link, carries_phone


@pytest.mark.parametrize(
    "text",
    [
        "hubungi 081234567890",
        "0812-3456-7890 ya",
        "WA 0 8 1 2 3 4 5 6 7 8 9 0",
        "+62 812 3456 7890",
        "62.812.3456.7890",
        "(0812) 3456 7890",
        "+60 12-345 6789",
        "telp 0548 123456",
        "０８１２３４５６７８９０",
        "nol delapan satu dua tiga empat lima enam tujuh",
        "zero eight one 2 three 4 five six",
        "812.345.678.901",
    ],
)
def test_a_telephone_number_is_found_however_it_is_written(text):
    assert carries_phone(text)


@pytest.mark.parametrize(
    "text",
    [
        "Muat laptop 13 inci, 34 x 10 x 36 cm?",
        "Rp285.000 atau 1.250.000?",
        "100.000-200.000",
        "12.500.000",
        "tahun 2026-11-27",
        "27/11/2026",
        "selesai 08-12-2026?",
        "satu atau dua tas, tiga warna",
        "beli 3 4 5 buah",
        "",
    ],
)
def test_sizes_prices_and_days_are_no_telephone_numbers(text):
    assert not carries_phone(text)


@pytest.mark.parametrize(
    "text",
    [
        "tulis ke rina@contoh.invalid",
        "rina at gmail dot com",
        "rina (at) yahoo",
        "rina[at]hotmail",
        "IG @tas.rina",
        "surel: rina titik com",
        "rina＠contoh.invalid",
    ],
)
def test_an_address_is_found_also_where_it_is_spelt(text):
    assert carries_email(text)


@pytest.mark.parametrize("text", ["Muat di atas meja?", "harga @ 5000?", "dot dan titik", "Is it at home?"])
def test_other_words_are_no_address(text):
    assert not carries_email(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://contoh.invalid", True),
        ("lihat wa.me/62812", True),
        ("www.contoh", True),
        ("toko.shop", True),
        ("s.id/tasmurah", True),
        ("t.me/rina", True),
        ("bit.ly/3xYz", True),
        ("linktr.ee/rina", True),
        ("ｗａ．ｍｅ/62812", True),
        ("Pakai benang merk A.atau B/C?", False),
        ("Pakai resleting.ada/tidak?", False),
        ("34,5/10 cm, 2.5/3 kg, dll./dsb.", False),
        ("rina@contoh.com", False),
        ("Warna biru. Ada?", False),
    ],
)
def test_a_link_leads_elsewhere_and_an_address_alone_does_not(text, found):
    assert carries_link(text) is found


@given(st.text())
def test_any_text_is_looked_at(text):
    for look in (carries_email, carries_link, carries_phone):
        assert look(text) in (True, False)


@given(st.integers(10**9, 10**13), st.sampled_from(["", " ", "-", ".", "/"]))
def test_ten_digits_in_a_row_are_a_number(number, gap):
    assert carries_phone(gap.join(str(number)))
