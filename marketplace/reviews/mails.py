"""Letters about reviews: to the artisan when one was written, to the buyer when she replied."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.order_notes import links
from marketplace.order_notes.models import OrderNote
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
    """Tell a buyer who left an address, with a new link to the note."""
    if note.buyer_email is None:
        return
    post(
        session(),
        "review_reply",
        note.buyer_email,
        key=f"review-reply-{review.id}",
        locale=note.locale,
        at=at,
        secret=True,
        name=note.buyer_name,
        artisan=review.artisan.name,
        bag=review.title,
        body=review.reply,
        where=["order_notes.show", {"token": links.rotate(note, at=at)}],
    )
