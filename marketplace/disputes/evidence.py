"""Photos that came with a dispute: kept sealed, shown as copies without metadata, forgotten a while after its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.adapters.jobs.queue import enqueue
from marketplace.audit import operations as journal
from marketplace.certificates.scans import FAILED, FORGET, is_stranded
from marketplace.database.session import session
from marketplace.disputes import queries
from marketplace.disputes.models import Dispute, DisputePhoto
from marketplace.inquiries.photos import StoredPhoto
from marketplace.inquiries.rules import MOST_PHOTOS
from marketplace.relatives import operations as relatives

PREPARE = "disputes.photo"
AT_ONCE = 500


def keep(dispute: Dispute, stored: Sequence[StoredPhoto], *, at: datetime) -> None:
    """Keep the photos of the event that was just written down, and have copies made of them.

    A file that came with another one already is left out: a refused form was sent twice.
    """
    keys = [one.key for one in stored]
    taken = set(session.scalars(select(DisputePhoto.original_key).where(DisputePhoto.original_key.in_(keys))))
    for one in [one for one in stored if one.key not in taken][:MOST_PHOTOS]:
        photo = DisputePhoto(
            event_number=dispute.events[-1].number, original_key=one.key, digest=one.digest, pages=[]
        )
        dispute.photos.append(photo)
        session.flush()
        enqueue(session(), PREPARE, {"photo_id": photo.id}, at=at, unique_key=f"{PREPARE}:{photo.id}")


def look_at(dispute: Dispute, photo_id: int, *, why: str, actor: Actor, at: datetime) -> tuple[str, str]:
    """Return file and name of a photo for an officer, and leave a line in the journal that it was looked at.

    Raises Forbidden on one's own file, or a relative's.
    """
    policy.require(actor, Permission.REVIEW_CERTIFICATE, dispute)
    relatives.require_none(actor, dispute.note.artisan_id)
    found = queries.photo_of(dispute, photo_id)
    details = {"photo": photo_id, "why": why}
    journal.record("dispute.photo_view", "dispute", dispute.id, actor=actor, at=at, details=details)
    return found


def give_up() -> int:
    """Say of photos that wait while no job of theirs is left that they failed; return how many."""
    stranded = update(DisputePhoto).where(is_stranded(DisputePhoto, PREPARE)).values(failure=FAILED)
    return len(session.scalars(stranded.returning(DisputePhoto.id)).all())


def forget(days: int, at: datetime) -> int:
    """Forget the photos of disputes that ended so many days ago; the files go once the transaction is through."""
    old = queries.photos_to_forget(at - timedelta(days=days), AT_ONCE)
    keys = [key for photo in old for key in photo.keys]
    for photo in old:
        photo.original_key, photo.pages, photo.failure, photo.forgotten_at = None, [], None, at
    session.flush()
    if keys:
        enqueue(session(), FORGET, {"keys": keys}, at=at, secret=True)
    return len(old)
