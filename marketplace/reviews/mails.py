"""Letters about reviews: the link to one, word that it was written, answered, hidden by officers, or shown again."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.mails import tell
from marketplace.accounts.models import Account
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.kit.tokens import digest
from marketplace.notices import buyers
from marketplace.order_notes import links, proofs
from marketplace.order_notes.mails import ORDER, newest
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.operations import link_token
from marketplace.reviews import rights
from marketplace.reviews.models import Review, ReviewRuling


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


def ruled(review: Review, ruling: ReviewRuling, *, secret: str) -> None:
    """Tell both sides that officers hid a review, leave it hidden or show it again, and why."""
    note = review.note
    tell(
        review.artisan.account,
        "review_ruled",
        key=f"review-ruled-{ruling.id}",
        at=ruling.decided_at,
        bag=review.title,
        ruling=ruling.ruling.value,
        reason=ruling.words,
        code=note.code,
    )
    address = rights.address_of(note) or _mail_of_account(note)
    if address is None:
        return
    post(
        session(),
        "review_ruled_author",
        address,
        key=f"review-ruled-author-{ruling.id}",
        locale=note.locale,
        at=ruling.decided_at,
        secret=True,
        name=note.buyer_name,
        bag=review.title,
        ruling=ruling.ruling.value,
        reason=ruling.words,
        where=["order_notes.show", {"token": link_token(note, secret)}],
    )


def _mail_of_account(note: OrderNote) -> str | None:
    account = session.get(Account, note.buyer_account_id) if note.buyer_account_id else None
    return account.email if account else None
