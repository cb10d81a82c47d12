"""Asking back: a talk about the bag begins with the buyer's words and the artisan's question."""

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
from marketplace.requests import links, operations
from marketplace.requests.models import Recipient
from marketplace.requests.rules import Answer, Reach


def ask_back(
    recipient: Recipient, words: str, *, said: str, actor: Actor, at: datetime, today: date
) -> Thread:
    """Begin a talk with the buyer of a request to her alone, or go on with it; `said` is the request in words.

    What goes on there is the talk's; she may still make an offer here. The letter with the answer carries the talk's
    private link. Raises Conflict: "request.over", "inquiry.ended", and "request.no_talk" for a request to all or one
    without its bag.
    """
    policy.require(actor, Permission.ANSWER_INQUIRY, recipient)
    request = recipient.request
    operations.require_answerable(recipient, today)
    if request.reach is not Reach.ONE or request.listing is None:
        raise Conflict("request.no_talk")
    if recipient.thread is None:
        recipient.thread = Thread(
            listing=request.listing,
            artisan=recipient.artisan,
            buyer_account_id=request.buyer_account_id,
            buyer_name=request.buyer_name,
            buyer_email=request.buyer_email,
            buyer_phone=request.buyer_phone,
            sender_key=request.sender_key,
            locale=request.locale,
            links_end_at=at + THREAD_LIFETIME,
            created_at=request.created_at,
            last_message_at=request.created_at,
            waiting_since=request.created_at,
        )
        session.add(recipient.thread)
        recipient.thread.messages.append(Message(side=Side.BUYER, body=said, sent_at=request.created_at))
        session.flush()
    inquiries.answer(recipient.thread, words, actor=actor, at=at)
    if recipient.answer is Answer.WAITING:
        recipient.answer, recipient.answered_at, recipient.waiting = Answer.ASKED_BACK, at, False
    links.keep(request, at)
    session.flush()
    return recipient.thread
