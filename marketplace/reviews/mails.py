"""Letters about reviews: to the artisan when one was written, to the buyer when she replied."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.notices import buyers
from marketplace.order_notes.mails import ORDER
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


def replied(review: Review, note: OrderNote, *, token: str, at: datetime) -> None:
    """Tell the buyer."""
    buyers.tell(
        ORDER,
        note,
        "review_reply",
        key=f"review-reply-{review.id}",
        at=at,
        artisan=review.artisan.name,
        bag=review.title,
        body=review.reply,
        where=["order_notes.show", {"token": token}],
    )
