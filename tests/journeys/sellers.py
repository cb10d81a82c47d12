"""An artisan who keeps her sales book, and its pages: rows of the table in `page_types`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.sales import operations
from marketplace.sales.schemas import SaleForm
from tests.journeys.acts import MAIN, sent
from tests.journeys.orderers import handed, noted
from tests.journeys.sights import PageType, at
from tests.journeys.townsfolk import NUMBERS

if TYPE_CHECKING:
    from tests.journeys.sights import Sights


def sold(sights: Sights) -> tuple[date, int]:
    """(today, the row) of a sale the signed-in artisan has written down, beside one she struck out and her notes."""
    box, account = sights.site.box, sights.account("artisan")
    now, today = box.clock(), box.today()
    noted(sights, agreed=True)
    handed(sights, reviewed=False)
    with sights.site.change() as session:
        person = session.get_one(Account, account)
        artisan = session.query(Artisan).filter_by(account_id=account).one()
        actor = Actor(account, Role.ARTISAN, person.name, artisan.id)
        struck, kept = (
            operations.write(
                SaleForm(sold_on=today, what="Dompet kecil", pieces=3, amount=amount, paid="tunai"),
                once=f"form-{next(NUMBERS)}",
                actor=actor,
                at=now,
                today=today,
            )
            for amount in (90_000, None)
        )
        operations.strike(struck, seen=1, actor=actor, at=now)
        return today, kept.id


def _line(sights: Sights) -> str:
    return f"/studio/sales/lines/{sold(sights)[1]}"


SALES = (
    PageType(
        "sales book", "studio.sales", lambda sights: f"/studio/sales?year={sold(sights)[0].year}", "artisan"
    ),
    PageType("sales book, nothing", "studio.sales", at("/studio/sales"), "newcomer"),
    PageType(
        "sales book, a month",
        "studio.sales_month",
        lambda sights: f"/studio/sales/{sold(sights)[0]:%Y-%m}",
        "artisan",
    ),
    PageType("sales book, a month of nothing", "studio.sales_month", at("/studio/sales/2026-01"), "newcomer"),
    PageType("sale by hand", "studio.new_sale", at("/studio/sales/new"), "artisan"),
    PageType("sale by hand, refused", "studio.new_sale", at("/studio/sales/new"), "artisan", sent(MAIN)),
    PageType("line of the sales book", "studio.sale", _line, "artisan"),
)
