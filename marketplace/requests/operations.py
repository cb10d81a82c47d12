"""Asking, answering, ending: with `taking` the only writers of custom requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.inquiries import blocks
from marketplace.inquiries.senders import sender_key
from marketplace.kit.codes import new_code
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.kit.tokens import digest
from marketplace.listings.models import Listing
from marketplace.order_notes.operations import NOT_AGREED_ON, Buyer
from marketplace.order_notes.rules import wrong_terms
from marketplace.requests import links, mails, queries, routing
from marketplace.requests.models import CustomRequest, Offer, Part, Recipient
from marketplace.requests.rules import (
    ADDRESS_LIMITS,
    ARTISAN_LIMITS,
    CODE_LENGTH,
    LIFECYCLE,
    MAX_OFFERED,
    MOST_ASKED,
    MOST_AT_ONCE,
    SENDER_LIMITS,
    Action,
    Answer,
    Reach,
    State,
    buyer_ends_by,
    day_ends_by,
    last_day_of_one,
    takes_more,
    wrong_days,
)

WISHES = (
    "words", "length_cm", "width_cm", "height_cm", "colour", "colour_note", "material", "quantity", "budget",
    "needed_on",
)  # fmt: skip
OFFERED = ("quantity", "price_each", "deposit", "ready_on", "delivery", "shipping_by", "words")
MOST_AT_A_TIME = 200
"""Requests one run of the daily job ends; the next day's takes the others."""


@dataclass(frozen=True, slots=True)
class Terms:
    """An offer as the terms of an order note: price and deposit in whole rupiah for all pieces."""

    quantity: int
    price: int
    deposit: int
    ready_on: date
    delivery: Any
    shipping_by: Any
    details: str = ""
    place: str = ""
    variant_code: str | None = None


def terms_of(offer: Any, quantity: int, details: str = "", place: str = "") -> Terms:
    """Return what so many pieces of an offer come to; the deposit is rounded down to whole rupiah."""
    price = offer.price_each * quantity
    return Terms(
        quantity=quantity,
        price=price,
        deposit=price * offer.deposit // 100,
        ready_on=offer.ready_on,
        delivery=offer.delivery,
        shipping_by=offer.shipping_by,
        details=details,
        place=place,
    )


def admit(
    contact: str, *, address: str, secret: str, actor: Actor | None, artisan_id: int | None, at: datetime
) -> None:
    """Count one request: by contact, network address, account, and by the artisan it is put to.

    Raises TooMany past one of the limits. Ends the transaction it is called in: load rows afterwards.
    """
    wanted = [
        (attempts.key("custom-request", digest(sender_key(contact, secret))), SENDER_LIMITS),
        (attempts.key("custom-request-address", address), ADDRESS_LIMITS),
    ]
    if actor is not None:
        wanted.append((attempts.key("custom-request-account", actor.id), SENDER_LIMITS))
    if artisan_id is not None:
        wanted.append((attempts.key("custom-request-artisan", artisan_id), ARTISAN_LIMITS))
    attempts.take(*wanted, at=at)


def ask_maker(
    listing: Listing, wish: Any, buyer: Buyer, *, secret: str, at: datetime, today: date
) -> tuple[CustomRequest, str]:
    """Ask the maker of a bag for one made like it. Raises Invalid (fields), Conflict and Forbidden (own bag)."""
    if buyer.account_id is not None and buyer.account_id == listing.account_id:
        raise Forbidden("request.own_bag")
    if listing.state in NOT_AGREED_ON:
        raise Conflict("order_note.bag")
    closes_on = last_day_of_one(today, wish.needed_on)
    request = _begin(Reach.ONE, wish, buyer, closes_on, secret, at, today)
    request.listing, request.technique, request.bag_type = listing, listing.technique, listing.bag_type
    return _sent(request, [listing.artisan], at)


def ask_all(wish: Any, buyer: Buyer, *, secret: str, at: datetime, today: date) -> tuple[CustomRequest, str]:
    """Ask those whose turn it is. Raises Invalid (fields), and Conflict "request.nobody" where nobody can be asked."""
    request = _begin(Reach.ALL, wish, buyer, wish.closes_on, secret, at, today)
    request.technique, request.unit_code, request.bag_type = wish.technique, wish.unit_code, wish.bag_type
    with session.no_autoflush:
        makers = routing.in_turn(request, MOST_AT_ONCE, today)
    if not makers:
        raise Conflict("request.nobody")
    return _sent(request, makers, at)


def offer(recipient: Recipient, said: Any, *, actor: Actor, at: datetime, today: date) -> Offer:
    """Offer pieces in place of what she offered before. Load the request locked.

    Raises Invalid (fields), Conflict "request.over", "inquiry.ended" and "request.no_bag".
    """
    policy.require(actor, Permission.ANSWER_INQUIRY, recipient)
    request = recipient.request
    require_answerable(recipient, today)
    listing = request.listing or queries.bag_like(recipient.artisan_id, request.technique)
    if listing is None or listing.artisan_id != recipient.artisan_id or listing.state in NOT_AGREED_ON:
        raise Conflict("request.no_bag")
    wrong = wrong_terms(terms_of(said, said.quantity), today)
    if said.quantity > min(MAX_OFFERED, request.quantity):
        wrong["quantity"] = "request.offered_more"
    if wrong:
        raise Invalid(wrong)
    _withdraw(recipient, at)
    row = Offer(listing=listing, made_at=at, **{name: getattr(said, name) for name in OFFERED})
    recipient.offers.append(row)
    _answered(recipient, Answer.OFFERED, at)
    mails.to_buyer(request, "offer", key=row.id, at=at, maker=recipient.artisan.name)
    return row


def decline(recipient: Recipient, reason: str, *, actor: Actor, at: datetime, today: date) -> None:
    """Say that she cannot: her place goes to the next in turn, or, asked alone, the buyer is told why."""
    policy.require(actor, Permission.ANSWER_INQUIRY, recipient)
    request = recipient.request
    require_answerable(recipient, today)
    if recipient.answer is Answer.DECLINED:
        return
    if any(one.part is not None and one.part.counts for one in recipient.offers):
        raise Conflict("request.ordered")
    _withdraw(recipient, at)
    recipient.reason = reason
    _answered(recipient, Answer.DECLINED, at)
    if request.reach is Reach.ONE:
        mails.to_buyer(request, "declined", key=recipient.id, at=at, maker=recipient.artisan.name)
        return
    places = min(1, MOST_ASKED - len(request.recipients))
    _put_to(request, routing.in_turn(request, places, today), at)


def end(request: CustomRequest, *, at: datetime) -> None:
    """End an open request as its buyer, with what was taken. Raises Conflict("lifecycle.illegal")."""
    _end(request, buyer_ends_by(request.quantity - request.remaining), at)


def reopen(request: CustomRequest, *, at: datetime, today: date) -> None:
    """Open a filled request again once a part was called off. Raises Conflict: "request.full", "request.over"."""
    move = LIFECYCLE.move(request.state, Action.REOPEN)
    if not request.remaining:
        raise Conflict("request.full")
    if today > request.closes_on:
        raise Conflict("request.over")
    request.state, request.ended_at = move.target, None
    for one in request.recipients:
        one.waiting = one.answer is Answer.WAITING
    links.keep(request, at)
    session.flush()


def end_due(*, at: datetime, today: date) -> int:
    """End the requests whose last day is over, and write to their buyers; return how many that were."""
    done = 0
    for number in queries.due(today, MOST_AT_A_TIME):
        request = queries.locked(number)
        if request.state is State.OPEN and request.closes_on < today:
            action = day_ends_by(request.quantity - request.remaining)
            _end(request, action, at)
            mails.to_buyer(request, action.value, key=request.id, at=at)
            done += 1
    return done


def forget(*, at: datetime) -> int:
    """Delete requests that ended without an order and that nobody can open any more; return how many those were."""
    bought = select(Part.request_id)
    result = session.connection().execute(
        delete(CustomRequest).where(
            CustomRequest.state != State.OPEN,
            CustomRequest.link_expires_at < at,
            CustomRequest.id.not_in(bought),
        )
    )
    return result.rowcount


def _begin(
    reach: Reach, wish: Any, buyer: Buyer, closes_on: date, secret: str, at: datetime, today: date
) -> CustomRequest:
    wrong = wrong_days(wish.needed_on, closes_on if reach is Reach.ALL else None, today)
    if wrong:
        raise Invalid(wrong)
    request = CustomRequest(
        code=new_code(CODE_LENGTH),
        reach=reach,
        state=State.OPEN,
        buyer_account_id=buyer.account_id,
        buyer_name=buyer.name,
        buyer_email=buyer.email,
        buyer_phone=buyer.phone,
        sender_key=sender_key(buyer.email or buyer.phone or "", secret),
        locale=buyer.locale,
        closes_on=closes_on,
        created_at=at,
        **{name: getattr(wish, name) for name in WISHES},
    )
    links.keep(request, at)
    return request


def _sent(request: CustomRequest, makers: Sequence[Artisan], at: datetime) -> tuple[CustomRequest, str]:
    session.add(request)
    session.flush()
    _put_to(request, makers, at)
    token = links.give(request, at=at)
    mails.to_buyer(request, "receipt", key=request.id, at=at, token=token)
    return request, token


def _put_to(request: CustomRequest, makers: Sequence[Artisan], at: datetime) -> None:
    for artisan in makers:
        recipient = Recipient(artisan=artisan, asked_at=at, waiting=True, answer=Answer.WAITING)
        request.recipients.append(recipient)
        session.flush()
        mails.asked(recipient, at=at)


def require_answerable(recipient: Recipient, today: date) -> None:
    """Raise Conflict "request.over", and "inquiry.ended" where an officer ended the talks of artisan and buyer."""
    request = recipient.request
    if not takes_more(request.state, request.closes_on, today):
        raise Conflict("request.over")
    if blocks.is_ended(recipient.artisan_id, request.sender_key, request.buyer_account_id):
        raise Conflict("inquiry.ended")


def _answered(recipient: Recipient, answer: Answer, at: datetime) -> None:
    recipient.answer, recipient.answered_at, recipient.waiting = answer, at, False
    links.keep(recipient.request, at)
    session.flush()


def _withdraw(recipient: Recipient, at: datetime) -> None:
    before = recipient.offer
    if before is not None:
        before.withdrawn_at = at


def _end(request: CustomRequest, action: Action, at: datetime) -> None:
    move = LIFECYCLE.move(request.state, action)
    request.state, request.ended_at = move.target, at
    links.keep(request, at)
    for one in request.recipients:
        one.waiting = False
        if one.offer is not None:
            mails.ended(one, at=at)
    session.flush()
