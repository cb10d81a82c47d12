"""The way back to a talk from elsewhere: an address that opens nothing, and may stand in a text on WhatsApp.

It names a talk and proves that we wrote it. What opens the talk goes to the buyer's mailbox alone, or is her account.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.accounts import attempts
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.inquiries import mails
from marketplace.inquiries.models import Thread
from marketplace.inquiries.queries import of_listing
from marketplace.inquiries.rules import BACK_ADDRESS_LIMITS, BACK_LIMITS
from marketplace.kit.errors import NotFound

PROOF_LENGTH = 20
MAX_NUMBER = 10
"""Digits of a number a table counts to."""


def mark_of(thread: Thread, secret: str) -> str:
    """Return what names a talk in an address: its number, and proof that we wrote it.

    SQLite gives numbers of deleted rows anew: the moment it began tells a talk from the next one of its number.
    """
    bound = f"talk-back:{thread.id}:{thread.created_at:%Y%m%d%H%M%S%f}"
    return f"{thread.id}-{hmac.new(secret.encode(), bound.encode(), sha256).hexdigest()[:PROOF_LENGTH]}"


def behind(mark: str, secret: str) -> Thread:
    """Return the talk a mark names. NotFound unless we wrote it."""
    number = mark.partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < MAX_NUMBER):
        raise NotFound()
    query = select(Thread).where(Thread.id == int(number))
    load = joinedload(Thread.artisan).joinedload(Artisan.account)
    thread = session.scalars(query.options(load, of_listing())).one_or_none()
    if thread is None or not hmac.compare_digest(mark.encode(), mark_of(thread, secret).encode()):
        raise NotFound()
    return thread


def admit(thread_id: int, address: str, *, at: datetime) -> None:
    """Count one letter by talk and by network address. Raises TooMany; ends the transaction it is called in."""
    attempts.take(
        (attempts.key("talk-back", thread_id), BACK_LIMITS),
        (attempts.key("talk-back-address", address), BACK_ADDRESS_LIMITS),
        at=at,
    )


def send(thread: Thread, *, at: datetime) -> None:
    """Send the way into the talk to its buyer: to the mailbox that was left, or the account; to nobody else.

    The links there are stay: whoever has the mark can ask for this, and must end nobody's link.
    """
    mails.way_back(thread, at=at)
