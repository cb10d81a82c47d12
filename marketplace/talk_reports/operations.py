"""Reporting a talk, reading it as an officer, the outcome, and forgetting it a while later."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.inquiries import blocks, photos
from marketplace.inquiries import queries as inquiries
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import VIEW, Side
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.order_notes import queries as orders
from marketplace.order_notes.rules import LIFECYCLE, Action
from marketplace.order_notes.rules import State as NoteState
from marketplace.relatives import operations as relatives
from marketplace.talk_reports import mails, queries
from marketplace.talk_reports.models import TalkReport, TalkRuling
from marketplace.talk_reports.rules import LIMITS, Category, Outcome, anything_new

AT_ONCE = 500


def admit(address: str, *, at: datetime) -> None:
    """Count one report by network address. Raises TooMany; ends the transaction it is called in."""
    attempts.take((attempts.key("talk-report", address), LIMITS), at=at)


def report(thread: Thread, side: Side, category: Category, words: str, *, at: datetime) -> TalkReport:
    """Report a talk as it stands; from now on officers read it up to its newest message. Load the talk locked.

    Raises Incomplete("words") and Conflict: "talk_report.open" while a report of this side waits,
    "talk_report.nothing_new" where nothing was written since its last one.
    """
    if not words.strip():
        raise Incomplete({"words": "talk_report.words"})
    newest = thread.messages[-1].id
    before = queries.last_of_side(thread.id, side)
    if before is not None and before.closed_at is None:
        raise Conflict("talk_report.open")
    if not anything_new(before.until_message_id if before else None, newest):
        raise Conflict("talk_report.nothing_new")
    made = TalkReport(
        thread=thread, side=side, category=category, words=words, until_message_id=newest, made_at=at
    )
    session.add(made)
    session.flush()
    return made


def require_officer(report: TalkReport, actor: Actor) -> None:
    """Raise Forbidden unless this is an officer who is neither of the two sides, nor related to the artisan."""
    policy.require(actor, Permission.REVIEW_CERTIFICATE, report)
    thread = report.thread
    if inquiries.is_buyers(thread, actor.id):
        raise Forbidden("talk_report.own_talk")
    relatives.require_none(actor, thread.artisan_id)


def opened_by_officer(report: TalkReport, *, actor: Actor, at: datetime) -> None:
    """Leave a line in the journal that an officer read the talk. Raises Forbidden for whoever may not."""
    require_officer(report, actor)
    journal.record("talk_report.view", "talk_report", report.id, actor=actor, at=at)


def look_at(report: TalkReport, photo_id: int, *, why: str, actor: Actor, at: datetime) -> str:
    """Return the file of a photo for an officer, and leave a line in the journal that it was looked at."""
    require_officer(report, actor)
    key = photos.file_of(queries.photo_of(report, photo_id), VIEW)
    details = {"photo": photo_id, "why": why}
    journal.record("talk_report.photo_view", "talk_report", report.id, actor=actor, at=at, details=details)
    return key


def may_pass_on(thread: Thread) -> bool:
    """Whether there is an order of the two over which a dispute is open, or can be opened."""
    return any(
        note.state is NoteState.DISPUTED or LIFECYCLE.allows(note.state, Action.DISPUTE)
        for note in orders.of_thread(thread.id)
    )


def rule(
    report: TalkReport, outcome: Outcome, words: str, *, secret: str, actor: Actor, at: datetime
) -> TalkRuling:
    """Give the outcome of a report, once; both sides are told. Load the report locked.

    Raises Forbidden (`require_officer`), Incomplete("words", "outcome": nothing to pass it on to), and
    Conflict("talk_report.ruled") where another officer was quicker.
    """
    require_officer(report, actor)
    if report.closed_at is not None:
        raise Conflict("talk_report.ruled")
    missing = {} if words.strip() else {"words": "talk_report.words"}
    if outcome is Outcome.PASSED_ON and not may_pass_on(report.thread):
        missing["outcome"] = "talk_report.no_order"
    if missing:
        raise Incomplete(missing)
    ruling = TalkRuling(
        report=report,
        outcome=outcome,
        words=words,
        decided_at=at,
        decided_by_id=actor.id or None,
        decided_by_name=actor.name,
    )
    session.add(ruling)
    report.closed_at = at
    if outcome is Outcome.BLOCKED:
        blocks.end_between(report.thread, secret=secret, at=at)
    session.flush()
    details = {"outcome": outcome.value}
    journal.record("talk_report.rule", "talk_report", report.id, actor=actor, at=at, details=details)
    mails.ruled(report, ruling)
    return ruling


def forget(days: int, at: datetime) -> int:
    """Forget what was said in reports that ended so many days ago; officers read those talks no more."""
    old = queries.to_forget(at - timedelta(days=days), AT_ONCE)
    for one in old:
        one.words, one.forgotten_at = "", at
    session.flush()
    return len(old)
