"""Ways to reach somebody, or to lead them away, in free text: found, so that a public page does not carry them.

What is found here is what people and robots write, spaced and spelt out; a determined hand gets around it, which is why
an artisan and an officer can still take a text away.
"""

import re
import unicodedata

_LINK = re.compile(
    r"://|\bwww\.|\b[a-z0-9-]{2,}\.(?:com|net|org|info|biz|io|me|id|my|sg|ru|cn|top|xyz|shop)\b(?!@)"
    r"|\b[a-z0-9-]+\.(?:id|me|ly|ee|gg|gd|to|co|cc|tv|im|at|bio|link|page|app|site|store|online)/[^\s/]",
    re.I,
)
"""What begins like an address, ends like one, or is a short one with a path (s.id/…, t.me/…, bit.ly/…)."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_SPELT_ADDRESS = re.compile(
    r"(?:\bat\b|[(\[{]\s*at\s*[)\]}]|@)\s*(?:gmail|ymail|yahoo|hotmail|outlook|icloud|live|proton)"
    r"|\b(?:dot|titik)\s*(?:com|net|org|co|id)\b",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w@])@\s?[^\W\d][\w.]{2,}")
_PRICE = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:\.\d{3}){0,2}\.[05]00(?![\d.])")
_DAY = re.compile(r"(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d(?!\d)")
_DIGITS = re.compile(r"\+?\(?\d(?:[ .\-()/]{0,2}\d)+")
_NUMBER_WORDS = frozenset(
    {
        "nol", "kosong", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
        "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    }
)  # fmt: skip
_SHORTEST_HOME, _SHORTEST_OTHER, _SPELT = 8, 10, 8


def carries_link(text: str) -> bool:
    """Whether a text sends its reader to another site; an e-mail address alone does not."""
    return _LINK.search(_ADDRESS.sub(" ", unicodedata.normalize("NFKC", text))) is not None


def carries_email(text: str) -> bool:
    """Whether a text holds an e-mail address, also a spelt-out one, or the @name of somebody elsewhere."""
    plain = unicodedata.normalize("NFKC", text)
    return any(pattern.search(plain) for pattern in (_ADDRESS, _SPELT_ADDRESS, _HANDLE))


def carries_phone(text: str) -> bool:
    """Whether a text holds a telephone number, in digits however spaced, or said digit by digit.

    Numbers that begin as numbers here do (0, 62, 8, +) count from 8 digits on, others from 10. Prices in rupiah and
    days do not.
    """
    plain = _DAY.sub(" ", _PRICE.sub(" ", unicodedata.normalize("NFKC", text)))
    return any(map(_is_number, _DIGITS.findall(plain))) or _said(plain)


def _is_number(run: str) -> bool:
    digits = re.sub(r"\D", "", run)
    at_home = run.startswith("+") or digits.startswith(("0", "62", "8"))
    return len(digits) >= (_SHORTEST_HOME if at_home else _SHORTEST_OTHER)


def _said(text: str) -> bool:
    run = 0
    for word in re.findall(r"[^\W_]+", text.casefold()):
        run = run + 1 if word in _NUMBER_WORDS or (len(word) == 1 and word.isdecimal()) else 0
        if run >= _SPELT:
            return True
    return False
