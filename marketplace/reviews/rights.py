"""Who may review an order: somebody who reads a mailbox that is neither the artisan's nor a relative's or helper's.

An e-mail address of an account was proved by a letter before the account was opened; a telephone number was not, and
the link of a note is shown on a page. So the right is one of two: the account that the note names as its buyer's, with
an e-mail address, signed in; or the proof that stood in a letter to the address of the note (`order_notes.proofs`).
That two mailboxes are two people is more than can be known.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

from marketplace.accounts.models import Account
from marketplace.database.session import session
from marketplace.kit.emails import fold
from marketplace.order_notes import proofs
from marketplace.order_notes.models import OrderNote
from marketplace.relatives import queries as relatives
from marketplace.reviews.models import ReviewAddress
from marketplace.reviews.rules import How, Lack, closed, holds


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody at the door has: the account that is signed in, and the words of the letter."""

    account_id: int | None = None
    proof: str = ""


NOTHING = Claim()


@dataclass(frozen=True, slots=True)
class Right:
    """How the right was proved, and by which mailbox."""

    how: How
    mailbox: str


def find(note: OrderNote, claim: Claim, secret: str) -> Right | Lack:
    """Return the right to review a note, or what it lacks."""
    shut = closed(note, claim.account_id)
    if shut is Lack.NOT_YET:
        return shut
    theirs = _Theirs(note)
    if theirs.signed_in(claim.account_id) or theirs.number(note.buyer_phone):
        return Lack.OWN
    if shut is not None:
        return shut
    account = session.get(Account, claim.account_id) if holds(note, claim.account_id) else None
    if account is not None and account.email is not None:
        return Lack.OWN if theirs.reached(account) else Right(How.ACCOUNT, mailbox(account.email, secret))
    address = address_of(note)
    if address is None:
        return Lack.ADDRESS
    if not proofs.proves(claim.proof, note, address, secret):
        return Lack.LETTER
    return Lack.OWN if theirs.mail(address) else Right(How.LETTER, mailbox(address, secret))


def address_of(note: OrderNote) -> str | None:
    """Return where the letter goes: the note's own address, else the one that was given for the review."""
    if note.buyer_email is not None:
        return note.buyer_email
    given = session.get(ReviewAddress, note.id)
    return given.email if given else None


def is_theirs(note: OrderNote, address: str) -> bool:
    """Whether a mailbox is the artisan's, or of somebody who declared to be related to her, or helps her."""
    return _Theirs(note).mail(address)


def mailbox(address: str, secret: str) -> str:
    """Return what tells mailboxes apart and not whose they are; without the secret nobody can try out addresses."""
    return hmac.new(secret.encode(), f"review-mailbox:{fold(address)}".encode(), sha256).hexdigest()


class _Theirs:
    """The people whose word about an order would be the artisan's own: she, declared relatives, and helpers."""

    def __init__(self, note: OrderNote) -> None:
        self.artisan = note.artisan
        self.people = [note.artisan.account, *relatives.accounts_of(note.artisan_id)]
        self.mailboxes = {fold(one.email) for one in self.people if one.email}
        self.numbers = {one.phone for one in self.people} | {note.artisan.whatsapp}

    def signed_in(self, account_id: int | None) -> bool:
        return account_id is not None and account_id in {one.id for one in self.people}

    def mail(self, address: str) -> bool:
        return fold(address) in self.mailboxes

    def number(self, phone: str | None) -> bool:
        return phone is not None and phone in self.numbers

    def reached(self, account: Account) -> bool:
        """Whether an account is reached where one of them is."""
        return self.number(account.phone) or (account.email is not None and self.mail(account.email))
