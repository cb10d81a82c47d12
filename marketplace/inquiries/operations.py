"""Asking and answering."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.database.session import session
from marketplace.helping import deeds
from marketplace.helping.rules import Deed
from marketplace.inquiries import auto, blocks, links, mails, pace, photos, queries
from marketplace.inquiries.asked import remember
from marketplace.inquiries.models import Message, Thread
from marketplace.inquiries.photos import StoredPhoto
from marketplace.inquiries.rules import (
    ADDRESS_LIMITS,
    LIMITS,
    LISTING_LIMITS,
    SAME_WITHIN,
    SENDER_LIMITS,
    THREAD_LIFETIME,
    Side,
    limit_key,
)
from marketplace.inquiries.senders import sender_key
from marketplace.kit.errors import Conflict, Forbidden
from marketplace.listings.models import Listing, Variant
from marketplace.notices import buyers
from marketplace.toolbox import toolbox


def admit(
    listing_id: int,
    contact: str,
    *,
    address: str,
    secret: str,
    actor: Actor | None,
    at: datetime,
    begins: bool = True,
) -> None:
    """Count one try to write: by bag and sender; by sender, network address and account over all bags; and by bag.

    Only a message that `begins` a talk counts by bag: strangers who crowd a bag silence nobody who talks already.
    Raises TooMany past one of the limits. Ends the transaction it is called in: load rows afterwards.
    """
    sender = sender_key(contact, secret)
    wanted = [
        (attempts.key("inquiry", limit_key(listing_id, sender)), LIMITS),
        (attempts.key("inquiry-sender", sender), SENDER_LIMITS),
        (attempts.key("inquiry-address", address), ADDRESS_LIMITS),
    ]
    if begins:
        wanted.append((attempts.key("inquiry-listing", listing_id), LISTING_LIMITS))
    if actor is not None:
        wanted.append((attempts.key("inquiry-account", actor.id), SENDER_LIMITS))
    attempts.take(*wanted, at=at)


def ask(
    listing: Listing,
    *,
    name: str,
    email: str | None,
    phone: str | None,
    body: str,
    locale: str,
    secret: str,
    actor: Actor | None,
    at: datetime,
    variant: Variant | None = None,
    sent: Sequence[StoredPhoto] = (),
    once: str | None = None,
) -> tuple[Thread, str]:
    """Begin a thread about a bag, or about one variation of it, and tell both sides.

    Returns it with the token of the buyer's private link. The same message sent twice in a moment begins one thread.
    """
    key = sender_key(email or phone or "", secret)
    again = asked_again(listing.id, key, name, body, at, variant.code if variant else None, sent, once)
    if again is not None:
        return again, links.again(again, at=at)
    thread = Thread(
        listing=listing,
        artisan=listing.artisan,
        buyer_account_id=actor.id if actor else None,
        buyer_name=name,
        buyer_email=email,
        buyer_phone=phone,
        sender_key=key,
        locale=locale,
        links_end_at=at + THREAD_LIFETIME,
        created_at=at,
        last_message_at=at,
    )
    if variant is not None:
        remember(thread, variant)
    return thread, begin(thread, Side.BUYER, body, secret=secret, at=at, sent=sent, once=once)


def begin(
    thread: Thread,
    side: Side,
    body: str,
    *,
    secret: str,
    at: datetime,
    sent: Sequence[StoredPhoto] = (),
    once: str | None = None,
) -> str:
    """Put the first message of either side into a new thread and tell both; returns the token of the buyer's link."""
    session.add(thread)
    token = links.give(thread, at=at)
    message = _say(thread, side, body, at, sent, once)
    if side is Side.ARTISAN:
        mails.begun_for_buyer(thread, message, token, at=at)
        return token
    mails.question_for_artisan(thread, message, at=at)
    followed = auto.follow(thread, secret=secret, at=at)
    mails.receipt_for_buyer(thread, message, token, at=at, by_itself=followed.body if followed else "")
    return token


def reply(
    thread: Thread,
    body: str,
    *,
    at: datetime,
    sent: Sequence[StoredPhoto] = (),
    once: str | None = None,
) -> Message:
    """Add the buyer's further message; whoever holds the private link may. Said twice in a moment, it counts once."""
    again = said_again(thread, Side.BUYER, body, at, sent, once)
    if again is not None:
        return again
    message = _say(thread, Side.BUYER, body, at, sent, once)
    mails.question_for_artisan(thread, message, at=at)
    auto.follow(thread, secret=toolbox().settings.secret_key, at=at)
    return message


def answer(
    thread: Thread,
    body: str,
    *,
    actor: Actor,
    at: datetime,
    sent: Sequence[StoredPhoto] = (),
    once: str | None = None,
) -> Message:
    """Add the artisan's answer, or one a helper writes for her under a name of their own, and tell the buyer.

    Said twice, it is told once. Raises Forbidden "helper.own_talk" for a helper who is the buyer, and Conflict
    "inquiry.ended" once an officer ended the talks of the two.

    A letter to the address that was left carries a new link, which takes the place of those before it. A buyer who gets
    no such letter keeps the link she has: there is no way to hand her another.
    """
    policy.require(actor, Permission.WRITE_ANSWER, thread)
    if actor.acting is not None and queries.is_buyers(thread, actor.id):
        raise Forbidden("helper.own_talk")
    if blocks.ended(thread, toolbox().settings.secret_key):
        raise Conflict("inquiry.ended")
    again = said_again(thread, Side.ARTISAN, body, at, sent, once)
    if again is not None:
        return again
    message = _say(thread, Side.ARTISAN, body, at, sent, once, helper=actor.name if actor.acting else "")
    deeds.note(actor, Deed.ANSWERED, thread.id, thread.listing.title, at=at)
    if thread.sender_key:
        # whoever is answered may write on; the limits by sender and by address hold all the same
        attempts.forget(attempts.key("inquiry", limit_key(thread.listing_id, thread.sender_key)))
    token = links.rotate(thread, at=at) if buyers.is_written_to(thread) else ""
    mails.answer_for_buyer(thread, message, token, at=at)
    return message


def mute(thread: Thread, muted: bool, *, actor: Actor) -> None:
    """Have the artisan told no more, or again, of what comes in this talk; it is unread in her inbox all the same."""
    policy.require(actor, Permission.ANSWER_INQUIRY, thread)
    thread.muted_by_artisan = muted
    session.flush()


def mute_for_buyer(thread: Thread, muted: bool) -> None:
    """Send the buyer no more letters about this talk, or again; the link she has goes on working."""
    thread.muted_by_buyer = muted
    session.flush()


def opened(thread: Thread, *, actor: Actor) -> None:
    """Note that the artisan has read what was asked. What a helper opens stays unread for her."""
    policy.require(actor, Permission.WRITE_ANSWER, thread)
    if actor.acting is None:
        thread.unread_by_artisan = 0
    session.flush()


def reveal(thread: Thread) -> None:
    """Show the artisan the buyer's name, and by that how she is reached, where they were withheld."""
    if thread.withheld_name is not None:
        thread.buyer_name, thread.withheld_name = thread.withheld_name, None


def opened_by_buyer(thread: Thread) -> None:
    """Note that the buyer has read what was answered."""
    thread.unread_by_buyer = 0
    session.flush()


def asked_again(
    listing_id: int,
    key: str,
    name: str,
    body: str,
    at: datetime,
    variant_code: str | None,
    sent: Sequence[StoredPhoto] = (),
    once: str | None = None,
) -> Thread | None:
    """Return the thread that this very question began: the button was pressed twice, or the answer got lost."""
    found = queries.same_again(listing_id, key, name, body, at, variant_code, once)
    return found if found is not None and photos.same(found.messages[0], sent) else None


def said_again(
    thread: Thread,
    side: Side,
    body: str,
    at: datetime,
    sent: Sequence[StoredPhoto] = (),
    once: str | None = None,
) -> Message | None:
    """Return the message of the thread that is this very one.

    It is the last, sent a moment ago, when the button was pressed twice; any, when it came with the same mark before.
    """
    written = [message for message in thread.messages if message.automatic_on is None]
    for message in reversed(written):
        recent = message is written[-1] and message.sent_at > at - SAME_WITHIN
        marked = once is not None and message.once == once
        if (recent or marked) and (message.side, message.body) == (side, body) and photos.same(message, sent):
            return message
    return None


def _say(
    thread: Thread,
    side: Side,
    body: str,
    at: datetime,
    sent: Sequence[StoredPhoto] = (),
    once: str | None = None,
    helper: str = "",
) -> Message:
    message = Message(side=side, body=body, once=once, helper=helper, sent_at=at)
    thread.messages.append(message)
    thread.last_message_at = at
    thread.links_end_at = at + THREAD_LIFETIME
    if side is Side.BUYER:
        reveal(thread)
        thread.unread_by_buyer = 0
        thread.unread_by_artisan = (thread.unread_by_artisan or 0) + 1
        thread.waiting_since = thread.waiting_since or at
    else:
        thread.unread_by_buyer = (thread.unread_by_buyer or 0) + 1
        if not helper:  # how soon she answers is said of her alone
            pace.note(thread, at=at, timezone=toolbox().settings.timezone)
        thread.unread_by_artisan, thread.waiting_since = 0, None
    session.flush()
    if sent:
        photos.attach(message, sent, at=at)
    return message
