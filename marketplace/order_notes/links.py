"""What opens an order note for its buyer: her private links, her account, and the private page of her talk.

A new link comes with each letter. Pages that lead to a note without a letter name it by its code: under the account
that holds it, or after the link of the talk it came of, and end with those.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, false, or_, select

from marketplace.database import private_links
from marketplace.database.session import session
from marketplace.inquiries import links as talks
from marketplace.inquiries.models import Thread
from marketplace.kit.errors import Gone, NotFound, SignInRequired
from marketplace.kit.tokens import digest, still_works
from marketplace.order_notes import queries
from marketplace.order_notes.models import NoteLink, OrderNote
from marketplace.order_notes.rules import CODE_LENGTH

LINK_REPLACED = "order_note.link_replaced"
AFTER_TALK = "."
"""Between the link of a talk and the code of a note in it; no link has one."""


def give(note: OrderNote, *, at: datetime) -> str:
    """Make one more link to a note, beside those there are; returns its token, which is kept nowhere."""
    return private_links.give(note.links, NoteLink, at=at)


def rotate(note: OrderNote, *, at: datetime) -> str:
    """Make a link that takes the place of all there are; returns its token."""
    return private_links.rotate(note.links, NoteLink, at=at)


def lend(note: OrderNote, *, at: datetime) -> str:
    """Make a link for a day, for whoever may open the note from elsewhere; the lasting one stays."""
    return private_links.lend(note.links, NoteLink, at=at)


def again(note: OrderNote, *, at: datetime) -> str:
    """Make a link for whoever pressed the button twice; only one lasts: the letter's, or this one without a letter."""
    return rotate(note, at=at) if note.buyer_email is None else lend(note, at=at)


def in_talk(token: str, note: OrderNote) -> str:
    """Return what opens a note for whoever holds the private link of its talk."""
    return f"{token}{AFTER_TALK}{note.code}"


def held(note: OrderNote, token: str) -> NoteLink | None:
    """Return the note's own link that this token is; None where it was opened otherwise."""
    return next((link for link in note.links if link.digest == digest(token)), None)


def prune(at: datetime) -> int:
    """Delete the links replaced long ago; return how many."""
    return private_links.prune(NoteLink, at)


def opened(token: str, at: datetime, *, account_id: int | None, lock: bool = False) -> OrderNote:
    """Return the note behind what its buyer holds.

    Raises NotFound where there is none or its time is over, Gone(LINK_REPLACED) where a newer one was sent. For the
    account that holds the note no link runs out; SignInRequired for its code while nobody is signed in.
    """
    if AFTER_TALK in token:
        talk, _, code = token.rpartition(AFTER_TALK)
        thread = talks.opened(talk, at).thread
        return queries.one(OrderNote.code == code, OrderNote.thread_id == thread.id, lock=lock)
    if len(token) == CODE_LENGTH:
        if account_id is None:
            raise SignInRequired()
        return queries.one(OrderNote.code == token, _of_account(account_id), lock=lock)
    link = session.execute(
        select(NoteLink.note_id, NoteLink.replaced_at).where(NoteLink.digest == digest(token))
    ).one_or_none()
    if link is None:
        raise NotFound("order_note.link")
    alive = or_(OrderNote.link_expires_at > at, _of_account(account_id))
    note = queries.one(OrderNote.id == link.note_id, alive, lock=lock)
    if not still_works(link.replaced_at, at) and (account_id is None or note.buyer_account_id != account_id):
        raise Gone(LINK_REPLACED)
    return note


def _of_account(account_id: int | None) -> ColumnElement[bool]:
    """The notes an account holds: its own, and those of its talks."""
    if account_id is None:
        return false()
    talks_of = select(Thread.id).where(Thread.buyer_account_id == account_id)
    return or_(OrderNote.buyer_account_id == account_id, OrderNote.thread_id.in_(talks_of))
