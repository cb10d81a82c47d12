"""Asking an artisan about a draft, and what she answers: show it, no, or leave it to me."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.approvals import mails, queries
from marketplace.approvals.models import Approval
from marketplace.approvals.rules import APPROVAL_LIFETIME, ASKED_AGAIN, MOST_A_DAY, Means, Outcome, Standing
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, TooMany
from marketplace.kit.tokens import digest, new_token
from marketplace.listings import operations as bags
from marketplace.listings import queries as listings
from marketplace.listings.models import Listing
from marketplace.listings.operations import HER_WORD, SearchWords, no_words
from marketplace.listings.rules import Action, State


def ask(listing: Listing, *, actor: Actor, at: datetime) -> Approval:
    """Ask the artisan about her draft as it is now. Load it locked, as a helper.

    Her letter holds the link; one without an address answers signed in. Raises Incomplete for whatever is missing but
    her own word, TooMany, and Conflict "approval.not_draft", "approval.waiting" or "approval.hers".
    """
    policy.require(actor, Permission.DRAFT_LISTING, listing)
    if actor.acting is None:
        raise Forbidden("approval.only_helpers")
    if listing.state is not State.DRAFT:
        raise Conflict("approval.not_draft")
    if queries.taken_over(listing.id):
        raise Conflict("approval.hers")
    _require_all_but_her_word(listing)
    before = queries.open_of(listing.id)
    if before is not None:
        if queries.standing_of(before, at) is Standing.WAITING and at < before.asked_at + ASKED_AGAIN:
            raise Conflict("approval.waiting")
        _end(before, Outcome.REPLACED, at)
    day = timedelta(days=1)
    if queries.asked_since(listing.artisan_id, at - day) >= MOST_A_DAY:
        raise TooMany(int(day.total_seconds()), "approval.too_many")
    token = new_token() if listing.artisan.account.email else ""
    approval = Approval(
        listing=listing,
        helper_id=actor.acting.helper_id,
        title=listing.title,
        shape=queries.shape(listing),
        digest=digest(token) if token else None,
        asked_at=at,
        expires_at=at + APPROVAL_LIFETIME,
    )
    session.add(approval)
    session.flush()
    _journal("ask", approval, actor, at)
    mails.asked(approval, token, at=at)
    return approval


def her(approval: Approval) -> Actor:
    """The artisan, as who holds the link in her letter stands for her: for this one answer, and nothing else."""
    artisan = approval.listing.artisan
    return Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)


def approve(
    approval: Approval,
    word: Mapping[str, Any],
    *,
    actor: Actor,
    means: Means,
    at: datetime,
    search_words: SearchWords = no_words,
) -> None:
    """Put the bag on show with what she herself says of it (`HER_WORD`); all of it or nothing.

    Raises Conflict "approval.<standing>" for what no longer waits, Incomplete or Invalid for her word.
    """
    listing = _take(approval, actor, at)
    bags.edit(
        listing,
        {name: word[name] for name in sorted(HER_WORD)},
        actor=actor,
        at=at,
        search_words=search_words,
    )
    bags.change_state(listing, Action.PUBLISH, actor=actor, at=at)
    _end(approval, Outcome.APPROVED, at, means)
    _journal("approve", approval, actor, at)
    mails.answered(approval, at=at)


def refuse(approval: Approval, words: str, *, actor: Actor, means: Means, at: datetime) -> None:
    """Say no, and why; the draft stays. Raises Conflict like `approve`, Incomplete("words") without a word."""
    _take(approval, actor, at)
    if not words.strip():
        raise Incomplete({"words": "approval.words"})
    approval.words = words.strip()
    _end(approval, Outcome.REFUSED, at, means)
    _journal("refuse", approval, actor, at)
    mails.answered(approval, at=at)


def take_over(approval: Approval, *, actor: Actor, means: Means, at: datetime) -> None:
    """Leave the draft to the artisan: nobody asks her about it any more. Raises Conflict like `approve`."""
    _take(approval, actor, at)
    _end(approval, Outcome.TAKEN_OVER, at, means)
    _journal("take_over", approval, actor, at)
    mails.answered(approval, at=at)


def _take(approval: Approval, actor: Actor, at: datetime) -> Listing:
    """Hold the draft, the helper and the row, in the order in which others take them; then look whether it waits."""
    listing = listings.own(approval.listing.artisan_id, approval.listing.code, lock=True)
    policy.require(actor, Permission.EDIT_LISTING, listing)
    session.refresh(approval.helper, with_for_update=True)
    session.refresh(approval, with_for_update=True)
    found = queries.standing_of(approval, at)
    if found is not Standing.WAITING:
        raise Conflict(f"approval.{found}")
    return listing


def _require_all_but_her_word(listing: Listing) -> None:
    try:
        bags.require_complete(listing)
    except Incomplete as refusal:
        lacking = {name: code for name, code in refusal.fields.items() if name not in HER_WORD}
        if lacking:
            raise Incomplete(lacking) from None


def _end(approval: Approval, outcome: Outcome, at: datetime, means: Means | None = None) -> None:
    approval.outcome, approval.decided_at, approval.means = outcome, at, means
    session.flush()


def _journal(deed: str, approval: Approval, actor: Actor, at: datetime) -> None:
    journal.record(
        f"approval.{deed}",
        "listing",
        approval.listing_id,
        actor=actor,
        at=at,
        details={
            "approval": approval.id,
            "helper": approval.helper_id,
            "means": approval.means.value if approval.means else None,
        },
    )
