"""Taking a bag down, appealing against that, deciding on the appeal, giving the bag back.

The bag's state is written by `listings.operations.change_state`; each step leaves a leaf in the decision log.
"""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.appeals.rules import Outcome
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.decision_log import operations as decision_log
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid, NotFound
from marketplace.listings import operations as listings
from marketplace.listings.models import Listing
from marketplace.listings.rules import Action
from marketplace.relatives import operations as relatives
from marketplace.reports.models import Report
from marketplace.reports.rules import Reason
from marketplace.takedowns import logged, mails
from marketplace.takedowns.models import Takedown
from marketplace.takedowns.rules import GROUNDS, may_appeal


def take_down(
    listing: Listing,
    ground: Reason,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    until: date,
    report: Report | None = None,
) -> Takedown:
    """Take a bag out of everybody's sight, and tell its maker why. `report` is the one it follows from, if any.

    `until` is the local day until which she can appeal, for the letter.
    Raises Forbidden about one's own bag or a declared relative's, Invalid("ground"), Incomplete("reason"), NotFound for
    a report about something else, and Conflict where the bag is not to be seen anyway.
    """
    policy.require(actor, Permission.MODERATE_LISTING, listing)
    relatives.require_none(actor, listing.artisan_id)
    if ground not in GROUNDS:
        raise Invalid({"ground": "takedown.ground"})
    if report is not None and report.listing_id != listing.id:
        raise NotFound()
    listings.change_state(listing, Action.TAKE_DOWN, actor=actor, at=at, reason=reason)
    made = Takedown(
        listing=listing,
        report=report,
        ground=ground,
        reason=reason,
        taken_at=at,
        taken_by_id=actor.id or None,
        taken_by_name=actor.name,
    )
    session.add(made)
    session.flush()
    decision_log.append(logged.taken_down(made, actor), about=(logged.TAKEN_DOWN, made.id))
    mails.taken_down(made, until=until, at=at)
    return made


def appeal(takedown: Takedown, text: str, *, actor: Actor, at: datetime) -> None:
    """Keep what the maker says against it.

    Raises Incomplete("text"), Forbidden, and Conflict("takedown.closed") where it cannot be appealed (any more).
    """
    policy.require(actor, Permission.EDIT_LISTING, takedown)
    if not may_appeal(takedown.taken_at, takedown.appealed_at, takedown.is_down, at):
        raise Conflict("takedown.closed")
    if not text.strip():
        raise Incomplete({"text": "appeal.text"})
    takedown.appeal, takedown.appealed_at = text, at
    session.flush()
    _note(takedown, "takedown.appeal", actor, at)


def require_other_officer(takedown: Takedown, actor: Actor) -> None:
    """Raise Forbidden for the maker, a declared relative of hers, and whoever took the bag down."""
    policy.require(actor, Permission.MODERATE_LISTING, takedown)
    relatives.require_none(actor, takedown.listing.artisan_id)
    if takedown.taken_by_id == actor.id:
        raise Forbidden("takedown.same_officer")


def decide(
    takedown: Takedown,
    outcome: Outcome,
    answer: str,
    *,
    actor: Actor,
    at: datetime,
    version: int | None = None,
) -> None:
    """Decide on an appeal: the bag stays down, or is given back at once.

    Raises Forbidden (see `require_other_officer`), Incomplete("answer"), and Conflict where none waits, or somebody
    else was first.
    """
    require_other_officer(takedown, actor)
    _require_version(takedown, version)
    if not takedown.waits:
        raise Conflict()
    if not answer.strip():
        raise Incomplete({"answer": "appeal.reason"})
    takedown.outcome, takedown.answer, takedown.decided_at = outcome, answer, at
    takedown.decided_by_name = actor.name
    session.flush()
    if outcome is Outcome.GRANTED:
        _give_back(takedown, answer, actor, at)
        return
    decision_log.append(logged.upheld(takedown, actor), about=(logged.UPHELD, takedown.id))
    _note(takedown, "takedown.uphold", actor, at)
    mails.upheld(takedown, at=at)


def give_back(
    takedown: Takedown, reason: str, *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Give a bag back of one's own accord: its maker may show it again.

    Raises Forbidden about one's own bag or a relative's, Incomplete("reason"), and Conflict: "takedown.appeal_open"
    while an appeal waits, or where it was given back or deleted meanwhile.
    """
    policy.require(actor, Permission.MODERATE_LISTING, takedown)
    relatives.require_none(actor, takedown.listing.artisan_id)
    _require_version(takedown, version)
    if takedown.waits:
        raise Conflict("takedown.appeal_open")
    if takedown.given_back_at is not None:
        raise Conflict()
    _give_back(takedown, reason, actor, at)


def _give_back(takedown: Takedown, reason: str, actor: Actor, at: datetime) -> None:
    listings.change_state(takedown.listing, Action.GIVE_BACK, actor=actor, at=at, reason=reason)
    takedown.back_reason, takedown.given_back_at, takedown.given_back_by_name = reason, at, actor.name
    session.flush()
    decision_log.append(logged.given_back(takedown, actor), about=(logged.GIVEN_BACK, takedown.id))
    mails.given_back(takedown, at=at)


def _require_version(takedown: Takedown, version: int | None) -> None:
    if version is not None and takedown.version != version:
        raise Conflict()


def _note(takedown: Takedown, action: str, actor: Actor, at: datetime) -> None:
    journal.record(
        action, "listing", takedown.listing_id, actor=actor, at=at, details={"takedown": takedown.id}
    )
