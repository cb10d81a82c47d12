"""What is true of inquiries: their lengths, limits and lifetimes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from marketplace.artisans.rules import Pace

Limits = tuple[tuple[int, timedelta], ...]


class Side(StrEnum):
    """Who wrote a message of a thread."""

    BUYER = "buyer"
    ARTISAN = "artisan"


class Occasion(StrEnum):
    """When a text of hers is sent by itself."""

    OUTSIDE = "outside"
    AWAY = "away"


class PhotoState(StrEnum):
    """What became of a photo that came with a message."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"
    FORGOTTEN = "forgotten"


class Known(StrEnum):
    """What was recorded of a buyer, and nothing more."""

    ACCOUNT_WITH_MAIL = "account_with_mail"
    ACCOUNT = "account"
    MAIL_ONLY = "mail_only"
    PHONE_ONLY = "phone_only"


def known_of(*, account: bool, own_mail: bool, mail: bool) -> Known:
    """Say what is known of a buyer: an account proves its own address; any other that was typed in
    proves nothing.
    """
    if account:
        return Known.ACCOUNT_WITH_MAIL if own_mail else Known.ACCOUNT
    return Known.MAIL_ONLY if mail else Known.PHONE_ONLY


MIN_MESSAGE, MAX_MESSAGE = 5, 2000
"""Characters of a message after cleaning."""

MAX_SENDER_NAME = 120
WHATSAPP_TEXT_MAX = 500
"""Characters of the prefilled draft: longer ones are cut short by some telephones."""

MAX_ONCE = 40
"""Characters of the mark by which a message is known that is sent again after the connection was lost."""
MOST_PHOTOS = 4
"""Photos of one message."""
VIEW, THUMB = "view", "thumb"
"""The two copies that are made of a photo, as addresses call them."""
PHOTO_SIDES: Mapping[str, int] = {VIEW: 1600, THUMB: 320}
"""Pixels of the longer side of what is kept of a photo."""
PHOTO_LIMITS: Limits = ((30, timedelta(hours=1)), (120, timedelta(days=1)))
"""Forms with photos from one network address; they are kept before anybody knows what becomes of the message."""
PHOTO_KEPT_SECONDS = 6 * 3600
"""How long a photo that came with a refused form waits for the form to be sent again."""

MAX_REPLY_TITLE, MAX_REPLY = 40, 500
"""Characters of a quick reply's name and of its words."""
MOST_REPLIES = 12
"""Quick replies of one artisan: more would not be found above the field of a phone."""

HOURLY_LIMIT, DAILY_LIMIT = 3, 10
"""Messages of one sender about one listing."""

LIMITS: Limits = (
    (HOURLY_LIMIT, timedelta(hours=1)),
    (DAILY_LIMIT, timedelta(days=1)),
)
SENDER_LIMITS: Limits = ((12, timedelta(hours=1)), (40, timedelta(days=1)))
"""Messages of one contact, and of one account, about any bags: a stranger's address can be typed in, too."""
ADDRESS_LIMITS: Limits = ((30, timedelta(hours=1)), (120, timedelta(days=1)))
"""Messages from one network address; many phones share one here."""
LISTING_LIMITS: Limits = ((30, timedelta(hours=1)), (150, timedelta(days=1)))
"""Talks that everybody begins about one bag: contacts can be made up, an artisan's patience cannot."""

BACK_LIMITS: Limits = ((2, timedelta(hours=1)), (5, timedelta(days=1)))
"""Letters with the way back into one talk: whoever has a text from WhatsApp can ask for them."""
BACK_ADDRESS_LIMITS: Limits = ((10, timedelta(hours=1)), (30, timedelta(days=1)))
"""The same from one network address."""

SAME_WITHIN = timedelta(minutes=10)
"""The same words again within this time are the same message, sent by a second press of the button."""
PRESSED_TWICE = timedelta(minutes=1)
"""Within this time the second press is shown the private link as well; later, whoever repeats the words may be
somebody else, who knows what was asked and must not learn what was answered."""

PACE_OVER = timedelta(days=90)
"""From how long ago answers are looked at to say how soon an artisan usually answers."""
FEWEST_FOR_PACE = 5
"""Answers within that time without which nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a question waited within the artisan's hours; `days` is 0 on the day from which she could answer."""

    minutes: int
    days: int


KEPT: Mapping[Pace, Callable[[Wait], bool]] = {
    Pace.HOUR: lambda wait: wait.minutes <= 60,
    Pace.DAY: lambda wait: wait.days == 0,
    Pace.TWO_DAYS: lambda wait: wait.days <= 2,
}
"""What each pace promises, the quickest first."""


def pace_of(answered: Sequence[Wait], waiting: Sequence[Wait]) -> Pace | None:
    """Return the quickest pace that at least half of her answers kept; None for too few answers, or slower ones.

    A question that still waits counts against a pace it can keep no more, and for none.
    """
    if len(answered) < FEWEST_FOR_PACE:
        return None
    for pace, kept in KEPT.items():
        late = sum(not kept(wait) for wait in waiting)
        if 2 * sum(kept(wait) for wait in answered) >= len(answered) + late:
            return pace
    return None


THREAD_LIFETIME = timedelta(days=90)
"""How long the private link to a thread works after its last message."""


def limit_key(listing_id: int, sender: str) -> str:
    """Return the key under which attempts are counted; `sender` is whatever tells senders apart, already
    normalised (and digested where it is personal)."""
    return f"inquiry:{listing_id}:{sender}"
