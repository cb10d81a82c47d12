"""People who ask for a bag to be made, and their pages: rows of the table in `page_types`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.listings.models import Listing
from marketplace.order_notes.operations import Buyer
from marketplace.order_notes.rules import Delivery
from marketplace.requests import links, operations, taking, talking
from marketplace.requests.models import CustomRequest
from marketplace.requests.rules import CODE_LENGTH, Reach
from marketplace.requests.schemas import OfferForm, WishForm
from tests.journeys.acts import MAIN, sent
from tests.journeys.sights import PageType, at
from tests.journeys.townsfolk import NUMBERS, Maker

if TYPE_CHECKING:
    from tests.journeys.sights import Sights
    from tests.journeys.site import Site


def wished(sights: Sights, *, offered: bool = False, taken: bool = False) -> tuple[str, str]:
    """(the buyer's page, the artisan's page) of a request about a bag of the signed-in artisan's."""
    box, maker, buyer = sights.site.box, sights.account("artisan"), sights.account("buyer")
    secret, now, today = box.settings.secret_key, box.clock(), box.today()
    with sights.site.change() as session:
        listing = session.query(Listing).filter_by(code=sights.shown).one()
        account = session.get_one(Account, maker)
        actor = Actor(account.id, Role.ARTISAN, account.name, listing.artisan_id)
        contact = f"dina{next(NUMBERS)}@contoh.invalid"
        wish = WishForm(
            name="Dina",
            contact=contact,
            words="Tali lebih panjang, warna laut",
            quantity=3,
            budget=900_000,
        )
        made, _ = operations.ask_maker(
            listing, wish, Buyer("Dina", contact, None, "id", buyer), secret=secret, at=now, today=today
        )
        if offered:
            said = OfferForm(
                quantity=3,
                price_each=290_000,
                deposit=30,
                ready_on=today + timedelta(days=20),
                delivery=Delivery.PICK_UP,
                words="Bisa, dengan benang katun.",
            )
            offer = operations.offer(made.recipients[0], said, actor=actor, at=now, today=today)
            if taken:
                taking.take(
                    made,
                    offer.id,
                    2,
                    details="Warna laut",
                    place="",
                    actor=None,
                    at=now,
                    today=today,
                )
        return f"/requests/{links.give(made, at=now)}", f"/studio/requests/{made.code}"


def asked_back(sights: Sights) -> tuple[str, str]:
    """(the buyer's page, the artisan's talk) of a request to all about which she asked the buyer back."""
    path, studio = wished(sights, offered=True)
    box = sights.site.box
    with sights.site.change() as session:
        made = session.query(CustomRequest).filter_by(code=studio[-CODE_LENGTH:]).one()
        made.reach = Reach.ALL
        row = made.recipients[0]
        thread = talking.ask_back(
            row,
            "Sepanjang apa talinya?",
            said=made.words,
            called=f"Pembeli permintaan {made.code}",
            actor=Actor(row.account_id, Role.ARTISAN, row.artisan.name, row.artisan_id),
            at=box.clock(),
            today=box.today(),
        )
        return path, f"/studio/inbox/{thread.id}"


WISHES = (
    PageType("request, new", "requests.write", lambda sights: f"{sights.bag()}/request"),
    PageType(
        "request, new, refused", "requests.write", lambda sights: f"{sights.bag()}/request", act=sent(MAIN)
    ),
    PageType("request to all, new", "requests.write_to_all", at("/requests/new")),
    PageType("request to all, refused", "requests.write_to_all", at("/requests/new"), act=sent(MAIN)),
    PageType("request, no offer", "requests.show", lambda sights: wished(sights)[0]),
    PageType("request, offered", "requests.show", lambda sights: wished(sights, offered=True)[0]),
    PageType(
        "request, partly ordered", "requests.show", lambda sights: wished(sights, offered=True, taken=True)[0]
    ),
    PageType("request, asked back", "requests.show", lambda sights: asked_back(sights)[0]),
    PageType("talk, buyer not named", "studio.inbox_thread", lambda sights: asked_back(sights)[1], "artisan"),
    PageType("requests of a buyer", "requests.of_account", at("/account/requests"), "buyer"),
    PageType("requests to an artisan", "studio.requests", lambda sights: _list(sights), "artisan"),
    PageType("requests to an artisan, none", "studio.requests", at("/studio/requests"), "newcomer"),
    PageType("request to an artisan", "studio.request", lambda sights: wished(sights)[1], "artisan"),
    PageType(
        "request to an artisan, ordered",
        "studio.request",
        lambda sights: wished(sights, offered=True, taken=True)[1],
        "artisan",
    ),
)


def asked_of(site: Site, address: str) -> list[Maker]:
    """Two of the artisans a buyer's request was put to."""
    with site.change() as session:
        made = session.query(CustomRequest).filter_by(buyer_email=address).one()
        rows = made.recipients[:2]
        return [Maker(row.account_id, row.artisan_id, row.artisan.name) for row in rows]


def _list(sights: Sights) -> str:
    wished(sights)
    return "/studio/requests"
