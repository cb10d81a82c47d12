"""E-mail addresses, as far as their shape can tell; whether one is read is only known by an answer."""

import re
import unicodedata
from contextlib import suppress

_SHAPE = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"/_]+\.[^\s@<>()\[\],;:\\\"./_]{2,}")
_LONGEST = 254
_ONE_HOUSE = {
    "googlemail.com": "gmail.com",
    "protonmail.com": "proton.me",
    "pm.me": "proton.me",
}
"""Other names of one mail house: what stands before the @ is the same mailbox under each."""
_UNREAD_SIGNS = {"gmail.com": ".", "proton.me": ".-_"}
"""Signs that a mail house leaves out when it looks for the mailbox."""


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


def fold(address: str) -> str:
    """Return what all spellings of one mailbox have in common, to compare and never to write to.

    Compatibility forms and case, what follows a plus, signs the mail house does not read, its other names, and both
    spellings of a domain with letters beyond ASCII. Where a house does read a plus, two neighbours become one: whoever
    compares must be able to bear that, not the reverse.
    """
    local, _, domain = _plain(address).rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii").lower()
    domain = _ONE_HOUSE.get(domain, domain)
    name = local.partition("+")[0] or local
    return f"{name.translate(dict.fromkeys(map(ord, _UNREAD_SIGNS.get(domain, '')))) or name}@{domain}"


def _plain(text: str) -> str:
    """Compatibility form without case, of which the plain form is itself."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
