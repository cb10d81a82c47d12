"""Who takes a step of an order note: the buyer, the artisan, or a helper in her studio under a name of their own."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.helping.rules import Deed
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Forbidden
from marketplace.order_notes import queries
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import Action

HELPED = {
    Action.START: Deed.ORDER_STARTED,
    Action.FINISH: Deed.ORDER_FINISHED,
    Action.HAND_OVER: Deed.ORDER_HANDED_OVER,
}
"""The steps a helper may take. To call an order off, and to agree to one, is the artisan's."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who orders, and how she is reached: by one of the two."""

    name: str
    email: str | None
    phone: str | None
    locale: str
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes a step. `actor` is None for somebody without an account, who holds the link.

    `helper` is the name of whoever takes it for the artisan.
    """

    side: Side
    name: str
    actor: Actor | None
    helper: str = ""


def buyer_of(note: OrderNote, actor: Actor | None) -> Party:
    """Return the buyer's side of a note as whoever holds its link. Raises Forbidden for the note's own artisan."""
    if actor is not None and actor.id == note.account_id:
        raise Forbidden("order_note.own_side")
    return Party(Side.BUYER, note.buyer_name, actor)


def artisan_of(note: OrderNote, actor: Actor) -> Party:
    """Return the artisan's side. Raises Forbidden unless the note is hers."""
    policy.require(actor, Permission.ANSWER_INQUIRY, note)
    return Party(Side.ARTISAN, note.artisan.name, actor)


def stepper_of(note: OrderNote, actor: Actor) -> Party:
    """Return the artisan's side for the steps a helper may take as well. Raises Forbidden.

    "helper.own_order": nobody marks the steps of what they bought themselves, a review would follow from it.
    """
    policy.require(actor, Permission.STEP_ORDER, note)
    if actor.acting is not None and queries.is_buyers(note, actor.id):
        raise Forbidden("helper.own_order")
    return Party(Side.ARTISAN, note.artisan.name, actor, actor.name if actor.acting else "")
