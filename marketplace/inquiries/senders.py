"""What tells senders of messages apart, and not who they are."""

from __future__ import annotations

import hmac
from hashlib import sha256

from marketplace.inquiries.models import Thread


def sender_key(contact: str, secret: str) -> str:
    """Return what tells senders apart and not who they are; without the secret nobody can try out all numbers."""
    return hmac.new(secret.encode(), f"inquiry:{contact}".encode(), sha256).hexdigest()


def sender_of(thread: Thread, secret: str) -> str:
    """Return the key of who began a thread; threads older than keyed ones have none of their own."""
    return thread.sender_key or sender_key(thread.buyer_email or thread.buyer_phone or "", secret)
