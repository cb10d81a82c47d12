"""Reporting a review, and what officers decide on it: hidden on a ground, kept, or shown again."""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.decision_log import operations as decision_log
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.order_notes import queries as orders
from marketplace.relatives import operations as relatives
from marketplace.reviews import logged, mails, rights
from marketplace.reviews.models import HiddenReview, Review, ReviewReport, ReviewRuling
from marketplace.reviews.rules import REPORT_LIMITS, Objection, Ruling, Seen, may_rule


def sender_key(address: str, secret: str) -> str:
    """Return what tells senders apart and not where they wrote from."""
    return hmac.new(secret.encode(), f"review-report:{address}".encode(), sha256).hexdigest()


def admit_report(address: str, *, at: datetime) -> None:
    """Count one report by network address. Raises TooMany; ends the transaction it is called in."""
    attempts.take((attempts.key("review-report", address), REPORT_LIMITS), at=at)


def report(review: Review, reason: Objection, words: str, *, sender: str, at: datetime) -> bool:
    """Note that somebody reports a review; it changes nothing by itself. Load the review locked.

    False where this sender has before, unless an officer settled that and the review was written anew since.
    """
    before = next((one for one in review.reports if one.sender_key == sender), None)
    if before is None:
        review.reports.append(
            ReviewReport(number=review.number, reason=reason, words=words, sender_key=sender, made_at=at)
        )
    elif before.settled_at is not None and before.number < review.number:
        before.number, before.reason, before.words = review.number, reason, words
        before.made_at, before.settled_at = at, None
    else:
        return False
    session.flush()
    return True


def require_impartial(review: Review, actor: Actor) -> None:
    """Raise Forbidden for the artisan, a declared relative of hers, and whoever ordered the bag."""
    policy.require(actor, Permission.MODERATE_REVIEW, review)
    relatives.require_none(actor, review.artisan_id)
    if orders.is_buyers(review.note, actor.id, rights.address_of(review.note)):
        raise Forbidden("review.own_order")


def seen_of(review: Review) -> Seen:
    """Return what a page that is made now shows of a review."""
    reports = frozenset(one.id for one in review.reports if one.settled_at is None)
    return Seen(review.number, len(review.rulings), reports)


def rule(
    review: Review,
    ruling: Ruling,
    words: str = "",
    ground: Objection | None = None,
    *,
    seen: Seen,
    actor: Actor,
    at: datetime,
) -> ReviewRuling:
    """Decide on a review as it was seen; the open reports seen of it are settled. Load the review locked.

    Those that came in since wait on, but for a review that is hidden afterwards, of which nobody reads any more.
    Author and artisan are told of a review that is hidden, stays so or is shown again.
    Raises Forbidden (`require_impartial`), Incomplete("ground", "words"), and Conflict: "review.changed" where it was
    written anew meanwhile, "review.decided" where somebody decided meanwhile, "review.ruled" where the ruling changes
    nothing.
    """
    require_impartial(review, actor)
    if seen.number != review.number:
        raise Conflict("review.changed")
    if seen.decided != len(review.rulings):
        raise Conflict("review.decided")
    is_hidden = ruling in (Ruling.HIDE, Ruling.STAY)
    open_reports = [one for one in review.reports if one.settled_at is None]
    open_reports = [one for one in open_reports if is_hidden or one.id in seen.reports]
    hidden = review.hidden
    anew = hidden is not None and hidden.number < review.number
    if not may_rule(ruling, hidden=hidden is not None, reported=bool(open_reports), anew=anew):
        raise Conflict("review.ruled")
    _require_reasons(ruling, words, ground)
    made = ReviewRuling(
        number=review.number,
        ruling=ruling,
        ground=ground if ruling is Ruling.HIDE else None,
        words=words,
        bag=review.listing.code if review.listing else "",
        decided_at=at,
        decided_by_id=actor.id or None,
        decided_by_name=actor.name,
    )
    review.rulings.append(made)
    for one in open_reports:
        one.settled_at = at
    if ruling is Ruling.SHOW:
        review.hidden = None
    elif hidden is not None:
        hidden.number = review.number
    elif ruling is Ruling.HIDE and ground is not None:
        review.hidden = HiddenReview(number=review.number, ground=ground, hidden_at=at)
    session.flush()
    journal.record(
        f"review.{ruling.value}", "review", review.id, actor=actor, at=at, details={"ruling": made.id}
    )
    decision_log.append(logged.ruled(made, actor), about=(logged.RULING, made.id))
    if ruling is not Ruling.KEEP:
        mails.ruled(review, made)
    return made


def _require_reasons(ruling: Ruling, words: str, ground: Objection | None) -> None:
    missing = {}
    if ruling is Ruling.HIDE and ground is None:
        missing["ground"] = "review.ground"
    if ruling is not Ruling.KEEP and not words.strip():
        missing["words"] = "review.ruling_words"
    if missing:
        raise Incomplete(missing)
