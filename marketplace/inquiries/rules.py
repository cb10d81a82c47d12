"""What is true of inquiries: their lengths, limits and lifetimes."""

from datetime import timedelta
from enum import StrEnum


class Side(StrEnum):
    """Who wrote a message of a thread."""

    BUYER = "buyer"
    ARTISAN = "artisan"


MIN_MESSAGE, MAX_MESSAGE = 5, 2000
"""Characters of a message after cleaning."""

MAX_SENDER_NAME = 120
WHATSAPP_TEXT_MAX = 500
"""Characters of the prefilled draft: longer ones are cut short by some telephones."""

HOURLY_LIMIT, DAILY_LIMIT = 3, 10
"""Messages of one sender about one listing."""

LIMITS: tuple[tuple[int, timedelta], ...] = (
    (HOURLY_LIMIT, timedelta(hours=1)),
    (DAILY_LIMIT, timedelta(days=1)),
)

THREAD_LIFETIME = timedelta(days=90)
"""How long the private link to a thread works after its last message."""


def limit_key(listing_id: int, sender: str) -> str:
    """Return the key under which attempts are counted; `sender` is whatever tells senders apart, already
    normalised (and digested where it is personal)."""
    return f"inquiry:{listing_id}:{sender}"
