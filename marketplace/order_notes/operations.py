"""Proposing, changing, confirming, and every step after: the only writers of order notes."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.database.session import session
from marketplace.helping import deeds
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.codes import new_code
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid
from marketplace.kit.lifecycle import Move
from marketplace.kit.tokens import digest
from marketplace.listings.choosing import variant_of
from marketplace.listings.models import Listing
from marketplace.listings.rules import State as ListingState
from marketplace.order_notes import blocking, links, mails, snapshots
from marketplace.order_notes.models import NoteEvent, NoteVersion, OrderNote
from marketplace.order_notes.parties import HELPED as HELPED
from marketplace.order_notes.parties import Buyer as Buyer
from marketplace.order_notes.parties import Party as Party
from marketplace.order_notes.parties import artisan_of as artisan_of
from marketplace.order_notes.parties import buyer_of as buyer_of
from marketplace.order_notes.parties import stepper_of as stepper_of
from marketplace.order_notes.rules import (
    ADDRESS_LIMITS,
    ARTISAN_LIMITS,
    CODE_LENGTH,
    LIFECYCLE,
    LISTING_LIMITS,
    MAX_VERSIONS,
    PLAIN_STEPS,
    SENDER_LIMITS,
    TERMS,
    Action,
    Mover,
    State,
    Terms,
    differences,
    link_ends,
    may,
    wrong_terms,
)
from marketplace.toolbox import toolbox

NOT_AGREED_ON = frozenset({ListingState.TAKEN_DOWN, ListingState.REMOVED, ListingState.DRAFT})
"""Bags about which no new note is begun."""
DATES = {
    State.AGREED: "agreed_at",
    State.MAKING: "making_at",
    State.READY: "ready_at",
    State.HANDED_OVER: "handed_over_at",
    State.DISPUTED: "disputed_at",
    State.CANCELLED: "cancelled_at",
}


def admit(listing_id: int, sender: str, *, address: str, at: datetime) -> None:
    """Count one proposal of a buyer's: by contact, by network address, by bag.

    Raises TooMany past one of the limits. Ends the transaction it is called in: load rows afterwards.
    """
    attempts.take(
        (attempts.key("order-note", digest(sender)), SENDER_LIMITS),
        (attempts.key("order-note-address", address), ADDRESS_LIMITS),
        (attempts.key("order-note-listing", listing_id), LISTING_LIMITS),
        at=at,
    )


def admit_artisan(artisan_id: int | None, *, at: datetime) -> None:
    """Count one proposal of an artisan's. Raises TooMany; ends the transaction it is called in."""
    attempts.take((attempts.key("order-note-artisan", artisan_id or 0), ARTISAN_LIMITS), at=at)


def propose(
    listing: Listing,
    terms: Terms,
    buyer: Buyer,
    *,
    side: Side,
    actor: Actor | None,
    at: datetime,
    today: date,
    thread: Thread | None = None,
) -> tuple[OrderNote, str]:
    """Begin a note with its first version, and tell the other side.

    Returns it with the token of the link of a buyer who begins one. An artisan who begins one about a buyer without an
    e-mail address and without a talk passes a link on (`passed_on`).
    Raises Invalid (fields), Conflict "order_note.bag" and Forbidden (an artisan about another's bag).
    """
    if side is Side.ARTISAN:
        policy.require(actor, Permission.ANSWER_INQUIRY, listing)
    elif buyer.account_id is not None and buyer.account_id == listing.account_id:
        raise Forbidden("order_note.own_bag")
    if listing.state in NOT_AGREED_ON:
        raise Conflict("order_note.bag")
    _check(terms, today)
    note = OrderNote(
        code=new_code(CODE_LENGTH),
        artisan=listing.artisan,
        listing=listing,
        thread=thread,
        buyer_account_id=buyer.account_id,
        buyer_name=buyer.name,
        buyer_email=buyer.email,
        buyer_phone=buyer.phone,
        locale=buyer.locale,
        passed_on=side is Side.ARTISAN and thread is None and buyer.email is None,
        state=State.PROPOSED,
        number=1,
        proposed_by=side,
        ready_on=terms.ready_on,
        proposed_at=at,
        link_expires_at=link_ends(at, terms.ready_on),
    )
    session.add(note)
    session.flush()
    _version(note, listing, terms, 1, side, at)
    who = Party(side, buyer.name if side is Side.BUYER else listing.artisan.name, actor)
    event = write_down(note, Action.PROPOSE, who, at)
    mails.tell_of(note, event)
    token = links.give(note, at=at) if side is Side.BUYER else ""
    if token:
        mails.receipt(note, event, token=token)
    return note, token


def change(note: OrderNote, terms: Terms, *, seen: int, who: Party, at: datetime, today: date) -> None:
    """Propose another version in place of the one seen. What is the same in all terms is no change.

    Raises Conflict "order_note.stale" (details: number), Invalid, also where an officer ended the talks of the two
    ("form": "inquiry.ended"), and Conflict past the most versions.
    """
    if note.agreed_at is None and blocking.ended(note, toolbox().settings.secret_key):
        raise Invalid({"form": "inquiry.ended"})
    _move(note, Action.CHANGE, who)
    _require_current(note, seen)
    _check(terms, today)
    if not differences(note.current, terms):
        raise Conflict("order_note.same")
    if note.number >= MAX_VERSIONS:
        raise Conflict("order_note.too_many_versions")
    _version(note, note.listing, terms, note.number + 1, who.side, at)
    note.number, note.proposed_by, note.ready_on = note.number + 1, who.side, terms.ready_on
    _told(note, Action.CHANGE, who, at)


def confirm(note: OrderNote, *, seen: int, who: Party, at: datetime, today: date) -> None:
    """Agree to exactly the version that was seen; from here on nothing of it changes. Load the note locked.

    Raises Conflict: "order_note.already" once it is agreed, "order_note.stale" (details: number) where another version
    came in between, "order_note.own_version" for the side that wrote it, "order_note.bag" for a bag taken down,
    "order_note.ready_over" for a version whose ready date is past: an old price is not taken up late.
    """
    if note.agreed_at is not None:
        raise Conflict("order_note.already")
    move = LIFECYCLE.move(note.state, Action.CONFIRM)
    _require_current(note, seen)
    if not may(who.side, move.permission, note.proposed_by):
        raise Conflict("order_note.own_version")
    if note.listing is not None and note.listing.state is ListingState.TAKEN_DOWN:
        raise Conflict("order_note.bag")
    if note.ready_on < today:
        raise Conflict("order_note.ready_over")
    note.state, note.agreed_at, note.agreed_on = State.AGREED, at, today
    session.add(snapshots.take(note, at=at, today=today))
    _keep_account(note, who)
    _told(note, Action.CONFIRM, who, at)


def step(note: OrderNote, action: Action, words: str, *, who: Party, at: datetime) -> None:
    """Take one of the plain steps, with its reason where one is owed.

    Raises Conflict ("lifecycle.illegal", "order_note.not_yours" for the other side's step) and Incomplete("words").
    """
    if action not in PLAIN_STEPS:
        raise Conflict("lifecycle.illegal")
    if who.helper and action not in HELPED:
        raise Forbidden("helper.hers")
    move = _move(note, action, who)
    if move.needs_reason and not words.strip():
        raise Incomplete({"words": "order_note.words"})
    note.state = move.target
    if getattr(note, DATES[move.target]) is None:
        setattr(note, DATES[move.target], at)
    _told(note, action, who, at, words)
    if who.helper and who.actor is not None:
        deeds.note(who.actor, HELPED[action], note.code, note.current.title, at=at)


def _move(note: OrderNote, action: Action, who: Party) -> Move[State, Action, Mover]:
    move = LIFECYCLE.move(note.state, action)
    if not may(who.side, move.permission, note.proposed_by):
        raise Conflict("order_note.not_yours")
    return move


def _check(terms: Terms, today: date) -> None:
    wrong = wrong_terms(terms, today)
    if wrong:
        raise Invalid(wrong)


def _require_current(note: OrderNote, seen: int) -> None:
    if seen != note.number:
        raise Conflict("order_note.stale", number=note.number)


def _version(
    note: OrderNote, listing: Listing | None, terms: Terms, number: int, side: Side, at: datetime
) -> None:
    """Append a version; a variation that is gone meanwhile keeps the words the last version had for it."""
    row = NoteVersion(number=number, side=side, made_at=at, **{name: getattr(terms, name) for name in TERMS})
    before = note.versions[-1] if note.versions else None
    row.title = listing.title if listing else before.title if before else ""
    variant = variant_of(listing, terms.variant_code or "") if listing else None
    if variant is not None:
        row.colour, row.colour_words, row.size = variant.colour, variant.colour_words, variant.size
    elif terms.variant_code and before is not None and before.variant_code == terms.variant_code:
        row.colour, row.colour_words, row.size = before.colour, before.colour_words, before.size
    elif terms.variant_code:
        raise Invalid({"variant_code": "order_note.variant"})
    note.versions.append(row)
    session.flush()


def _told(note: OrderNote, action: Action, who: Party, at: datetime, words: str = "") -> None:
    """Write the step down, keep the link alive, and tell the other side."""
    note.link_expires_at = link_ends(at, note.ready_on)
    event = write_down(note, action, who, at, words)
    mails.tell_of(note, event)


def write_down(note: OrderNote, action: Action, who: Party, at: datetime, words: str = "") -> NoteEvent:
    """Append one step to the history."""
    event = NoteEvent(
        number=len(note.events) + 1,
        action=action,
        side=who.side,
        who=who.name,
        helper=who.helper,
        by_account=who.actor is not None,
        about=note.number,
        words=words,
        at=at,
    )
    note.events.append(event)
    session.flush()
    return event


def _keep_account(note: OrderNote, who: Party) -> None:
    """A buyer who confirms while signed in finds the note under her account from now on."""
    if who.side is Side.BUYER and who.actor is not None and note.buyer_account_id is None:
        note.buyer_account_id = who.actor.id
