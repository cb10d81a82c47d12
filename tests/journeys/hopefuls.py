"""Opportunities and who applies for them: rows of the table in `page_types`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.certificates.unit_keys import known_units
from marketplace.fair_lists import operations as fair_lists
from marketplace.fair_lists.rules import Span
from marketplace.opportunities import applying, operations
from marketplace.opportunities.operations import Entry
from marketplace.opportunities.rules import Action, Kind
from tests.journeys.acts import MAIN, sent
from tests.journeys.sights import PageType, at
from tests.journeys.townsfolk import NUMBERS

if TYPE_CHECKING:
    from tests.journeys.sights import Sights


def offered(sights: Sights, *, applied: bool = False, closed: bool = False) -> tuple[str, int]:
    """(name in addresses, number) of a published fair with places and a rule; the signed-in artisan may apply."""
    box, account = sights.site.box, sights.account("artisan")
    now, today = box.clock(), box.today()
    later = {"at": now, "today": today}
    with sights.site.change() as session:
        entry = Entry(
            kind=Kind.FAIR,
            title=f"Bazar Contoh {next(NUMBERS)}",
            offered_by="Panitia Contoh",
            deadline=today + timedelta(days=5),
            title_en="Sample fair",
            description="Tiga hari di alun-alun, meja disediakan.",
            description_en="Three days on the square, tables provided.",
            first_on=today + timedelta(days=20),
            last_on=today + timedelta(days=22),
            places=8,
        )
        found = operations.add(entry, actor=SYSTEM, **later)
        operations.move(found, Action.PUBLISH, version=found.version, actor=SYSTEM, **later)
        hard = Entry(
            kind=Kind.PROCUREMENT,
            title=f"Pengadaan Contoh {next(NUMBERS)}",
            offered_by="Panitia Contoh",
            deadline=today + timedelta(days=9),
            title_en="Sample procurement",
            description="Seratus tas.",
            description_en="A hundred bags.",
            rule_until=today + timedelta(days=4000),
        )
        other = operations.add(hard, actor=SYSTEM, **later)
        operations.move(other, Action.PUBLISH, version=other.version, actor=SYSTEM, **later)
        if applied:
            person = session.get_one(Account, account)
            artisan = session.query(Artisan).filter_by(account_id=account).one()
            actor = Actor(account, Role.ARTISAN, person.name, artisan.id)
            applying.apply(found, artisan, with_contact=True, actor=actor, **later)
        if closed:
            operations.move(found, Action.CLOSE, version=found.version, actor=SYSTEM, **later)
        return found.slug, found.id


def lent(sights: Sights) -> tuple[str, str]:
    """(unit, token) of a list for a fair that was lent by a link."""
    box = sights.site.box
    with sights.site.change():
        unit = known_units(box.today())[0][0]
        later = {"at": box.clock(), "today": box.today()}
        return unit, fair_lists.give("Panitia Contoh", unit, None, Span.WEEK, actor=SYSTEM, **later)[1]


OPPORTUNITIES = (
    PageType("lent list for a fair", "fair_lists.show", lambda sights: f"/fair-lists/{lent(sights)[1]}"),
    PageType("lists for fairs", "desk.fair_lists", at("/desk/fair-lists"), "officer"),
    PageType(
        "list for a fair, link refused",
        "desk.fair_lists",
        lambda sights: f"/desk/fair-lists?unit={lent(sights)[0]}",
        "officer",
        sent("form[action$='/fair-lists'][method=post]"),
    ),
    PageType("opportunities, none", "opportunities.index", at("/opportunities")),
    PageType("opportunities", "opportunities.index", lambda sights: f"/opportunities#{offered(sights)[0]}"),
    PageType("opportunity", "opportunities.show", lambda sights: f"/opportunities/{offered(sights)[0]}"),
    PageType(
        "opportunities in the studio",
        "studio.opportunities",
        lambda sights: f"/studio/opportunities#{offered(sights, applied=True)[0]}",
        "artisan",
    ),
    PageType(
        "opportunity she may apply for",
        "studio.opportunity",
        lambda sights: f"/studio/opportunities/{offered(sights)[0]}",
        "artisan",
    ),
    PageType(
        "opportunity she applied for",
        "studio.opportunity",
        lambda sights: f"/studio/opportunities/{offered(sights, applied=True)[0]}",
        "artisan",
    ),
    PageType("opportunities at the desk", "desk.opportunities", at("/desk/opportunities"), "officer"),
    PageType(
        "opportunity, new", "desk.new_opportunity", at("/desk/opportunities/new"), "officer", sent(MAIN)
    ),
    PageType(
        "opportunity, changed",
        "desk.edit_opportunity",
        lambda sights: f"/desk/opportunities/{offered(sights)[1]}/edit",
        "officer",
    ),
    PageType(
        "applicants",
        "desk.opportunity",
        lambda sights: f"/desk/opportunities/{offered(sights, applied=True, closed=True)[1]}",
        "officer",
    ),
)
