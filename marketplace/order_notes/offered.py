"""An order note that is agreed as it begins: the artisan made an offer, and the buyer takes it."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access.actors import Actor
from marketplace.database.session import session
from marketplace.inquiries.rules import Side
from marketplace.kit.codes import new_code
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.listings.models import Listing
from marketplace.order_notes import mails, snapshots
from marketplace.order_notes.models import NoteEvent, NoteVersion, OrderNote
from marketplace.order_notes.operations import NOT_AGREED_ON, Buyer
from marketplace.order_notes.rules import CODE_LENGTH, TERMS, Action, State, Terms, link_ends, wrong_terms


def agree(
    listing: Listing,
    terms: Terms,
    buyer: Buyer,
    *,
    offered_at: datetime,
    actor: Actor | None,
    at: datetime,
    today: date,
) -> OrderNote:
    """Write down an offer and that it was taken, lock the note with its snapshot, and tell the artisan.

    The artisan is the one who proposes, at the moment of her offer; `actor` is who takes it, None without an account.
    The bag is the one of hers the order is like. The buyer has no link to the note yet. Raises Invalid (fields),
    Conflict "order_note.bag" and Forbidden (own bag).
    """
    if actor is not None and actor.id == listing.account_id:
        raise Forbidden("order_note.own_bag")
    if listing.state in NOT_AGREED_ON:
        raise Conflict("order_note.bag")
    wrong = wrong_terms(terms, today)
    if wrong:
        raise Invalid(wrong)
    note = OrderNote(
        code=new_code(CODE_LENGTH),
        artisan=listing.artisan,
        listing=listing,
        buyer_account_id=buyer.account_id,
        buyer_name=buyer.name,
        buyer_email=buyer.email,
        buyer_phone=buyer.phone,
        locale=buyer.locale,
        state=State.PROPOSED,
        number=1,
        proposed_by=Side.ARTISAN,
        ready_on=terms.ready_on,
        proposed_at=offered_at,
        link_expires_at=link_ends(at, terms.ready_on),
    )
    session.add(note)
    row = NoteVersion(number=1, side=Side.ARTISAN, made_at=offered_at, title=listing.title)
    for name in TERMS:
        setattr(row, name, getattr(terms, name))
    note.versions.append(row)
    note.events.append(_event(1, Action.PROPOSE, Side.ARTISAN, listing.artisan.name, offered_at))
    session.flush()
    note.state, note.agreed_at, note.agreed_on = State.AGREED, at, today
    session.add(snapshots.take(note, at=at, today=today))
    taken = _event(2, Action.CONFIRM, Side.BUYER, buyer.name, at, by_account=actor is not None)
    note.events.append(taken)
    session.flush()
    mails.tell_of(note, taken)
    return note


def _event(
    number: int, action: Action, side: Side, who: str, at: datetime, *, by_account: bool = True
) -> NoteEvent:
    return NoteEvent(
        number=number, action=action, side=side, who=who, by_account=by_account, about=1, words="", at=at
    )
