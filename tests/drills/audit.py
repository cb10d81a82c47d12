"""What must hold after any number of kills: nothing promised is lost, nothing halved, nothing done twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import SignUp
from marketplace.adapters.images.sizes import widths_for
from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.mail.outbox import KIND as LETTER
from marketplace.adapters.storage.expected import expected_files
from marketplace.audit.models import JournalEntry
from marketplace.certificates.mails import LETTERS
from marketplace.certificates.models import Certificate, Decision
from marketplace.cli.check_storage import find_faults
from marketplace.inquiries.models import Message, Thread
from marketplace.inquiries.rules import Side
from marketplace.listings.models import Listing, Photo
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import PictureFormat, PictureState
from marketplace.toolbox import Toolbox


@dataclass(frozen=True, slots=True)
class Deed:
    """Something the server has said it did: kind "bag", "photo", "decision", "inquiry" or "sign_up", and its mark."""

    kind: str
    mark: str


def audit(session: Session, box: Toolbox, letters: Path, deeds: Iterable[Deed]) -> list[str]:
    """Return what is wrong, a line each. For a server that stands still and whose jobs have all been run."""
    sent = sent_letters(letters)
    return [
        *lost(session, sent, deeds),
        *half_decisions(session),
        *half_talks(session),
        *half_bags(session),
        *half_pictures(session, box),
        *unfinished_jobs(session),
        *wrong_letters(session, sent),
    ]


def lost(session: Session, sent: list[tuple[str, str]], deeds: Iterable[Deed]) -> Iterator[str]:
    """Look for every deed; each must be there exactly once, for none was asked for twice."""
    addressed = Counter(to for _, to in sent)
    photos = select(Listing.code, Picture.digest).join(Photo, Photo.listing_id == Listing.id)
    decisions = select(Decision.certificate_id, Decision.reason)
    present = {
        "bag": Counter(session.scalars(select(Listing.code))),
        "photo": Counter(f"{code}:{key}" for code, key in session.execute(photos.join(Picture))),
        "decision": Counter(f"{number}:{reason}" for number, reason in session.execute(decisions)),
        "inquiry": Counter(session.scalars(select(Message.body))),
        "sign_up": addressed,
    }
    for deed in deeds:
        count = present[deed.kind][deed.mark]
        if count != 1:
            yield f"{deed.kind} {deed.mark}: acknowledged, and there {count} times"


def half_decisions(session: Session) -> Iterator[str]:
    """Decisions and journal tell the same; a certificate stands where its last decision left it."""
    noted = Counter(
        entry.details["decision"]
        for entry in session.scalars(select(JournalEntry))
        if "decision" in entry.details
    )
    decisions = list(session.scalars(select(Decision).order_by(Decision.id)))
    for decision in decisions:
        if noted.pop(decision.id, 0) != 1:
            yield f"decision {decision.id}: not in the journal once"
    yield from (f"decision {number}: only in the journal" for number in noted)
    for certificate in session.scalars(select(Certificate)):
        own = [decision for decision in decisions if decision.certificate_id == certificate.id]
        if own and own[-1].after is not certificate.status:
            yield f"certificate {certificate.id}: {certificate.status}, decided {own[-1].after}"
        for one, two in pairwise(own):
            if one.after is not two.before:
                yield f"decision {two.id}: begins where none ended"


def half_talks(session: Session) -> Iterator[str]:
    """A thread has messages, and counts those that are unread."""
    for thread in session.scalars(select(Thread)):
        asked = sum(message.side is Side.BUYER for message in thread.messages)
        if not asked:
            yield f"thread {thread.id}: without a question"
        if thread.unread_by_artisan > asked:
            yield f"thread {thread.id}: more unread than asked"


def half_bags(session: Session) -> Iterator[str]:
    """Photos of a bag are pictures, each once, in places without gaps."""
    for listing in session.scalars(select(Listing)):
        if [photo.position for photo in listing.photos] != list(range(len(listing.photos))):
            yield f"bag {listing.code}: photos not in places of their own"
        if len({photo.picture_id for photo in listing.photos}) != len(listing.photos):
            yield f"bag {listing.code}: a photo twice"
    pictures = set(session.scalars(select(Picture.id)))
    for photo in session.scalars(select(Photo)):
        if photo.picture_id not in pictures:
            yield f"photo {photo.id}: without a picture"


def half_pictures(session: Session, box: Toolbox) -> Iterator[str]:
    """A picture has its file and, once, each copy it must have; no copy lies about that nobody made."""
    rows = list(expected_files())
    for fault in find_faults({True: box.private_files, False: box.public_files}, rows):
        if not (fault.kind == "orphan" and fault.private):  # an original whose sender was never answered
            yield f"{fault.kind} file {fault.key}"
    for picture in session.scalars(select(Picture)):
        if picture.state is not PictureState.READY:
            yield f"picture {picture.id}: {picture.state} ({picture.failure})"
            continue
        wanted = {(width, format) for width in widths_for(picture.width or 0) for format in PictureFormat}
        made = session.execute(
            select(Rendition.width, Rendition.format).where(Rendition.picture_id == picture.id)
        )
        if Counter((width, format) for width, format in made) != Counter(wanted):
            yield f"picture {picture.id}: not the copies it must have"


def unfinished_jobs(session: Session) -> Iterator[str]:
    """Every job is done, and the work that is done once has one row."""
    for job in session.scalars(select(Job)):
        if job.state is not JobState.DONE:
            yield f"job {job.id} {job.kind}: {job.state} ({job.last_error})"
    keys = Counter(session.scalars(select(Job.unique_key).where(Job.unique_key.is_not(None))))
    yield from (f"job {key}: {count} times" for key, count in keys.items() if count != 1)


def wrong_letters(session: Session, sent: list[tuple[str, str]]) -> Iterator[str]:
    """Every letter that was due has been sent, and no other. A mark is the part of a message id before the @."""
    due = Counter(
        key.removeprefix("letter:")
        for key in session.scalars(select(Job.unique_key).where(Job.kind == LETTER))
        if key is not None
    )
    marks = Counter(mark for mark, _ in sent)
    for mark in due.keys() | marks.keys():
        if due[mark] != marks[mark]:
            yield f"letter {mark}: due {due[mark]}, sent {marks[mark]}"
    for mark in expected_letters(session):
        if due[mark] != 1:
            yield f"letter {mark}: posted {due[mark]} times"


def expected_letters(session: Session) -> Iterator[str]:
    """Derive from the rows which letters there must be."""
    for decision in session.scalars(select(Decision).where(Decision.action.in_(LETTERS))):
        if decision.certificate.artisan.account.email:
            yield f"certificate-decision-{decision.id}"
    for message in session.scalars(select(Message).where(Message.side == Side.BUYER)):
        if message.thread.artisan.account.email:
            yield f"inquiry-{message.id}"
        if message.thread.buyer_email and message is message.thread.messages[0]:
            yield f"inquiry_receipt-{message.id}"
    for wish in session.scalars(select(SignUp)):
        if wish.digest is None:
            yield f"sign-up-{wish.id}: its letter"


def sent_letters(folder: Path) -> list[tuple[str, str]]:
    """Read the mark and the address of every letter in a folder of letters."""
    found = []
    for path in sorted(folder.glob("*.eml")):
        letter = message_from_bytes(path.read_bytes(), policy=default)
        mark = str(letter["Message-ID"]).strip("<>").rpartition("@")[0]
        found.append((mark, str(letter["To"])))
    return found
