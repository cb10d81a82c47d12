"""Asking back: a talk of these two alone begins with the buyer's words and the artisan's question."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.database.session import session
from marketplace.inquiries import operations as inquiries
from marketplace.inquiries.models import Message, Thread
from marketplace.inquiries.rules import THREAD_LIFETIME, Side
from marketplace.kit.errors import Conflict
from marketplace.listings.models import Listing
from marketplace.requests import links, operations, queries
from marketplace.requests.models import Recipient
from marketplace.requests.rules import Answer, Reach


def bag_of(recipient: Recipient) -> Listing | None:
    """Return the bag a talk about a request is bound to: the one that was asked about, or of hers as offers are."""
    request = recipient.request
    if request.reach is Reach.ONE:
        return request.listing
    offered = recipient.offer.listing if recipient.offer is not None else None
    return offered or queries.bag_like(recipient.artisan_id, request.technique)


def ask_back(
    recipient: Recipient, words: str, *, said: str, called: str, actor: Actor, at: datetime, today: date
) -> Thread:
    """Begin a talk with the buyer of a request, or go on with it; `said` is the request in words.

    What goes on there is the talk's; she may still make an offer here. The letter with the answer carries the talk's
    private link. Of a request to all, name and contact are withheld until the buyer writes there or orders: `called` is
    what the talk calls her meanwhile. Raises Conflict: "request.over", "inquiry.ended", and "request.no_talk" where
    there is no bag to talk about.
    """
    policy.require(actor, Permission.ANSWER_INQUIRY, recipient)
    request = recipient.request
    operations.require_answerable(recipient, today)
    if recipient.thread is None:
        bag = bag_of(recipient)
        if bag is None:
            raise Conflict("request.no_talk")
        withheld = request.reach is Reach.ALL and not any(one.part for one in recipient.offers)
        recipient.thread = Thread(
            listing=bag,
            artisan=recipient.artisan,
            buyer_account_id=request.buyer_account_id,
            buyer_name=called if withheld else request.buyer_name,
            withheld_name=request.buyer_name if withheld else None,
            buyer_email=request.buyer_email,
            buyer_phone=request.buyer_phone,
            sender_key=request.sender_key,
            locale=request.locale,
            muted_by_buyer=request.muted_by_buyer,
            links_end_at=at + THREAD_LIFETIME,
            created_at=recipient.asked_at,
            last_message_at=recipient.asked_at,
            waiting_since=recipient.asked_at,
        )
        session.add(recipient.thread)
        recipient.thread.messages.append(Message(side=Side.BUYER, body=said, sent_at=recipient.asked_at))
        session.flush()
    inquiries.answer(recipient.thread, words, actor=actor, at=at)
    if recipient.answer is Answer.WAITING:
        recipient.answer, recipient.answered_at, recipient.waiting = Answer.ASKED_BACK, at, False
    links.keep(request, at)
    session.flush()
    return recipient.thread
