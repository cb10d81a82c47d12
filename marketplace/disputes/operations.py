"""Opening a dispute and every step after: the only writers of disputes. Each step tells both sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm.attributes import flag_modified

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.disputes import evidence, mails
from marketplace.disputes.models import Dispute, DisputeEvent
from marketplace.disputes.rules import (
    LIFECYCLE,
    MAX_PROPOSALS,
    Action,
    Category,
    Ending,
    Outcome,
    State,
    clock,
    may,
    may_decide,
)
from marketplace.inquiries.photos import StoredPhoto
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.notices import buyers
from marketplace.order_notes import disputed, links
from marketplace.order_notes import queries as orders
from marketplace.order_notes.mails import newest
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.operations import Party
from marketplace.order_notes.rules import State as NoteState
from marketplace.relatives import operations as relatives


def begin(
    note: OrderNote,
    category: Category,
    words: str,
    *,
    who: Party,
    sent: Sequence[StoredPhoto] = (),
    days: tuple[int, int],
    at: datetime,
) -> Dispute:
    """Open a dispute over a note, which waits until it has ended. Load the note locked.

    `days`: how many the other side has for its reply, and an officer after that for the outcome. Raises
    Incomplete("words") and Conflict: "lifecycle.illegal" (nothing agreed, or a dispute is open already) and
    "order_note.disputes" past the most of one side.
    """
    if not words.strip():
        raise Incomplete({"words": "dispute.words"})
    before = disputed.hold(note, words, who=who, at=at)
    reply_until, decide_until = clock(at, *days)
    dispute = Dispute(
        note=note,
        side=who.side,
        category=category,
        state=State.OPEN,
        note_state=before,
        opened_at=at,
        reply_until=reply_until,
        decide_until=decide_until,
    )
    session.add(dispute)
    session.flush()
    _event(dispute, Action.OPEN, who, at, words)
    evidence.keep(dispute, sent, at=at)
    _tell(dispute)
    return dispute


def reply(
    dispute: Dispute,
    words: str,
    *,
    who: Party,
    sent: Sequence[StoredPhoto] = (),
    outcome_days: int,
    at: datetime,
) -> None:
    """Keep the other side's reply, once; the time for the outcome counts from it. Late is better than never."""
    _move(dispute, Action.REPLY, who, words)
    dispute.replied_at = at
    dispute.decide_until = min(dispute.decide_until, at + timedelta(days=outcome_days))
    _event(dispute, Action.REPLY, who, at, words)
    evidence.keep(dispute, sent, at=at)
    _tell(dispute)


def propose(dispute: Dispute, ending: Ending, words: str, *, who: Party, at: datetime) -> None:
    """Propose how to settle it; a newer proposal of either side takes the place of the one before."""
    made = sum(one.action is Action.PROPOSE and one.side is who.side for one in dispute.events)
    _move(dispute, Action.PROPOSE, who)
    if made >= MAX_PROPOSALS:
        raise Conflict("dispute.proposals")
    dispute.proposal, dispute.proposed_by = ending, who.side
    flag_modified(dispute, "proposal")  # the same ending in other words is another version as well
    _event(dispute, Action.PROPOSE, who, at, words, ending=ending)
    _tell(dispute)


def accept(dispute: Dispute, seen: int, *, who: Party, at: datetime) -> None:
    """Agree to the proposal that was seen, by its number among the events. The note goes back, or is called off.

    Raises Conflict "dispute.proposal_changed" where another one came in between.
    """
    move = LIFECYCLE.move(dispute.state, Action.ACCEPT)
    ending = dispute.proposal
    newest_one = next((one for one in reversed(dispute.events) if one.action is Action.PROPOSE), None)
    if ending is None or newest_one is None or newest_one.number != seen:
        raise Conflict("dispute.proposal_changed")
    if not may(who.side, move.permission, dispute.side, dispute.proposed_by):
        raise Conflict("dispute.own_proposal")
    dispute.state, dispute.closed_at = move.target, at
    _event(dispute, Action.ACCEPT, who, at, ending=ending)
    if ending is Ending.CALL_OFF:
        disputed.release(dispute.note, NoteState.CANCELLED, who=who, at=at)
    else:
        disputed.release(dispute.note, dispute.note_state, who=who, at=at)
    _tell(dispute)


def withdraw(dispute: Dispute, words: str, *, who: Party, at: datetime) -> None:
    """Take the dispute back; only whoever opened it may. The note goes back to where it stood."""
    _move(dispute, Action.WITHDRAW, who)
    dispute.closed_at = at
    _event(dispute, Action.WITHDRAW, who, at, words)
    disputed.release(dispute.note, dispute.note_state, who=None, at=at)
    _tell(dispute)


def opened_by_officer(dispute: Dispute, *, actor: Actor, at: datetime) -> None:
    """Leave a line in the journal that an officer read it. Raises Forbidden for whoever may not."""
    require_officer(dispute, actor)
    journal.record("dispute.view", "dispute", dispute.id, actor=actor, at=at)


def require_officer(dispute: Dispute, actor: Actor) -> None:
    """Raise Forbidden unless this is an officer who is neither of the two sides, nor related to the artisan."""
    policy.require(actor, Permission.REVIEW_CERTIFICATE, dispute)
    if orders.is_buyers(dispute.note, actor.id):
        raise Forbidden("dispute.own_order")
    relatives.require_none(actor, dispute.note.artisan_id)


def decide(
    dispute: Dispute,
    outcome: Outcome,
    words: str,
    *,
    actor: Actor,
    at: datetime,
    version: int,
) -> None:
    """Give the outcome, for both to read. The note goes back to where it stood; nothing of a certificate changes.

    Raises Incomplete("words"), Forbidden, and Conflict: "dispute.too_early" before the reply or the end of the time
    for it, or when something happened since the page was read.
    """
    require_officer(dispute, actor)
    move = LIFECYCLE.move(dispute.state, Action.DECIDE)
    if dispute.version != version:
        raise Conflict()
    if not may_decide(dispute.state, dispute.reply_until, at):
        raise Conflict("dispute.too_early")
    if not words.strip():
        raise Incomplete({"words": "dispute.words"})
    dispute.state, dispute.closed_at = move.target, at
    dispute.outcome, dispute.closed_by_id = outcome, actor.id or None
    _event(dispute, Action.DECIDE, actor, at, words, outcome=outcome)
    disputed.release(dispute.note, dispute.note_state, who=None, at=at)
    details = {"outcome": outcome.value}
    journal.record("dispute.decide", "dispute", dispute.id, actor=actor, at=at, details=details)
    _tell(dispute)


def _move(dispute: Dispute, action: Action, who: Party, words: str | None = None) -> None:
    """Take a step of one of the two sides."""
    move = LIFECYCLE.move(dispute.state, action)
    if not may(who.side, move.permission, dispute.side, dispute.proposed_by):
        raise Conflict("dispute.not_yours")
    if move.needs_reason and not (words or "").strip():
        raise Incomplete({"words": "dispute.words"})
    dispute.state = move.target


def _event(
    dispute: Dispute,
    action: Action,
    who: Party | Actor,
    at: datetime,
    words: str = "",
    *,
    ending: Ending | None = None,
    outcome: Outcome | None = None,
) -> None:
    dispute.events.append(
        DisputeEvent(
            number=len(dispute.events) + 1,
            action=action,
            side=who.side if isinstance(who, Party) else None,
            who=who.name,
            by_account=not isinstance(who, Party) or who.actor is not None,
            words=words,
            ending=ending,
            outcome=outcome,
            at=at,
        )
    )
    session.flush()


def _tell(dispute: Dispute) -> None:
    event, note = dispute.events[-1], dispute.note
    # the copy of her own step takes no link from the page she took it on
    own = event.side is Side.BUYER and buyers.is_written_to(note)
    mails.tell_both(dispute, event, token=links.give(note, at=event.at) if own else newest(note, at=event.at))
