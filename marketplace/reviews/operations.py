"""Writing a review, writing it anew, and the artisan's one reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Incomplete, NotFound
from marketplace.order_notes.models import OrderNote
from marketplace.reviews import mails, queries
from marketplace.reviews.models import Review, ReviewVersion
from marketplace.reviews.rules import MAX_VERSIONS, Aspect, may_review, unexplained


def write(
    note: OrderNote,
    *,
    name: str,
    marks: Mapping[Aspect, int],
    reasons: Mapping[Aspect, str],
    words: str,
    at: datetime,
    account_id: int | None = None,
) -> Review:
    """Write the review of a note, or write it anew; earlier versions stay. Load the note locked.

    What is the same as the version shown changes nothing. Raises Conflict "review.not_yet" for a note without the
    right to one by whoever is signed in (`account_id`), "review.too_many_versions", and Incomplete
    (fields why_…) for low marks without a reason.
    """
    if not may_review(note, account_id):
        raise Conflict("review.not_yet")
    missing = unexplained(marks, reasons)
    if missing:
        raise Incomplete({f"why_{aspect.value}": "review.why" for aspect in missing})
    review = queries.of_note(note.id, lock=True)
    values: dict[str, int | str] = {"words": words}
    values |= {aspect.value: marks[aspect] for aspect in Aspect}
    values |= {f"why_{aspect.value}": reasons.get(aspect, "") for aspect in Aspect}
    if review is None:
        review = Review(
            note=note,
            artisan=note.artisan,
            listing_id=note.listing_id,
            title=note.current.title,
            name=name,
            number=1,
            written_at=at,
            versions=[ReviewVersion(number=1, made_at=at, **values)],
        )
        session.add(review)
        session.flush()
        mails.written(review, at=at)
        return review
    if review.name == name and all(
        getattr(review.current, field) == value for field, value in values.items()
    ):
        return review
    if review.number >= MAX_VERSIONS:
        raise Conflict("review.too_many_versions")
    review.versions.append(ReviewVersion(number=review.number + 1, made_at=at, **values))
    review.number, review.name = review.number + 1, name
    session.flush()
    return review


def reply(note: OrderNote, words: str, *, actor: Actor, at: datetime) -> Review:
    """Give the artisan's reply, once. Raises NotFound without a review, Forbidden, and Conflict "review.replied"."""
    review = queries.of_note(note.id, lock=True)
    if review is None:
        raise NotFound()
    policy.require(actor, Permission.ANSWER_INQUIRY, review)
    if review.replied_at is not None:
        raise Conflict("review.replied")
    review.reply, review.replied_at = words, at
    session.flush()
    mails.replied(review, note, at=at)
    return review
