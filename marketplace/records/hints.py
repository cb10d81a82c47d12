"""What may be wrong with a number that was not found, told from its form alone, never from what is on record."""

from __future__ import annotations

import re
from enum import StrEnum

from marketplace.certificates.numbers import normal_no
from marketplace.kit.codes import CROCKFORD, RECORD_ALPHABET, RECORD_LENGTH, read_record_code
from marketplace.kit.text import fold, normal_key
from marketplace.listings.rules import CODE_LENGTH as BAG_CODE_LENGTH

FEWEST_DIGITS, MOST_DIGITS = 18, 21
"""Of a certificate number: field, occupation, perhaps a level, serial of five to seven, year."""
FIRST_YEAR, LAST_YEAR = 2004, 2099
MOSTLY = 0.6
"""The share of digits from which on a text is taken for a number with letters in it."""

_REGISTRATION = re.compile(r"[A-Z]{2,4}\d{4,17}", re.ASCII)
_CODE = re.compile(r"[A-Z]{2,5}[A-Z0-9]{1,6}", re.ASCII)
_AFTER_THE_CITY = re.compile(r"^[A-Z]{2,5} |^[A-Z]{2,3}")
_LOOK_LIKE_DIGITS = frozenset("OQDILSBZG")


class Hint(StrEnum):
    """What to look at on the paper, the most telling first."""

    LETTERS = "letters_among_digits"
    FEW_DIGITS = "few_digits"
    MANY_DIGITS = "many_digits"
    YEAR = "no_year_at_the_end"
    DIGIT_BY_DIGIT = "digit_by_digit"
    REGISTRATION = "registration_number"
    CODE_SIGNS = "code_signs"
    CODE_LENGTH = "code_length"
    SIGN_BY_SIGN = "sign_by_sign"
    BAG_CODE = "bag_code"


def hint(typed: str) -> Hint | None:
    """Return what the form of a text gives away; None for what looks like no number and no code."""
    key = normal_no(typed)
    digits = sum(map(str.isdigit, key))
    if _REGISTRATION.fullmatch(key) and digits > RECORD_LENGTH:
        return Hint.REGISTRATION
    if _is_nearly_a_code(typed):
        return _of_code(typed)
    if len(key) == BAG_CODE_LENGTH and 0 < digits < len(key) and set(key) <= set(CROCKFORD):
        return Hint.BAG_CODE
    if not digits or digits < MOSTLY * len(key):
        return None
    if set(key) & _LOOK_LIKE_DIGITS and not key.isdigit():
        return Hint.LETTERS
    return _of_digits(key)


def _of_digits(key: str) -> Hint:
    if len(key) < FEWEST_DIGITS:
        return Hint.FEW_DIGITS
    if len(key) > MOST_DIGITS:
        return Hint.MANY_DIGITS
    ending = key[-4:]
    if not (ending.isdigit() and FIRST_YEAR <= int(ending) <= LAST_YEAR):
        return Hint.YEAR
    return Hint.DIGIT_BY_DIGIT


def _is_nearly_a_code(typed: str) -> bool:
    """Whether letters come first and little follows, as in a record's code."""
    key = normal_key(typed)
    return bool(_CODE.fullmatch(key)) and any(map(str.isdigit, key))


def _of_code(typed: str) -> Hint:
    try:
        read_record_code(typed)
    except ValueError:
        after = _AFTER_THE_CITY.sub("", _spaced(typed), count=1)
        return Hint.CODE_SIGNS if set(after) - set(RECORD_ALPHABET) else Hint.CODE_LENGTH
    return Hint.SIGN_BY_SIGN


def _spaced(typed: str) -> str:
    """Return capitals and digits with single blanks where something else stood."""
    return re.sub(r"[^A-Z0-9]+", " ", fold(typed).upper()).strip()
