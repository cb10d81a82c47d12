"""People who help in a studio, and their pages: rows of the table in `page_types`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Task
from marketplace.accounts.models import Account
from marketplace.accounts.rules import Identifier
from marketplace.approvals import operations as approvals
from marketplace.artisans.models import Artisan
from marketplace.demo.people import PEOPLE
from marketplace.helping import deeds, operations, queries
from marketplace.helping.rules import Deed
from marketplace.kit.tokens import digest, new_token
from marketplace.listings import operations as bags
from marketplace.listings import queries as listings
from tests.journeys.acts import MAIN, sent
from tests.journeys.sights import PageType, at

if TYPE_CHECKING:
    from tests.journeys.sights import Sights


def invited(sights: Sights) -> str:
    """The page of an invitation to the signed-in artisan's studio that nobody has taken up."""
    maker, now = sights.account("artisan"), sights.site.box.clock()
    with sights.site.change() as session:
        artisan = session.query(Artisan).filter_by(account_id=maker).one()
        actor = Actor(maker, Role.ARTISAN, artisan.name, artisan.id)
        contact = Identifier(email="tetangga@contoh.invalid")
        _, token = operations.invite(artisan, contact, [Task.BAGS, Task.TALKS], actor=actor, at=now)
        return f"/helping/invitations/{token}"


def helped(sights: Sights) -> None:
    """Have the buyer help the signed-in artisan, and change a bag of hers."""
    maker, buyer, now = sights.account("artisan"), sights.account("buyer"), sights.site.box.clock()
    code = sights.shown
    with sights.site.change() as session:
        artisan = session.query(Artisan).filter_by(account_id=maker).one()
        if queries.helps(artisan.id, buyer):
            return
        account = session.get_one(Account, buyer)
        actor = Actor(maker, Role.ARTISAN, artisan.name, artisan.id)
        contact = Identifier(email=account.email)
        helper, _ = operations.invite(artisan, contact, list(Task), actor=actor, at=now)
        operations.accept(helper, actor=Actor(buyer, account.role, account.name), at=now)
        acting, number = queries.acting(helper.id, buyer)
        hand = Actor(buyer, account.role, account.name, number, acting=acting)
        deeds.note(hand, Deed.BAG_CHANGED, code, "Tas Ombak", at=now)


def _people(sights: Sights) -> str:
    helped(sights)
    invited(sights)
    return "/studio/helpers"


def _studios(sights: Sights) -> str:
    helped(sights)
    return "/helping"


def _at_work(*way: str) -> Callable[[Page], None]:
    """Work in the studio, and go where the button of this name leads."""

    def act(page: Page) -> None:
        # journeys may have had this account help others
        studio = page.get_by_role("region", name=PEOPLE[0].name)
        studio.get_by_role("button", name="Bekerja di studio ini").click()
        page.get_by_role("button", name="Kembali ke halaman saya").wait_for()
        for name in way:
            page.locator("main").get_by_role("link", name=name).first.click()
            page.locator("main h1").wait_for()

    return act


def laid_before(sights: Sights) -> tuple[str, int]:
    """A draft of the signed-in artisan that the buyer asks about: the token in her letter, and its number."""
    helped(sights)
    maker, buyer, now = sights.account("artisan"), sights.account("buyer"), sights.site.box.clock()
    with sights.site.change() as session:
        artisan = session.query(Artisan).filter_by(account_id=maker).one()
        found = next(one for one in queries.of_account(buyer) if one.artisan_id == artisan.id)
        acting, number = queries.acting(found.id, buyer)
        hand = Actor(buyer, Role.BUYER, found.name, number, acting=acting)
        bag = bags.duplicate(
            listings.own(artisan.id, sights.shown),
            actor=Actor(maker, Role.ARTISAN, artisan.name, artisan.id),
            at=now,
            title="Tas Titipan",
        )
        asked = approvals.ask(bag, actor=hand, at=now)
        token = new_token()
        asked.digest = digest(token)
        return token, asked.id


def _asked_by_link(sights: Sights) -> str:
    return f"/approvals/{laid_before(sights)[0]}"


def _asked_of_her(sights: Sights) -> str:
    return f"/studio/approvals/{laid_before(sights)[1]}"


def _all_asked(path: str) -> Callable[[Sights], str]:
    def find(sights: Sights) -> str:
        laid_before(sights)
        return path

    return find


YES = "main form:has(button[value=approve])"
HANDS = (
    PageType("draft to approve by link", "approvals.by_link", _asked_by_link),
    PageType("draft to approve by link, refused", "approvals.by_link", _asked_by_link, "", sent(YES)),
    PageType("draft to approve, link gone", "approvals.by_link", at("/approvals/gone")),
    PageType("draft to approve, signed in", "studio.approval", _asked_of_her, "artisan"),
    PageType("drafts that wait", "studio.approvals", _all_asked("/studio/approvals"), "artisan"),
    PageType("drafts that wait, none", "studio.approvals", at("/studio/approvals"), "newcomer"),
    PageType("drafts asked about", "approvals.asked", _all_asked("/helping/approvals"), "buyer"),
    PageType("drafts asked about, none", "approvals.asked", at("/helping/approvals"), "newcomer"),
    PageType("who helps", "studio.helpers", _people, "artisan"),
    PageType("who helps, nobody", "studio.helpers", at("/studio/helpers"), "newcomer"),
    PageType("who helps, refused", "studio.helpers", at("/studio/helpers"), "newcomer", sent(MAIN)),
    PageType("invitation to help", "helping.invitation", invited),
    PageType("invitation to help, to accept", "helping.invitation", invited, "buyer"),
    PageType("invitation that is over", "helping.invitation", at("/helping/invitations/gone")),
    PageType("studios one helps in, none", "helping.studios", at("/helping"), "newcomer"),
    PageType("studios one helps in", "helping.studios", _studios, "buyer"),
    PageType("at work in a studio", "helping.studios", _studios, "buyer", _at_work()),
    PageType("bags of a helper", "studio.listings", _studios, "buyer", _at_work("Tas")),
    PageType("talks of a helper", "studio.inbox", _studios, "buyer", _at_work("Pertanyaan")),
    PageType("orders of a helper", "studio.orders", _studios, "buyer", _at_work("Pesanan")),
    PageType("sales of a helper", "studio.sales", _studios, "buyer", _at_work("Buku penjualan")),
)
