"""Asking in public, answering, hiding, removing; and reporting what should not stand there."""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, update

from marketplace.access import policy
from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Incomplete
from marketplace.listings.models import Listing
from marketplace.listings.rules import State as ListingState
from marketplace.questions import mails, queries
from marketplace.questions.models import Question, QuestionFlag
from marketplace.questions.rules import (
    ADDRESS_LIMITS,
    FLAG_LIMITS,
    FORGET_AFTER,
    LIFECYCLE,
    LISTING_LIMITS,
    SENDER_LIMITS,
    Action,
    FlagReason,
    State,
)
from marketplace.relatives import operations as relatives

ASKED_ABOUT = frozenset({ListingState.PUBLISHED, ListingState.PAUSED})
"""A sold bag keeps its answers; whoever wants a similar one writes to its maker."""


def sender_key(where: str, secret: str) -> str:
    """Return what tells senders apart and not where they wrote from; without the secret nobody can try it out."""
    return hmac.new(secret.encode(), f"question:{where}".encode(), sha256).hexdigest()


def admit(listing_id: int, sender: str, *, address: str, at: datetime) -> None:
    """Count one question: by bag and sender, by network address, and by bag.

    Raises TooMany past one of the limits. Ends the transaction it is called in: load rows afterwards.
    """
    attempts.take(
        (attempts.key("question", f"{listing_id}:{sender}"), SENDER_LIMITS),
        (attempts.key("question-address", address), ADDRESS_LIMITS),
        (attempts.key("question-listing", listing_id), LISTING_LIMITS),
        at=at,
    )


def ask(
    listing: Listing, *, name: str, body: str, email: str | None, sender: str, locale: str, at: datetime
) -> Question:
    """Keep a question and tell the artisan. The same one by the same sender, while it waits, is the one there is.

    Raises Conflict "question.not_offered" for a bag that is sold.
    """
    if listing.state not in ASKED_ABOUT:
        raise Conflict("question.not_offered")
    again = queries.same_again(listing.id, sender, body)
    if again is not None:
        return again
    question = Question(
        listing=listing,
        artisan_id=listing.artisan_id,
        state=State.WAITING,
        name=name,
        body=body,
        email=email,
        sender_key=sender,
        locale=locale,
        asked_at=at,
    )
    session.add(question)
    session.flush()
    mails.asked(question, at=at)
    return question


def answer(question: Question, text: str, *, actor: Actor, at: datetime) -> None:
    """Answer, correct an answer, or bring back what was hidden, as the state allows; it is public from now on.

    Raises Incomplete("answer"), Forbidden, and Conflict once it was removed.
    """
    action = {State.ANSWERED: Action.CORRECT, State.HIDDEN: Action.SHOW}.get(question.state, Action.ANSWER)
    _step(question, action, text, "answer", actor=actor)
    first, changed, email = question.answered_at is None, question.answer != text, question.email
    question.answer = text
    if first:
        question.answered_at = at
    elif changed:
        question.corrected_at = at
    _forget_asker(question)
    session.flush()
    if first and email is not None:
        mails.answered(question, email, at=at)


def hide(question: Question, *, actor: Actor, at: datetime) -> None:
    """Take a question off the page, or out of the list of those that wait; it is kept and counted."""
    _step(question, Action.HIDE, "", "", actor=actor)
    _forget_asker(question)
    session.flush()
    journal.record(
        "question.hide", "listing", question.listing_id, actor=actor, at=at, details=_named(question)
    )


def remove(question: Question, reason: str, *, actor: Actor, at: datetime) -> None:
    """Remove a question for good; the artisan is told why.

    Raises Incomplete("reason"), and Forbidden about one's own bag or a declared relative's.
    """
    relatives.require_none(actor, question.artisan_id)
    _step(question, Action.REMOVE, reason, "reason", actor=actor)
    question.reason, question.removed_at, question.removed_by_id = reason, at, actor.id or None
    _forget_asker(question)
    _settle(question, at)
    session.flush()
    journal.record(
        "question.remove", "listing", question.listing_id, actor=actor, at=at, details=_named(question)
    )
    mails.removed(question, at=at)


def keep(question: Question, *, actor: Actor, at: datetime) -> None:
    """Leave a reported question where it is. Raises Forbidden like `remove`."""
    policy.require(actor, Permission.MODERATE_QUESTION, question)
    relatives.require_none(actor, question.artisan_id)
    _settle(question, at)
    session.flush()
    journal.record(
        "question.keep", "listing", question.listing_id, actor=actor, at=at, details=_named(question)
    )


def admit_flag(address: str, *, at: datetime) -> None:
    """Count one report of a question by network address. Raises TooMany; ends the transaction it is called in."""
    attempts.take((attempts.key("question-flag", address), FLAG_LIMITS), at=at)


def flag(question: Question, reason: FlagReason, *, sender: str, at: datetime) -> bool:
    """Note that somebody reports a question; it changes nothing by itself.

    False where this sender has before, unless an officer has settled that and the answer was changed since.
    """
    before = next((one for one in question.flags if one.sender_key == sender), None)
    if before is None:
        question.flags.append(QuestionFlag(reason=reason, sender_key=sender, made_at=at))
    elif before.settled_at and question.corrected_at and question.corrected_at > before.settled_at:
        before.reason, before.made_at, before.settled_at = reason, at, None
    else:
        return False
    session.flush()
    return True


def forget(*, at: datetime) -> int:
    """Forget where answers that never came should have gone, and who sent reports that are settled.

    Returns how many questions that were.
    """
    before = at - FORGET_AFTER
    old = queries.to_forget(before)
    for question in old:
        _forget_asker(question)
        journal.record(
            "question.forget", "listing", question.listing_id, actor=SYSTEM, at=at, details=_named(question)
        )
    session.execute(delete(QuestionFlag).where(QuestionFlag.settled_at < before))
    session.flush()
    return len(old)


def _step(question: Question, action: Action, words: str, field: str, *, actor: Actor) -> None:
    """Take one step of the lifecycle; the only writer of the state."""
    move = LIFECYCLE.move(question.state, action)
    policy.require(actor, move.permission, question)
    if move.needs_reason and not words.strip():
        raise Incomplete({field: f"question.{field}"})
    question.state = move.target


def _forget_asker(question: Question) -> None:
    question.email, question.sender_key = None, ""


def _settle(question: Question, at: datetime) -> None:
    session.execute(
        update(QuestionFlag)
        .where(QuestionFlag.question_id == question.id, QuestionFlag.settled_at.is_(None))
        .values(settled_at=at)
    )


def _named(question: Question) -> dict[str, int]:
    return {"question": question.id}
