"""Names under which an artisan is found elsewhere, read from what people copy out of their phones."""

import re
import unicodedata
from urllib.parse import urlsplit

from marketplace.kit.text import squeeze

INSTAGRAM_HOSTS = frozenset({"instagram.com", "m.instagram.com", "instagr.am"})

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<rest>[a-z.]+/.*)", re.IGNORECASE)
_HANDLE = re.compile(r"[a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])?", re.ASCII)
_NOT_PEOPLE = frozenset({"p", "reel", "reels", "tv", "explore", "stories", "accounts", "direct"})


def read_instagram(text: str) -> str:
    """Return the bare handle of "@siti.rajut", or of a profile's address; ValueError for anything else.

    Instagram's own rule: letters, digits, dots and underscores, at most 30, no dot at either end, no two in a row.
    """
    typed = unicodedata.normalize("NFKC", squeeze(text))
    address = _ADDRESS.fullmatch(typed)
    if address is not None:
        parts = urlsplit("//" + address["rest"])
        if (parts.hostname or "") not in INSTAGRAM_HOSTS:
            raise ValueError("an address of another site")
        typed = parts.path.strip("/").split("/")[0]
    handle = typed.removeprefix("@").casefold()
    if handle in _NOT_PEOPLE:
        raise ValueError("a word of Instagram's own addresses, nobody's profile")
    if not _HANDLE.fullmatch(handle) or ".." in handle:
        raise ValueError("not an Instagram name")
    return handle
