import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.accounts.passwords import (
    COMMON_WORDS,
    MAX_PASSWORD,
    MIN_PASSWORD,
    PasswordProblem,
    normal_password,
    password_problem,
)

P = PasswordProblem
KNOWN = ("siti.rahma@contoh.id", "+6281200000007", "Siti Rahmawati")


@pytest.mark.parametrize(
    "password",
    [
        *(
            "tas biru laut dalam",
            "7hgK2mQp0z",
            "kuda laut 77 hijau",
            "benang-senja-kapas",
            "Rahasia dapur nenek",
        ),
        *(
            "indonesia8264917362",
            "bebek 12 jalan kaki",
            "siti punya 14 benang",
            "🧶" * 3 + " tiga gulung",
            "ñandutí de lana",
        ),
    ],
)
def test_long_and_own_is_enough(password: str) -> None:
    assert password_problem(password, KNOWN) is None


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", P.TOO_SHORT),
        ("x7h!qa2zp", P.TOO_SHORT),
        ("é" * 5 + "abcd", P.TOO_SHORT),
        ("x7" * 101, P.TOO_LONG),
        ("\ufdfa" * 40, P.TOO_LONG),
        ("aaaaaaaaaa", P.REPEATED),
        ("__________", P.REPEATED),
        ("1212121212", P.REPEATED),
        ("abcabcabcabc", P.REPEATED),
        ("1234123412", P.REPEATED),
        ("1234567890", P.SEQUENCE),
        ("0987654321", P.SEQUENCE),
        ("QWERTYUIOP", P.SEQUENCE),
        ("abcdefghijkl", P.SEQUENCE),
        ("abcdef123456", P.SEQUENCE),
        ("qwertyuiop123", P.SEQUENCE),
        ("bismillah123", P.COMMON),
        ("Bismillah 2025", P.COMMON),
        ("indonesia1", P.COMMON),
        ("1ndonesia!!", P.COMMON),
        ("P@ssw0rd123", P.COMMON),
        ("1q2w3e4r5t", P.COMMON),
        ("rahasia12345678", P.COMMON),
        ("sayang11111111", P.COMMON),
        ("sayangsayang", P.COMMON),
        ("kotabontang", P.COMMON),
        ("akusayangkamu", P.COMMON),
        ("siti.rahma@contoh.id", P.PERSONAL),
        ("sitirahma1", P.PERSONAL),
        ("081200000007", P.PERSONAL),
        ("6281200000007", P.PERSONAL),
        ("Siti Rahmawati 7", P.PERSONAL),
    ],
)
def test_what_everybody_tries_first_is_refused(password: str, problem: PasswordProblem) -> None:
    assert password_problem(password, KNOWN) is problem


@pytest.mark.parametrize("word", sorted(COMMON_WORDS))
def test_no_common_word_is_saved_by_digits(word: str) -> None:
    assert password_problem(word.capitalize() + "123456") is not None
    assert password_problem(f"123456{word}") is not None


def test_the_list_is_long_and_plain() -> None:
    assert len(COMMON_WORDS) >= 300
    assert all(word.isascii() and word.isalpha() and word.islower() for word in COMMON_WORDS)


def test_length_is_counted_after_composing() -> None:
    assert len("e\u0301" * MIN_PASSWORD) == 2 * MIN_PASSWORD
    assert password_problem("xe\u0301zu\u0301") is P.TOO_SHORT
    assert normal_password("Ａe\u0301") == "Aé"


def test_the_edges_of_length() -> None:
    assert password_problem("x7h!qa2zpk") is None
    assert password_problem(("x7h!qa2zpk" * 20)[:MAX_PASSWORD]) is None


@given(
    st.text(st.characters(exclude_categories=()), max_size=260), st.lists(st.text(max_size=20), max_size=3)
)
def test_any_text_gets_an_answer(password: str, known: list[str]) -> None:
    problem = password_problem(password, known)
    assert problem is None or isinstance(problem, PasswordProblem)
    if problem is None:
        assert MIN_PASSWORD <= len(normal_password(password)) <= MAX_PASSWORD
