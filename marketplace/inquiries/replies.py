"""An artisan's quick replies: the texts she keeps for answers, in the order of her choice."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.inquiries.models import QuickReply
from marketplace.inquiries.rules import MOST_REPLIES
from marketplace.kit.errors import Conflict, NotFound


def own_list(artisan_id: int | None) -> Sequence[QuickReply]:
    """Return hers, in her order; MOST_REPLIES at most."""
    return session.scalars(
        select(QuickReply)
        .where(QuickReply.artisan_id == artisan_id)
        .order_by(QuickReply.position, QuickReply.id)
    ).all()


def own(artisan_id: int | None, number: int) -> QuickReply:
    """Return one of hers. NotFound for anybody else's."""
    query = select(QuickReply).where(QuickReply.artisan_id == artisan_id, QuickReply.id == number)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound()
    return found


def add(title: str, body: str, *, actor: Actor) -> QuickReply:
    """Keep one more, after the others; the very same once.

    Raises Conflict past MOST_REPLIES, NotFound without a profile.
    """
    rows = _locked(actor)
    same = next((row for row in rows if (row.title, row.body) == (title, body)), None)
    if same is not None:
        return same
    if len(rows) >= MOST_REPLIES:
        raise Conflict("quick_reply.full", most=MOST_REPLIES)
    last = rows[-1].position if rows else 0
    reply = QuickReply(artisan_id=actor.artisan_id, position=last + 1, title=title, body=body)
    session.add(reply)
    session.flush()
    return reply


def change(number: int, title: str, body: str, *, actor: Actor) -> None:
    """Write one of hers anew."""
    reply = own(actor.artisan_id, number)
    reply.title, reply.body = title, body
    session.flush()


def delete(number: int, *, actor: Actor) -> str:
    """Forget one of hers; returns what it was called."""
    reply = own(actor.artisan_id, number)
    session.delete(reply)
    session.flush()
    return reply.title


def move(number: int, step: int, *, actor: Actor) -> None:
    """Move one of hers a place up (-1) or down (1); at either end it stays."""
    rows = list(_locked(actor))
    place = next((place for place, row in enumerate(rows) if row.id == number), None)
    if place is None or step not in (-1, 1):
        raise NotFound()
    rows.insert(max(0, place + step), rows.pop(place))
    for position, row in enumerate(rows, start=1):
        row.position = position
    session.flush()


def _locked(actor: Actor) -> Sequence[QuickReply]:
    """Hers, while no other request adds or moves any."""
    held = select(Artisan.id).where(Artisan.id == actor.artisan_id).with_for_update(key_share=True)
    if session.scalar(held) is None:
        raise NotFound()
    return own_list(actor.artisan_id)
