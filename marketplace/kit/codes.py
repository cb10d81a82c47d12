"""Codes that people read aloud, type and print: unguessable enough, and hard to mistake."""

import re
import secrets
import unicodedata
from collections.abc import Callable

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O (read as digits) and U."""

RECORD_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 and O, 1, I and L: nothing here looks like something else here."""

RECORD_LENGTH = 4

Randbelow = Callable[[int], int]

_LOOKALIKES = str.maketrans("OIL", "011")
_DIGIT_LIKE_LETTERS = str.maketrans("01", "OI")
_GAP = re.compile(r"[\s\-._\u2010-\u2015]+")
_RECORD = re.compile(rf"([A-Z01]{{2,5}}) ?([{RECORD_ALPHABET}]{{{RECORD_LENGTH}}})")
_LONGEST = 200


def new_code(length: int, alphabet: str = CROCKFORD, randbelow: Randbelow = secrets.randbelow) -> str:
    return "".join(alphabet[randbelow(len(alphabet))] for _ in range(length))


def _groups(text: str) -> list[str]:
    """Capitals, split where people put blanks, dashes, dots or underscores."""
    if len(text) > _LONGEST:
        raise ValueError("too long for a code")
    return [group for group in _GAP.split(unicodedata.normalize("NFKC", text).upper()) if group]


def read_code(text: str) -> str:
    """Return the code somebody typed: any case, blanks, dashes, O for 0, I or L for 1; else ValueError."""
    code = "".join(_groups(text)).translate(_LOOKALIKES)
    if not code or not set(code) <= set(CROCKFORD):
        raise ValueError("not a code")
    return code


def new_record_code(prefix: str, randbelow: Randbelow = secrets.randbelow) -> str:
    """Return a code such as "BTG-7K4P": the city's prefix (2 to 5 letters), and four characters of chance."""
    return f"{prefix}-{new_code(RECORD_LENGTH, RECORD_ALPHABET, randbelow)}"


def read_record_code(text: str) -> str:
    """Return "BTG-7K4P" for "btg 7k4p", "BTG7K4P", or an address that ends in it. ValueError otherwise."""
    if len(text) > _LONGEST:
        raise ValueError("too long for a code")
    last = re.split(r"[?#]", text.strip())[0].rstrip("/").rpartition("/")[2]
    groups = _groups(last)
    # A single gap says where the city ends: "BTG-7K4" lacks a character, and is not "BT-G7K4".
    match = _RECORD.fullmatch((" " if len(groups) == 2 else "").join(groups))
    if match is None:
        raise ValueError("not a record's code")
    return f"{match[1].translate(_DIGIT_LIKE_LETTERS)}-{match[2]}"
