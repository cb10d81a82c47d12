"""What readers are warned of, by a labelled table in both languages."""

from __future__ import annotations

import pytest

from marketplace.inquiries.scams import Caution, cautions_of, mixes_scripts

LABELLED = [
    ("Apakah tas ini masih ada?", set()),
    ("Bisa kirim ke Samarinda? Ongkirnya berapa?", set()),
    ("Kalau transfer ke rekening Ibu, bisa?", set()),
    ("Berapa hari jadinya kalau pesan sekarang?", set()),
    ("Nomor resi sudah ada, Bu?", set()),
    ("Is the navy one still available?", set()),
    ("Could you send me the tracking number?", set()),
    ("I can pay on Friday. Is a deposit needed?", set()),
    ("I need it before 12 March, is that possible?", set()),
    ("My account name is Rina; harga 150.000 ya?", set()),
    ("Pinnya lucu sekali, tas ini pakai pin?", set()),
    ("Klik bit.ly/abc123 untuk pembayaran", {Caution.SHORT_LINK}),
    ("Isi dulu di s.id/bayar-tas", {Caution.SHORT_LINK}),
    ("Open tinyurl.com/xyz please", {Caution.SHORT_LINK}),
    ("Lihat https://contoh.example/halaman", {Caution.LINK}),
    ("Kirim kode OTP yang masuk ke HP Ibu", {Caution.CODE}),
    ("Tolong sebutkan kode verifikasi", {Caution.CODE}),
    ("Please tell me the verification code", {Caution.CODE}),
    ("Saya perlu CVV kartu Anda", {Caution.CODE}),
    ("Ｏ​ＴＰ nya berapa".replace("\u200b", ""), {Caution.CODE}),
    ("Transfer ke rekening teman saya saja", {Caution.TRANSFER} - {Caution.LINK}),
    ("Saya salah transfer, tolong kembalikan", {Caution.TRANSFER}),
    ("I overpaid you, send back the difference", {Caution.TRANSFER}),
    ("Use another account please", {Caution.TRANSFER}),
    ("Bayar pakai gift card ya", {Caution.TRANSFER}),
    ("Hati-hati, dia kirim resi palsu", {Caution.PROOF}),
    ("This is a fake receipt", {Caution.PROOF}),
    ("Bukti transfer sudah saya lampirkan, kirim barangnya", {Caution.PROOF}),
    ("The courier will pay you in cash", {Caution.PROOF}),
    ("Harus sekarang juga, ya", {Caution.URGENCY}),
    ("Segera transfer atau batal", {Caution.URGENCY}),
    ("Pay right now or lose it", {Caution.URGENCY}),
    ("Akun Anda akan diblokir besok", {Caution.URGENCY}),
    (
        "Segera klik bit.ly/otp1 dan kirim kode OTP",
        {Caution.SHORT_LINK, Caution.CODE, Caution.URGENCY},
    ),
]


@pytest.mark.parametrize(("words", "expected"), LABELLED, ids=[words[:40] for words, _ in LABELLED])
def test_each_labelled_message_is_warned_of_as_it_should_be(words, expected):
    found = cautions_of(words)
    assert set(found) == expected
    assert found == sorted(found, key=list(Caution).index)


def test_long_and_odd_texts_are_read_in_no_time():
    for text in ("a" * 2000, "bukti transfer " * 130, "kurir " * 330, "\u202e\U0001f600" * 900, "://" * 600):
        assert isinstance(list(cautions_of(text)), list)


@pytest.mark.parametrize(
    ("name", "mixed"),
    [
        ("Siti Contoh", False),
        ("Мария", False),
        ("Siti Мария", False),
        ("Sіti", True),  # a Ukrainian i
        ("Αdmin", True),  # a Greek Alpha
        ("Ｓｉｔｉ", False),
        ("小林 Rina", False),
        ("", False),
        ("D'Angelo-2", False),
    ],
)
def test_a_name_made_of_two_scripts_in_one_word_is_found(name, mixed):
    assert mixes_scripts(name) == mixed
