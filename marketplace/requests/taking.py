"""Taking an offer: it becomes an order note, and never more pieces are taken than were asked for."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access.actors import Actor
from marketplace.database.session import session
from marketplace.inquiries import operations as talks
from marketplace.kit.errors import Conflict, Invalid
from marketplace.order_notes import offered
from marketplace.order_notes.operations import Buyer
from marketplace.requests import links, mails
from marketplace.requests.models import CustomRequest, Offer, Part
from marketplace.requests.operations import terms_of
from marketplace.requests.rules import LIFECYCLE, Action, takes_more


def buyer_of(request: CustomRequest, actor: Actor | None) -> Buyer:
    """Return who orders: the request's buyer, who finds the notes under the account she is signed in with."""
    account_id = request.buyer_account_id or (actor.id if actor else None)
    return Buyer(request.buyer_name, request.buyer_email, request.buyer_phone, request.locale, account_id)


def offer_of(request: CustomRequest, offer_id: int) -> Offer | None:
    """Return an offer made to this request, by its number; None for any other."""
    return next(
        (one for row in request.recipients for one in row.offers if one.id == offer_id),
        None,
    )


def take(
    request: CustomRequest,
    offer_id: int,
    quantity: int,
    *,
    details: str,
    place: str,
    actor: Actor | None,
    at: datetime,
    today: date,
) -> Part:
    """Take so many pieces of an offer. Load the request locked: whoever comes later counts what was taken before.

    An offer is taken once; pressed again, the same part is returned. Raises Conflict: "request.over",
    "request.offer_gone" (withdrawn, replaced, its day over, its maker hidden), and Invalid on "quantity" for more than
    is offered ("request.more_than_offered") or left ("request.more_than_left").
    """
    offer = offer_of(request, offer_id)
    if offer is not None and offer.part is not None:
        return offer.part
    if not takes_more(request.state, request.closes_on, today):
        raise Conflict("request.over")
    if offer is None or not offer.stands or offer.ready_on < today or offer.listing is None:
        raise Conflict("request.offer_gone")
    if not offer.recipient.artisan.visible or offer.recipient.artisan.account.disabled_at is not None:
        raise Conflict("request.offer_gone")
    if quantity > offer.quantity:
        raise Invalid({"quantity": "request.more_than_offered"})
    if quantity > request.remaining:
        raise Invalid({"quantity": "request.more_than_left"})
    note = offered.agree(
        offer.listing,
        terms_of(offer, quantity, details, place),
        buyer_of(request, actor),
        offered_at=offer.made_at,
        actor=actor,
        at=at,
        today=today,
    )
    part = Part(offer=offer, note=note, quantity=quantity, taken_at=at)
    request.parts.append(part)
    if offer.recipient.thread is not None:
        talks.reveal(offer.recipient.thread)
    session.flush()
    if not request.remaining:
        request.state, request.ended_at = LIFECYCLE.move(request.state, Action.FILL).target, at
        for one in request.recipients:
            one.waiting = False
            if one.offer is not None:
                mails.ended(one, at=at)
    links.keep(request, at)
    session.flush()
    mails.to_buyer(request, "taken", key=part.id, at=at, maker=note.artisan.name, note=note)
    return part
