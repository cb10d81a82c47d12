"""Writing a review, writing it anew, and the artisan's one reply."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.database.session import session
from marketplace.inquiries.photos import StoredPhoto
from marketplace.kit.errors import Conflict, Incomplete, NotFound
from marketplace.order_notes.models import OrderNote
from marketplace.reviews import mails, photos, queries, rights
from marketplace.reviews.models import Review, ReviewVersion, ReviewWay
from marketplace.reviews.rights import Claim, Right
from marketplace.reviews.rules import MAX_VERSIONS, Aspect, Lack, unexplained


def write(
    note: OrderNote,
    *,
    name: str,
    marks: Mapping[Aspect, int],
    reasons: Mapping[Aspect, str],
    words: str,
    claim: Claim,
    secret: str,
    at: datetime,
    stay: Collection[int] = (),
    sent: Sequence[StoredPhoto] = (),
) -> Review:
    """Write the review of a note, or write it anew; earlier versions stay. Load the note locked.

    Of its photos those in `stay` (their numbers) stay, and those `sent` come along; all others go.
    What is the same as the version shown changes nothing, but for one that was written before the right was asked for:
    that one is proved by it. Raises Conflict with what the right lacks (`rules.Lack`), "review.too_many_versions", and
    Incomplete (fields why_…) for low marks without a reason; Invalid (photos) for too many of them.
    """
    right = rights.find(note, claim, secret)
    if isinstance(right, Lack):
        raise Conflict(right)
    missing = unexplained(marks, reasons)
    if missing:
        raise Incomplete({f"why_{aspect.value}": "review.why" for aspect in missing})
    review = queries.of_note(note.id, lock=True)
    photos.require_room(review, stay, sent)
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
            versions=[_version(1, values, right, at)],
        )
        session.add(review)
        session.flush()
        photos.put(review, stay, sent, at=at)
        mails.written(review, at=at)
        return review
    if (
        review.name == name
        and not photos.differ(review, stay, sent)
        and all(getattr(review.current, field) == value for field, value in values.items())
    ):
        if review.current.way is None:
            review.current.way = _way(right, at)
            session.flush()
        return review
    if review.number >= MAX_VERSIONS:
        raise Conflict("review.too_many_versions")
    review.versions.append(_version(review.number + 1, values, right, at))
    review.number, review.name = review.number + 1, name
    photos.put(review, stay, sent, at=at)
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


def _version(number: int, values: Mapping[str, int | str], right: Right, at: datetime) -> ReviewVersion:
    return ReviewVersion(number=number, made_at=at, way=_way(right, at), **values)


def _way(right: Right, at: datetime) -> ReviewWay:
    return ReviewWay(how=right.how, mailbox=right.mailbox, proved_at=at)
