import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.codes import (
    CROCKFORD,
    RECORD_ALPHABET,
    new_code,
    new_record_code,
    read_code,
    read_record_code,
)

CODES = st.text(alphabet=CROCKFORD, min_size=1, max_size=20)
RECORDS = st.builds(
    "{}-{}".format,
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=5),
    st.text(RECORD_ALPHABET, min_size=4, max_size=4),
)


def test_alphabets_leave_out_what_looks_alike() -> None:
    assert len(set(CROCKFORD)) == 32
    assert not set("ILOU") & set(CROCKFORD)
    assert len(set(RECORD_ALPHABET)) == 31
    assert not set("0O1IL") & set(RECORD_ALPHABET)


def test_codes_are_drawn_letter_by_letter() -> None:
    assert new_code(4, "abc", lambda _: 2) == "cccc"
    draws = iter([0, 31, 10, 1])
    assert new_code(4, randbelow=lambda below: next(draws) % below) == "0ZA1"
    assert len({new_code(10) for _ in range(50)}) == 50


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    assert read_code(code) == code
    assert read_code(code.lower().replace("0", "o").replace("1", "l")) == code
    assert read_code(f" {'-'.join(code)} ") == code


@pytest.mark.parametrize("typed", ["", "  - ", "ABCU", "AB!", "é", "A" * 500, "\0", "ſ!"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not a code|too long"):
        read_code(typed)


@given(RECORDS)
def test_a_record_code_is_read_however_it_is_typed(code: str) -> None:
    for typed in (
        code,
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        f" {code}\n",
        code.replace("-", "\u2013"),
    ):
        assert read_record_code(typed) == code
    for address in (f"https://terajut.id/c/{code}", f"http://127.0.0.1:8000/en/c/{code.lower()}/?x=1#y"):
        assert read_record_code(address) == code


def test_digits_in_the_city_are_meant_as_letters() -> None:
    assert read_record_code("s0l-7k4p") == "SOL-7K4P"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "BTG",
        "BTG-7K4",
        "BTG-7K4PX",
        "BTG-7O4P",
        "BTG-7K0P",
        "B-7K4P",
        "ABCDEF-7K4P",
        "x" * 300,
        "/",
        "BTG-7K4P/x",
    ],
)
def test_what_is_no_record_code_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not a record|too long"):
        read_record_code(typed)


@given(st.text())
def test_any_text_is_a_record_code_or_refused(text: str) -> None:
    try:
        code = read_record_code(text)
    except ValueError:
        return
    assert read_record_code(code) == code


def test_new_record_codes_carry_their_city() -> None:
    code = new_record_code("BTG")
    assert code.startswith("BTG-")
    assert read_record_code(code) == code
    assert new_record_code("BTG", lambda _: 0) == "BTG-2222"
