"""Letters about reviews: the link to one, word to the artisan when it was written, to the buyer when she replied."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.kit.tokens import digest
from marketplace.notices import buyers
from marketplace.order_notes import links, proofs
from marketplace.order_notes.mails import ORDER, newest
from marketplace.order_notes.models import OrderNote
from marketplace.reviews import rights
from marketplace.reviews.models import Review


def written(review: Review, *, at: datetime) -> None:
    """Tell the artisan."""
    tell(
        review.artisan.account,
        "review",
        key=f"review-{review.id}",
        at=at,
        bag=review.title,
        where=["studio.order", {"code": review.note.code}],
        code=review.note.code,
    )


def replied(review: Review, note: OrderNote, *, at: datetime) -> None:
    """Tell the buyer; without an account at the address that was left with the order, or for the review."""
    # one who gave an address for the review alone keeps the link she has
    alone = note.buyer_email is None and note.buyer_account_id is None
    token = links.give(note, at=at) if alone else newest(note, at=at)
    buyers.tell(
        ORDER,
        note,
        "review_reply",
        to=rights.address_of(note),
        key=f"review-reply-{review.id}",
        at=at,
        artisan=review.artisan.name,
        bag=review.title,
        body=review.reply,
        where=["order_notes.show", {"token": token}],
    )


def link(note: OrderNote, address: str, *, secret: str, at: datetime) -> None:
    """Send the link that proves that whoever opens it reads this mailbox. Pressed twice within a minute: one letter."""
    words = proofs.proof(note, address, secret)
    post(
        session(),
        "review_link",
        address,
        key=f"review-link-{note.id}-{digest(words)[:12]}-{at:%Y%m%d%H%M}",
        locale=note.locale,
        at=at,
        secret=True,
        name=note.buyer_name,
        artisan=note.artisan.name,
        bag=note.current.title,
        where=["reviews.write_proved", {"token": links.give(note, at=at), "proof": words}],
    )
