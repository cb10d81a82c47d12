"""E-mail addresses, as far as their shape can tell; whether one is read is only known by an answer."""

import re
import unicodedata

_SHAPE = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"/_]+\.[^\s@<>()\[\],;:\\\"./_]{2,}")
_LONGEST = 254


def normal_email(text: str) -> str:
    """Return the address in lower case and NFC; ValueError when it cannot be one.

    Lower case also before the @: the standard allows a mail host to tell cases apart, none in use does, and
    two accounts for one mailbox would be a trap.
    """
    address = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).strip().lower())
    if len(address) > _LONGEST or not _SHAPE.fullmatch(address):
        raise ValueError("not an e-mail address")
    local, _, domain = address.partition("@")
    if (
        ".." in address
        or local[0] == "."
        or local[-1] == "."
        or domain[0] in ".-"
        or "-." in domain
        or ".-" in domain
    ):
        raise ValueError("not an e-mail address")
    if any(unicodedata.category(char).startswith("C") for char in address):
        raise ValueError("not an e-mail address")
    return address
