"""Text as people type it, made comparable, and made safe to keep."""

import re
import unicodedata

# Letters that carry no combining mark, so that decomposing leaves them as they are.
_PLAIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "þ": "th", "ı": "i"}
)

# Drawn as nothing or as a gap, though Unicode counts them as letters or symbols.
_LOOKS_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800"), " ")

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


def _visible(text: str, keep: str = "") -> str:
    """Drop control, zero-width, direction and surrogate characters; those that end words leave a blank."""
    return "".join(
        char if char in keep or unicodedata.category(char) not in _INVISIBLE else " " * char.isspace()
        for char in text.translate(_LOOKS_BLANK)
    )


def squeeze(text: str) -> str:
    """Return one clean line: NFC, nothing invisible, single blanks, none at the ends."""
    return unicodedata.normalize("NFC", " ".join(_visible(text).split()))


def squeeze_lines(text: str) -> str:
    """Clean like `squeeze`, but keep line breaks, and at most one empty line in a row."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [squeeze(line) for line in _visible(unified, keep="\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def fold(text: str) -> str:
    """Return the text without case, accents, compatibility forms, odd blanks: for search and unique keys."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", squeeze(text)).casefold())
    bare = "".join(char for char in spread if not unicodedata.category(char).startswith("M"))
    return squeeze(bare.translate(_PLAIN))


def words(text: str) -> list[str]:
    """Return the folded words and numbers in order, without punctuation."""
    return re.findall(r"[^\W_]+", fold(text))


def slugify(text: str, limit: int = 60) -> str:
    """Return a-z, 0-9 and single dashes, at most `limit` long, cut between words; "" when nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(slug) <= limit:
        return slug
    cut = slug[: limit + 1].rpartition("-")[0]
    return cut or slug[:limit]


def normal_key(text: str) -> str:
    """Return only A-Z and 0-9, in capitals: one key for every spacing, dotting and case of a number."""
    return re.sub(r"[^A-Z0-9]+", "", fold(text).upper())
