"""People who agree on an order, and their pages: rows of the table in `page_types`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.inquiries.rules import Side
from marketplace.listings.models import Listing
from marketplace.order_notes import links, operations
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.proofs import proof
from marketplace.order_notes.rules import Action, Delivery
from marketplace.order_notes.schemas import TermsForm
from marketplace.reviews import operations as reviews
from marketplace.reviews.rights import Claim
from marketplace.reviews.rules import Aspect
from tests.journeys.acts import MAIN, sent
from tests.journeys.sights import PageType, at
from tests.journeys.townsfolk import NUMBERS

if TYPE_CHECKING:
    from tests.journeys.sights import Sights


def noted(sights: Sights, *, side: Side = Side.ARTISAN, agreed: bool = False) -> tuple[str, str]:
    """(the buyer's page, the artisan's page) of a note about a bag of the signed-in artisan's."""
    box, code, maker, buyer = (
        sights.site.box,
        sights.shown,
        sights.account("artisan"),
        sights.account("buyer"),
    )
    now, today = box.clock(), box.today()
    with sights.site.change() as session:
        listing = session.query(Listing).filter_by(code=code).one()
        account = session.get_one(Account, maker)
        actor = Actor(account.id, Role.ARTISAN, account.name, listing.artisan_id)
        terms = TermsForm(
            quantity=1,
            price=285_000,
            deposit=50_000,
            ready_on=today + timedelta(days=10),
            delivery=Delivery.PICK_UP,
            details="Warna laut, inisial D",
        )
        note, _ = operations.propose(
            listing,
            terms,
            Buyer("Dina", f"dina{next(NUMBERS)}@contoh.invalid", None, "id", buyer),
            side=side,
            actor=actor if side is Side.ARTISAN else None,
            at=now,
            today=today,
        )
        if agreed:
            who = operations.buyer_of(note, None)
            operations.confirm(note, seen=1, who=who, at=now, today=today)
        return f"/orders/{links.give(note, at=now)}", f"/studio/orders/{note.code}"


def _reviews(sights: Sights) -> str:
    code = handed(sights)[1].rpartition("/")[2]
    with sights.site.change() as session:
        note = session.query(OrderNote).filter_by(code=code).one()
        return f"/artisans/{note.artisan.slug}/reviews"


def handed(sights: Sights, *, reviewed: bool = True) -> tuple[str, str]:
    """(the buyer's page, the artisan's page) of a note that was handed over, and perhaps reviewed."""
    pages, box = noted(sights, agreed=True), sights.site.box
    with sights.site.change() as session:
        note = session.query(OrderNote).filter_by(code=pages[1].rpartition("/")[2]).one()
        actor = Actor(note.account_id, Role.ARTISAN, note.artisan.name, note.artisan_id)
        who = operations.artisan_of(note, actor)
        for action in (Action.FINISH, Action.HAND_OVER):
            operations.step(note, action, "", who=who, at=box.clock())
        marks = dict.fromkeys(Aspect, 4)
        if reviewed:
            secret = box.settings.secret_key
            claim = Claim(proof=proof(note, note.buyer_email or "", secret))
            reviews.write(
                note,
                name="Dina",
                marks=marks,
                reasons={},
                words="Rapat.",
                claim=claim,
                secret=secret,
                at=box.clock(),
            )
    return pages


def lettered(sights: Sights, *, reviewed: bool = True) -> str:
    """The address in the letter that proves who writes a review."""
    pages, secret = handed(sights, reviewed=reviewed), sights.site.box.settings.secret_key
    with sights.site.change() as session:
        note = session.query(OrderNote).filter_by(code=pages[1].rpartition("/")[2]).one()
        return f"{pages[0]}/review/{proof(note, note.buyer_email or '', secret)}"


ORDERS = (
    PageType("review by letter", "reviews.write_proved", lettered),
    PageType(
        "review by letter, refused",
        "reviews.write_proved",
        lambda sights: lettered(sights, reviewed=False),
        act=sent(MAIN),
    ),
    PageType("review, first a letter", "reviews.write", lambda sights: f"{handed(sights)[0]}/review"),
    PageType("reviews", "reviews.of_artisan", lambda sights: _reviews(sights)),
    PageType("reviews, none", "reviews.of_artisan", at("/artisans/kartini-andaikan/reviews")),
    PageType(
        "review of an artisan", "studio.order_review", lambda sights: f"{handed(sights)[1]}/review", "artisan"
    ),
    PageType("order note, new", "order_notes.write", lambda sights: f"{sights.bag()}/order"),
    PageType(
        "order note, new, refused",
        "order_notes.write",
        lambda sights: f"{sights.bag()}/order",
        act=sent(MAIN),
    ),
    PageType(
        "order note out of a talk", "order_notes.write_from_talk", lambda sights: f"{sights.talk[0]}/order"
    ),
    PageType("order note", "order_notes.show", lambda sights: noted(sights)[0]),
    PageType("order note, agreed", "order_notes.show", lambda sights: noted(sights, agreed=True)[0]),
    PageType("order note, change", "order_notes.write_change", lambda sights: f"{noted(sights)[0]}/change"),
    PageType(
        "order note, link elsewhere",
        "order_notes.write_elsewhere",
        lambda sights: f"{noted(sights)[0]}/elsewhere",
    ),
    PageType(
        "order note, link elsewhere, refused",
        "order_notes.write_elsewhere",
        lambda sights: f"{noted(sights)[0]}/elsewhere",
        act=sent(MAIN),
    ),
    PageType(
        "order note on paper",
        "order_notes.print_note",
        lambda sights: f"{noted(sights, agreed=True)[0]}/print",
    ),
    PageType("order notes of a buyer", "order_notes.of_account", at("/account/orders"), "buyer"),
    PageType("order notes", "studio.orders", at("/studio/orders"), "artisan"),
    PageType("order notes, none", "studio.orders", at("/studio/orders"), "newcomer"),
    PageType(
        "order note of an artisan",
        "studio.order",
        lambda sights: noted(sights, side=Side.BUYER)[1],
        "artisan",
    ),
    PageType(
        "order note of an artisan, change",
        "studio.write_order_change",
        lambda sights: f"{noted(sights)[1]}/change",
        "artisan",
    ),
    PageType(
        "order note of an artisan on paper",
        "studio.print_order",
        lambda sights: f"{noted(sights)[1]}/print",
        "artisan",
    ),
    PageType(
        "new order note",
        "studio.new_order",
        lambda sights: f"/studio/listings/{sights.shown}/order",
        "artisan",
    ),
    PageType(
        "new order note, refused",
        "studio.new_order",
        lambda sights: f"/studio/listings/{sights.shown}/order",
        "artisan",
        sent(MAIN),
    ),
    PageType(
        "new order note out of a talk",
        "studio.new_order_from_talk",
        lambda sights: f"/studio/inbox/{sights.talk[1]}/order",
        "artisan",
    ),
    PageType("how an artisan is paid", "studio.payment", at("/studio/payment"), "artisan"),
)
