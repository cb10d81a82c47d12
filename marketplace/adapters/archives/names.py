"""Which names of packed files are taken. Nothing is ever written under them; they are shown, and found again in a list.

The classes of hostile names are those of the Zip Slip papers and of CVEs of unpackers: climbing, absolute, drives,
backslashes, control and direction characters, twins on file systems that fold case or form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from marketplace.kit.errors import Unsupported
from marketplace.kit.text import fold, squeeze

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_DRIVE = re.compile(r"[A-Za-z]:")
_NESTED = re.compile(r"\.(zip|zipx|jar|apk|rar|7z|tar|t?gz|bz2|tbz2?|t?xz|zst|lz4?|cab|iso|arj)$")
_LEFTOVER = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
SHOWN = 60


def flaw_of(name: str, max_length: int) -> str | None:
    """Return the code of what is wrong with a name, None where nothing is."""
    if not name or len(name) > max_length:
        return "archive.name_length"
    if any(unicodedata.category(char) in _UNSEEN for char in name):
        return "archive.name_unseen"
    for form in (name, unicodedata.normalize("NFKC", name)):
        if "\\" in form:
            return "archive.name_backslash"
        if form.startswith("/") or _DRIVE.match(form):
            return "archive.name_absolute"
        if {"", ".", ".."} & set(form.split("/")):
            return "archive.name_climbs"
    if _NESTED.search(fold(name)):
        return "archive.nested"
    return None


def require_good(names: Iterable[str], max_length: int) -> None:
    """Raise Unsupported for the first name that is not taken, and "archive.name_twice" for two that fold to one."""
    seen: set[str] = set()
    for name in names:
        flaw = flaw_of(name, max_length)
        key = fold(name)
        if flaw is None and (key in seen or not key):
            flaw = "archive.name_twice" if key else "archive.name_unseen"
        if flaw is not None:
            raise Unsupported(flaw, file=shown(name))
        seen.add(key)


def shown(name: str) -> str:
    """Return a name as it may stand in a sentence."""
    clean = squeeze(name)
    return clean if len(clean) <= SHOWN else clean[: SHOWN - 1] + "…"


def is_leftover(name: str) -> bool:
    """Whether a file is what computers leave beside photos: nobody chose to pack it."""
    return _LEFTOVER.search(name) is not None
