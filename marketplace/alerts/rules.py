"""What is true of alerts: how many, how often, and the tokens of their links."""

import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256


class Kind(StrEnum):
    """What is watched: a saved search, told of every day, or an artisan, told of every week."""

    SEARCH = "search"
    ARTISAN = "artisan"


class Why(StrEnum):
    """Why an alert is told of a bag; known: it answered already when the alert began, and is never told of."""

    NEW = "new"
    WITHIN = "within"
    KNOWN = "known"


MOST_BY_MAIL = 10
MOST_IN_ACCOUNT = 20
"""Alerts of one address without an account, and of one account.

Of an address those count that it confirmed: what strangers ask in its name takes no place from its owner. Those that
wait are few, by LETTER_LIMITS and CONFIRM_LIFETIME.
"""

PAUSE = {Kind.SEARCH: timedelta(hours=12), Kind.ARTISAN: timedelta(days=6, hours=12)}
"""At least so much lies between two letters; half a day less than it says, because the daily job is not punctual."""

CONFIRM_LIFETIME = timedelta(hours=48)
MOST_IN_LETTER = 12
MAX_QUERY = 2000
LETTER_LIMITS = ((5, timedelta(days=1)),)
"""Letters that ask for a confirmation, to one address."""

NEW_WITHIN = timedelta(days=7)
"""What the list of an account counts as new, for whoever gets no letters."""

UNHEARD = -1
"""What an alert has heard whose last letter was written before bags were followed."""

KEPT = timedelta(days=30)
"""How long entries are kept at least; longer where an alert has not heard of them."""


def wish_key(*, query: str = "", artisan_id: int | None = None) -> str:
    """Return what tells the alerts of one reader apart, of a length an index can hold."""
    return sha256(f"artisan:{artisan_id}".encode() if artisan_id else f"search:{query}".encode()).hexdigest()


def sign(secret: str, purpose: str, row: int, bound: str) -> str:
    """Return a link's token: the number of a row, and proof that we wrote it for this purpose and this reader.

    `bound` ties it to whoever the row was about: SQLite gives the number of a deleted row to the next one.
    """
    mac = hmac.new(secret.encode(), f"alerts:{purpose}:{row}:{bound}".encode(), sha256).digest()
    return f"{row}-{urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def row_of(token: str) -> int | None:
    """Return the number in a token, proved or not; None where there is none a table counts to."""
    number = token.partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return int(number)


def proves(token: str, secret: str, purpose: str, row: int, bound: str) -> bool:
    """Whether a token is the one `sign` writes; compared in constant time."""
    return hmac.compare_digest(token.encode("utf-8", "replace"), sign(secret, purpose, row, bound).encode())
