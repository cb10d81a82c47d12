"""Numbers and codes that are nearly right: none finds anything, each is told where to look on the paper."""

from __future__ import annotations

import pytest


def text(response):
    return response.get_data(as_text=True)


NEAR_MISSES = {
    "one digit wrong": ("00000 0000 0 0000043 2025", "digit demi digit", "digit by digit"),
    "two digits swapped": ("00000 0000 0 0000024 2025", "digit demi digit", "digit by digit"),
    "a digit missing": ("00000 0000 0 0000042 202", "empat angka terakhir", "last four digits"),
    "another year": ("00000 0000 0 0000042 2520", "empat angka terakhir", "last four digits"),
    "a digit too many": ("00000 0000 0 00000422 2025", "paling banyak 21", "at most 21"),
    "half of it": ("0000042 2025", "sedikitnya 18", "at least 18"),
    "the serial left out": ("00000 0000 0 2025", "sedikitnya 18", "at least 18"),
    "O for 0": ("OOOOO 0000 0 0000042 2025", "huruf di antara angka", "letters among the digits"),
    "S for 5": ("00000 0000 0 0000042 202S", "huruf di antara angka", "letters among the digits"),
    "the registration number": ("CTH 000 00043 2025", "nomor registrasi", "registration number"),
    "a code with a sign missing": ("BTG-7K4", "tepat empat", "exactly four"),
    "a code with a zero": ("BTG-70KP", "tidak pernah memuat", "never has"),
    "another code": ("BTG-9Z9Z", "tanda demi tanda", "sign by sign"),
    "a bag's code": ("7K4PQ2M9XC", "kode tas", "code of a bag"),
}


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("case", NEAR_MISSES)
def test_a_near_miss_finds_nothing_and_is_told_where_to_look(client, make, queries, case, language):
    make.certificate(
        certificate_no_key="000000000000000422025", code="BTG-7K4P", registration_no_key="CTH000000422025"
    )
    typed, indonesian, english = NEAR_MISSES[case]
    with queries() as asked:
        response = client.get(f"{language}/verify", query_string={"q": typed})
    page = text(response)
    assert response.status_code == 200 and "/c/BTG" not in page and "Siti" not in page
    assert (english if language else indonesian) in page
    with queries() as elsewhere:
        client.get(f"{language}/verify", query_string={"q": "11111 2222 3 4444444 2025"})
    assert len(asked) == len(elsewhere), "the work tells nothing of what is near"


def test_an_address_with_a_wrong_code_gets_the_same_help(client, make):
    make.certificate(code="BTG-7K4P")
    response = client.get("/c/BTG-7K4")
    assert response.status_code == 404 and "tepat empat" in text(response)
