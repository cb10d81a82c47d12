"""Secrets handed to people: long random texts, of which only a digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

LINK_GRACE = timedelta(days=1)
"""How long a private link goes on working once a newer one was sent: whoever has the page open can still write."""
REPLACED_KEPT = timedelta(days=30)
"""How long it is remembered that a link was replaced: an older letter's link says so, later it is not there."""


def new_token() -> str:
    """Return 256 random bits as text that is safe in an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is kept of a token: its SHA-256 in hex. Plain hashing is enough for 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def still_works(replaced_at: datetime | None, at: datetime) -> bool:
    """Whether a private link opens what it leads to: it is the newest, or was so until a moment ago."""
    return replaced_at is None or at < replaced_at + LINK_GRACE


def works_until(replaced_at: datetime | None, end: datetime) -> datetime:
    """Return until when a link works, where the newest one works until `end`."""
    return end if replaced_at is None else min(end, replaced_at + LINK_GRACE)
