"""How an artisan wants to be paid: her words and a picture of hers, as they stood on agreement and as they are now.

No money passes through here. What a picture shows is neither read nor followed: it is copied pixel by pixel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, exists, or_, select

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.artisans.models import Artisan
from marketplace.certificates.scans import FORGET
from marketplace.database.session import session
from marketplace.inquiries.photos import StoredPhoto, drop_stranded
from marketplace.kit.errors import NotFound
from marketplace.order_notes import queries
from marketplace.order_notes.models import NotePayment, OrderNote, PaymentPicture, PaymentWords
from marketplace.order_notes.rules import State

PREPARE = "order-notes.payment-picture"
AT_ONCE = 500
"""Pictures, and rows of notes, forgotten in one transaction, once a day."""


@dataclass(frozen=True, slots=True)
class Paying:
    """What a note shows: how it stood on agreement, how it is now where that differs, and whether it changed since."""

    then: NotePayment | None
    now: PaymentWords | None
    changed_at: datetime | None

    @property
    def pictures(self) -> list[PaymentPicture]:
        """The pictures a member of the note may see."""
        return [one.picture for one in (self.then, self.now) if one and one.picture]


def write_payment(
    words: str,
    *,
    actor: Actor,
    at: datetime,
    picture: StoredPhoto | None = None,
    without_picture: bool = False,
) -> None:
    """Keep how an artisan wants to be paid; the day it was changed is shown beside it. NotFound without a profile.

    A new picture takes the place of the one before, which notes agreed with it keep.
    """
    artisan = session.get(Artisan, actor.artisan_id) if actor.artisan_id is not None else None
    if artisan is None:
        raise NotFound()
    policy.require(actor, Permission.ANSWER_INQUIRY, artisan)
    artisan_id = artisan.id
    found = queries.payment_words(artisan_id)
    if found is None:
        found = PaymentWords(artisan_id=artisan_id, words="", changed_at=at)
        session.add(found)
    if found.words != words:
        found.words, found.changed_at = words, at
    if picture is not None and not _same(found.picture, picture):
        found.picture, found.changed_at = _keep(artisan_id, picture, at), at
    elif picture is None and without_picture and found.picture is not None:
        found.picture, found.changed_at = None, at
    session.flush()


def as_agreed(note: OrderNote) -> NotePayment | None:
    """Return how her words and picture stand now, to be kept with a note that is being agreed; None without any."""
    now = queries.payment_words(note.artisan_id)
    if now is None or not (now.words or now.picture_id):
        return None
    return NotePayment(words=now.words, picture_id=now.picture_id, changed_at=now.changed_at)


def shown(note: OrderNote, today: date) -> Paying | None:
    """Return what a note shows of it; None before agreement, once it was called off, and once its links have ended."""
    if note.agreed_at is None or note.state is State.CANCELLED or note.link_expires_at.date() < today:
        return None
    then, now = note.payment, queries.payment_words(note.artisan_id)
    told = now if now is not None and (now.words or now.picture_id) else None
    if then is None:
        if told is None:
            return None
        return Paying(None, told, told.changed_at if told.changed_at > note.agreed_at else None)
    if now is not None and (now.words, now.picture_id) == (then.words, then.picture_id):
        return Paying(then, None, None)
    return Paying(then, told, now.changed_at if now else None)


def picture_of(note: OrderNote, picture_id: int, today: date) -> PaymentPicture:
    """Return a picture a note shows. NotFound for any other."""
    paying = shown(note, today)
    for picture in paying.pictures if paying else ():
        if picture.id == picture_id:
            return picture
    raise NotFound()


def own_picture(artisan_id: int | None, picture_id: int) -> PaymentPicture:
    """Return a picture of an artisan's own. NotFound for anybody else's."""
    found = session.get(PaymentPicture, picture_id)
    if found is None or found.artisan_id != artisan_id:
        raise NotFound()
    return found


def give_up(at: datetime) -> int:
    """Say of pictures that wait while no job of theirs is left that they failed; what was sent goes. How many."""
    return drop_stranded(PaymentPicture, PREPARE, at)


def forget(at: datetime) -> int:
    """Forget what no note needs any more: of notes that were called off or whose links ended, and pictures left over.

    Returns how many pictures went; their files go once the transaction is through.
    """
    over = select(OrderNote.id).where(
        or_(OrderNote.state == State.CANCELLED, OrderNote.link_expires_at <= at)
    )
    session.execute(
        delete(NotePayment).where(NotePayment.note_id.in_(over)).execution_options(synchronize_session=False)
    )
    left = session.scalars(
        select(PaymentPicture)
        .where(
            ~exists().where(PaymentWords.picture_id == PaymentPicture.id),
            ~exists().where(NotePayment.picture_id == PaymentPicture.id),
        )
        .order_by(PaymentPicture.id)
        .limit(AT_ONCE)
    ).all()
    keys = [key for picture in left for key in picture.keys]
    for picture in left:
        session.delete(picture)
    session.flush()
    if keys:
        enqueue(session(), FORGET, {"keys": keys}, at=at, secret=True)
    return len(left)


def named_files() -> Iterator[ExpectedFile]:
    """Yield the files of pictures: as they were sent while no copy is made, then the copies."""
    for picture in session.scalars(select(PaymentPicture).order_by(PaymentPicture.id)):
        for key in picture.keys:
            yield ExpectedFile(key, True, picture.digest if key == picture.source_key else "")


def _same(kept: PaymentPicture | None, picture: StoredPhoto) -> bool:
    return kept is not None and kept.digest == picture.digest and kept.failure is None


def _keep(artisan_id: int, picture: StoredPhoto, at: datetime) -> PaymentPicture:
    row = session.scalars(
        select(PaymentPicture).where(PaymentPicture.source_key == picture.key)
    ).one_or_none()
    if row is not None:
        return row  # the same form came twice
    row = PaymentPicture(artisan_id=artisan_id, source_key=picture.key, digest=picture.digest)
    session.add(row)
    session.flush()
    enqueue(session(), PREPARE, {"picture_id": row.id}, at=at, unique_key=f"{PREPARE}:{row.id}", priority=10)
    return row
