"""Finding disputes: of a note, in the officers' queue, those that are open, and which files they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.artisans.models import Artisan
from marketplace.database.by_moment import page_by_moment
from marketplace.database.session import session
from marketplace.disputes.models import Dispute, DisputePhoto
from marketplace.kit.errors import NotFound
from marketplace.kit.paging import Page
from marketplace.order_notes.models import OrderNote

PER_PAGE = 30
MOST_OF_A_NOTE = 10


def of_note(note_id: int) -> Sequence[Dispute]:
    """Return the disputes over a note, newest first; one query."""
    query = select(Dispute).where(Dispute.note_id == note_id).order_by(Dispute.id.desc())
    return session.scalars(query.limit(MOST_OF_A_NOTE)).all()


def told_of(note_id: int) -> Sequence[Dispute]:
    """Return the disputes over a note with all that was said, the first one first; three queries."""
    query = select(Dispute).where(Dispute.note_id == note_id).order_by(Dispute.id)
    told = query.options(selectinload(Dispute.events), selectinload(Dispute.photos))
    return session.scalars(told.limit(MOST_OF_A_NOTE)).all()


def open_of(note_ids: Sequence[int]) -> Mapping[int, Dispute]:
    """Return the open dispute of each of these notes that has one; one query."""
    if not note_ids:
        return {}
    found = session.scalars(select(Dispute).where(Dispute.note_id.in_(note_ids), Dispute.closed_at.is_(None)))
    return {dispute.note_id: dispute for dispute in found}


def one_of(note: OrderNote, dispute_id: int, *, lock: bool = False) -> Dispute:
    """Return one dispute over this note. NotFound for one over any other. Where the note is locked, lock it too."""
    return _one(Dispute.id == dispute_id, Dispute.note_id == note.id, lock=lock)


def for_officer(dispute_id: int, *, lock: bool = False) -> Dispute:
    """Return any dispute. `lock` holds its note first, as the two sides do."""
    if lock:
        note_id = select(Dispute.note_id).where(Dispute.id == dispute_id).scalar_subquery()
        session.execute(select(OrderNote.id).where(OrderNote.id == note_id).with_for_update())
    return _one(Dispute.id == dispute_id, lock=lock)


def photo_of(dispute: Dispute, photo_id: int) -> tuple[str, str]:
    """Return the file of the copy of a photo that is looked at, and a name for it. NotFound where there is none."""
    for photo in dispute.photos:
        if photo.id == photo_id and photo.pages:
            return str(photo.pages[0]["key"]), f"photo-{photo.id}"
    raise NotFound()


def queue(*, closed: bool = False, after: str = "") -> Page[Dispute]:
    """Return one page of disputes: the open ones by the day their outcome is due, or the closed ones, latest first.

    A cursor that was not ours leads to the first page.
    """
    when = Dispute.closed_at if closed else Dispute.decide_until
    query = select(Dispute).options(
        joinedload(Dispute.note).options(joinedload(OrderNote.artisan), selectinload(OrderNote.versions))
    )
    query = query.where(Dispute.closed_at.is_not(None) if closed else Dispute.closed_at.is_(None))
    return page_by_moment(query, when, PER_PAGE, after, latest_first=closed)


def counts(at: datetime) -> tuple[int, int]:
    """Count the open disputes, and those of them whose outcome is late; one query."""
    total, late = session.execute(select(*counted(at))).one()
    return int(total), int(late)


def counted(at: datetime) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """Return the same two numbers as parts of another query."""
    still = select(func.count(Dispute.id)).where(Dispute.closed_at.is_(None))
    return still.scalar_subquery(), still.where(Dispute.decide_until < at).scalar_subquery()


def photos_to_forget(closed_before: datetime, most: int) -> Sequence[DisputePhoto]:
    """Return photos of disputes that ended before a moment; those of an open one are kept."""
    return session.scalars(
        select(DisputePhoto)
        .join(Dispute, Dispute.id == DisputePhoto.dispute_id)
        .where(Dispute.closed_at < closed_before, DisputePhoto.forgotten_at.is_(None))
        .order_by(DisputePhoto.id)
        .limit(most)
    ).all()


def named_files() -> Iterator[ExpectedFile]:
    """Yield the files of disputes: photos as sent, and the copies made of them."""
    for photo in session.scalars(select(DisputePhoto).order_by(DisputePhoto.id)):
        for number, key in enumerate(photo.keys):
            yield ExpectedFile(key, True, "" if number else photo.digest)


def _one(*conditions: ColumnElement[bool], lock: bool) -> Dispute:
    query = (
        select(Dispute)
        .where(*conditions)
        .options(
            selectinload(Dispute.events),
            selectinload(Dispute.photos),
            joinedload(Dispute.note).options(
                joinedload(OrderNote.artisan).joinedload(Artisan.account),
                joinedload(OrderNote.snapshot),
                selectinload(OrderNote.versions),
                selectinload(OrderNote.events),
            ),
        )
        .execution_options(populate_existing=True)
    )
    found = session.scalars(query.with_for_update(of=Dispute) if lock else query).one_or_none()
    if found is None:
        raise NotFound()
    return found
