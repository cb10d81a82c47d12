"""How a dispute holds a note, and lets go of it: what happens in between is the business of `disputes`."""

from __future__ import annotations

from datetime import datetime

from marketplace.kit.errors import Conflict
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.operations import DATES, Party, write_down
from marketplace.order_notes.rules import LIFECYCLE, MAX_DISPUTES, Action, State, disputes, link_ends


def hold(note: OrderNote, words: str, *, who: Party, at: datetime) -> State:
    """Stop a note because something is wrong with it; return where it stood.

    Raises Conflict: "lifecycle.illegal", and "order_note.disputes" past MAX_DISPUTES of one side.
    """
    move = LIFECYCLE.move(note.state, Action.DISPUTE)
    if disputes(note.events, who.side) >= MAX_DISPUTES:
        raise Conflict("order_note.disputes")
    before, note.state = note.state, move.target
    _dated(note, at)
    write_down(note, Action.DISPUTE, who, at, words)
    return before


def release(note: OrderNote, target: State, *, who: Party | None, at: datetime) -> None:
    """Let a note go on where it stood, or call it off.

    `who` agreed to that, and stands in its history; None where nobody of the two did.
    """
    if note.state is not State.DISPUTED:
        raise Conflict("lifecycle.illegal", status=note.state, action=Action.SETTLE)
    note.state = target
    _dated(note, at)
    if who is not None:
        write_down(note, Action.CANCEL if target is State.CANCELLED else Action.SETTLE, who, at)


def _dated(note: OrderNote, at: datetime) -> None:
    if getattr(note, DATES[note.state]) is None:
        setattr(note, DATES[note.state], at)
    note.link_expires_at = link_ends(at, note.ready_on)
