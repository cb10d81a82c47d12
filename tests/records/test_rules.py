"""One box for everything somebody may have in hand: what is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.records.rules import Kind, Question, read_question

OWN = ("terajut.example", "127.0.0.1")
NUMBER = "000000000000000422025"


def read(typed):
    return read_question(typed, OWN)


@pytest.mark.parametrize(
    "typed",
    [
        "BTG-7K4P",
        "btg 7k4p",
        "BTG7K4P",
        "https://terajut.example/c/BTG-7K4P",
        "terajut.example/c/btg-7k4p",
        "https://www.terajut.example/en/c/BTG-7K4P",
        "http://127.0.0.1:8000/c/BTG-7K4P.txt",
        "HTTPS://TERAJUT.EXAMPLE/C/BTG-7K4P",
        "https://terajut.example/c/BTG-7K4P?utm=x#top",
    ],
)
def test_a_code_or_an_address_of_ours_is_a_code(typed):
    assert read(typed) == Question(Kind.CODE, "BTG-7K4P")


@pytest.mark.parametrize(
    "typed",
    [
        "00000 0000 0 0000042 2025",
        "00000.0000.0.0000042.2025",
        "00000-0000-0-0000042-2025",
        "00000/0000/0/0000042/2025",
        "000000000000000422025",
        "No. 00000 0000 0 0000042 2025",
        "nomor: 00000 0000 0 0000042 2025",
        "NO 00000 0000 0 0000042 2025",
        "  00000  0000   0 0000042 2025 ",
        "00000\u00a00000\u00a00\u00a00000042\u00a02025",
    ],
)
def test_ten_spellings_of_a_number_are_one_number(typed):
    assert read(typed) == Question(Kind.NUMBER, NUMBER)


@pytest.mark.parametrize(
    "typed",
    [
        "081200000001",
        "0812-0000-0001",
        "+62 812 0000 0001",
        "6281200000001",
        "wa.me/6281200000001",
        "https://wa.me/6281200000001?text=Halo%20Bu",
        "https://api.whatsapp.com/send?phone=6281200000001&text=x",
        "https://api.whatsapp.com/send/?phone=%2B6281200000001",
    ],
)
def test_a_phone_number_and_a_link_to_a_chat_are_one_number(typed):
    assert read(typed) == Question(Kind.PHONE, "+6281200000001")


@pytest.mark.parametrize(
    "typed", ["@siti.rajut", "instagram.com/Siti.Rajut", "https://www.instagram.com/siti.rajut/"]
)
def test_a_profile_is_its_bare_name(typed):
    assert read(typed) == Question(Kind.INSTAGRAM, "siti.rajut")


def test_a_bag_and_an_artisan_are_known_by_their_pages():
    assert read("https://terajut.example/products/tote-ombak-0123456789") == Question(Kind.BAG, "0123456789")
    assert read("terajut.example/en/products/tote-ombak-oi23456789") == Question(Kind.BAG, "0123456789")
    assert read("https://terajut.example/artisans/siti-contoh") == Question(Kind.ARTISAN, "siti-contoh")


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://terajut.example.evil.test/c/BTG-7K4P", "terajut.example.evil.test"),
        ("https://terajut-resmi.test/c/BTG-7K4P", "terajut-resmi.test"),
        ("https://terajut.example@evil.test/c/BTG-7K4P", "evil.test"),
        ("http://xn--trajut-bva.test/c/BTG-7K4P", "xn--trajut-bva.test"),
    ],
)
def test_a_link_to_another_site_is_never_taken_for_ours(typed, host):
    assert read(typed) == Question(Kind.ELSEWHERE, host=host)


@pytest.mark.parametrize(
    "typed",
    [
        "https://terajut.example/c/",
        "https://terajut.example/c/ABC",
        "https://terajut.example/products/tote",
        "https://terajut.example/",
        "https://wa.me/",
        "https://instagram.com/p/Cabc/",
        "@",
    ],
)
def test_an_address_without_an_answer_asks_for_nothing(typed):
    assert read(typed).key == ""


def test_a_name_is_folded_and_its_words_are_limited():
    assert read("  SÍTI  Contoh ") == Question(Kind.NAME, "siti contoh")
    assert read(" ".join("kata" for _ in range(50))).key == " ".join(["kata"] * 8)


@pytest.mark.parametrize("typed", ["", "a", "ab", "12", "1234", "%", "__", "..."])
def test_what_is_too_short_is_said_to_be(typed):
    assert read(typed).kind is Kind.SHORT


@given(st.text(max_size=200))
def test_whatever_is_typed_is_understood_as_something(typed):
    question = read(typed)
    assert question.kind in Kind
    assert len(question.key) <= 400


@given(st.sampled_from(["https://", "http://", ""]), st.text(max_size=60), st.text(max_size=60))
def test_odd_addresses_are_read_without_an_accident(scheme, host, path):
    read(f"{scheme}{host}/{path}")
