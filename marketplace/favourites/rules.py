"""What is true of bags set aside: how many, and how their codes are read."""

from collections.abc import Iterable

from marketplace.kit.codes import read_code
from marketplace.listings.rules import CODE_LENGTH

MOST_CODES = 60
"""How many bags one request may name, and one browser keeps; `static/js/shelf.js` says it too."""

MOST_KEPT = 300
"""How many bags one account may keep."""

MOST_COMPARED = 3
PAGE_SIZE = 24
_LONGEST = MOST_CODES * (CODE_LENGTH + 8)


def read_codes(texts: Iterable[str], most: int = MOST_CODES) -> list[str]:
    """Return the codes of bags in texts such as "F9E20PF3F1,…", each once, in their order, at most so many.

    What is no code is left out: addresses are cut off and edited by hand.
    """
    found: dict[str, None] = {}
    for text in texts:
        for piece in text[:_LONGEST].split(","):
            try:
                code = read_code(piece)
            except ValueError:
                continue
            if len(code) == CODE_LENGTH:
                found[code] = None
            if len(found) == most:
                return list(found)
    return list(found)
