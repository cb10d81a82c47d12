"""Proof that somebody reads the mailbox of a note: words that stand in a letter to it and on no page.

The link of a note is shown on the page it is proposed on, so it proves nothing of the kind.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from marketplace.kit.emails import fold
from marketplace.order_notes.models import OrderNote

LENGTH = 43
"""Characters of a proof."""


def proof(note: OrderNote, address: str, secret: str) -> str:
    """Return the proof for a letter to this address: the note's own chance and the mailbox, under our secret.

    Another address or another note has another one; what is kept in the database is not enough to make it.
    """
    said = f"order-note-proof:{note.link_seed}:{fold(address)}".encode()
    return urlsafe_b64encode(hmac.new(secret.encode(), said, sha256).digest()).rstrip(b"=").decode()


def proves(text: str, note: OrderNote, address: str, secret: str) -> bool:
    """Whether a text is the proof of this note and address; compared in constant time."""
    return hmac.compare_digest(text.encode("utf-8", "replace"), proof(note, address, secret).encode())
