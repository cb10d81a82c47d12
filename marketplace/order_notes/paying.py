"""How an artisan wants to be paid: her words, and the day she last changed them. No money passes through here."""

from __future__ import annotations

from datetime import datetime

from marketplace.access.actors import Actor
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.order_notes.models import PaymentWords


def write_payment(words: str, *, actor: Actor, at: datetime) -> None:
    """Keep how an artisan wants to be paid; the day it was changed is shown beside it. NotFound without a profile."""
    artisan_id = actor.artisan_id
    if artisan_id is None:
        raise NotFound()
    found = session.get(PaymentWords, artisan_id)
    if found is None:
        found = PaymentWords(artisan_id=artisan_id, words="", changed_at=at)
        session.add(found)
    if found.words != words:
        found.words, found.changed_at = words, at
    session.flush()
