"""Order notes of the demonstration's first artisan: one waits, one is being made, one was handed over and reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.demo.people import BUYER
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import Side
from marketplace.listings.models import Listing
from marketplace.order_notes import operations, paying
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.proofs import proof
from marketplace.order_notes.rules import Action, Delivery
from marketplace.order_notes.schemas import TermsForm
from marketplace.reviews import operations as reviews
from marketplace.reviews.rights import Claim
from marketplace.reviews.rules import Aspect
from marketplace.toolbox import Toolbox

MARKS = dict(zip(Aspect, (5, 5, 2, 4), strict=True))
WHY = {Aspect.ON_TIME: "Selesai dua hari lebih lambat, tetapi diberi tahu sebelumnya."}
WORDS = "Anyamannya rapat dan talinya kuat. Warnanya sama seperti di foto."
REPLY = "Terima kasih, Bu. Maaf terlambat, benangnya sempat habis."
PAYING = "Bank Contoh 000-111-222 atas nama penjual (rekaan)."
ROADS: Sequence[Sequence[Action]] = (
    (),
    (Action.START,),
    (Action.START, Action.FINISH, Action.HAND_OVER),
)


def agree(artisan: Artisan, *, actor: Actor, box: Toolbox, thread: Thread | None = None) -> None:
    """Have the demonstration's buyer order three of her bags, as far as each road goes; the first in `thread`."""
    today, at = box.today(), box.clock() - timedelta(hours=6)
    account = session.scalars(select(Account).where(Account.email == BUYER[1])).one_or_none()
    buyer = Buyer(BUYER[0], BUYER[1], None, "id", account.id if account else None)
    paying.write_payment(PAYING, actor=actor, at=at)
    bags = session.scalars(
        select(Listing).where(Listing.artisan_id == artisan.id).order_by(Listing.id).limit(len(ROADS))
    ).all()
    for number, (bag, road) in enumerate(zip(bags, ROADS, strict=False)):
        terms = TermsForm(
            quantity=1,
            price=bag.price or 100_000,
            ready_on=today + timedelta(days=10 - 3 * number),
            delivery=Delivery.PICK_UP,
            place="Depan kantor kelurahan",
        )
        note, _ = operations.propose(
            bag,
            terms,
            buyer,
            side=Side.BUYER,
            actor=None,
            at=at,
            today=today,
            thread=None if number else thread,
        )
        if not road:
            continue
        who = operations.artisan_of(note, actor)
        operations.confirm(note, seen=1, who=who, at=at + timedelta(hours=1), today=today)
        for hours, action in enumerate(road, start=2):
            operations.step(note, action, "", who=who, at=at + timedelta(hours=hours))
        if note.handed_over_at is not None:
            later = at + timedelta(hours=5)
            reviews.write(
                note,
                name="Bu Rina",
                marks=MARKS,
                reasons=WHY,
                words=WORDS,
                claim=Claim(proof=proof(note, BUYER[1], box.settings.secret_key)),
                secret=box.settings.secret_key,
                at=later,
            )
            reviews.reply(note, REPLY, actor=actor, at=later + timedelta(minutes=20))
