"""People who disagree over an order, and their pages: rows of the table in `page_types`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketplace.disputes import operations
from marketplace.disputes.rules import Category, Ending
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import Side
from marketplace.order_notes import operations as orders
from marketplace.order_notes.models import OrderNote
from marketplace.talk_reports import operations as talk_reports
from marketplace.talk_reports.rules import Category as Wrong
from marketplace.talk_reports.rules import Outcome
from tests.journeys import townsfolk
from tests.journeys.acts import MAIN, sent
from tests.journeys.askers import own_talk
from tests.journeys.orderers import noted
from tests.journeys.sights import PageType, at

if TYPE_CHECKING:
    from tests.journeys.sights import Sights

SAID = "Talinya lepas pada hari pertama dipakai."


def disputed(sights: Sights) -> tuple[str, str, str]:
    """(the buyer's, the artisan's, the officers' page) of an open dispute with a proposal on the table."""
    pages, box = noted(sights, agreed=True), sights.site.box
    now = box.clock()
    with sights.site.change() as session:
        note = session.query(OrderNote).filter_by(code=pages[1].rpartition("/")[2]).one()
        who = orders.buyer_of(note, None)
        found = operations.begin(note, Category.DAMAGED, SAID, who=who, days=(3, 7), at=now)
        operations.propose(found, Ending.GO_ON, "Tali baru dalam seminggu.", who=who, at=now)
        number = found.id
    return f"{pages[0]}/disputes/{number}", f"{pages[1]}/disputes/{number}", f"/desk/disputes/{number}"


def reported(sights: Sights, *, ruled: bool = False) -> str:
    """The officers' page of a talk that its buyer reported."""
    address = f"rina{next(townsfolk.NUMBERS)}@contoh.invalid"
    _, number = townsfolk.ask(sights.site, sights.bag(), "Rina", email=address)
    box, officer = sights.site.box, sights.officer(1)
    with sights.site.change() as session:
        thread = session.get_one(Thread, number)
        found = talk_reports.report(thread, Side.BUYER, Wrong.FRAUD, SAID, at=box.clock())
        if ruled:
            secret, at = box.settings.secret_key, box.clock()
            talk_reports.rule(found, Outcome.WARNED, SAID, secret=secret, actor=officer, at=at)
        return f"/desk/talk-reports/{found.id}"


DISPUTES = (
    PageType("report of a talk", "talk_reports.write", lambda sights: f"{sights.talk[0]}/report"),
    PageType(
        "report of a talk, refused",
        "talk_reports.write",
        lambda sights: f"{sights.talk[0]}/report",
        act=sent(MAIN),
    ),
    PageType(
        "report of an own talk",
        "talk_reports.write_own",
        lambda sights: f"{own_talk(sights)}/report",
        "buyer",
    ),
    PageType(
        "report of a talk by an artisan",
        "studio.write_talk_report",
        lambda sights: f"/studio/inbox/{sights.talk[1]}/report",
        "artisan",
    ),
    PageType("reported talk", "desk.talk_report", reported, "officer"),
    PageType(
        "reported talk, dealt with",
        "desk.talk_report",
        lambda sights: reported(sights, ruled=True),
        "officer",
    ),
    PageType(
        "reported talks",
        "desk.talk_reports",
        lambda sights: f"/desk/talk-reports?{reported(sights)[:0]}",
        "officer",
    ),
    PageType("reported talks, dealt with", "desk.talk_reports", at("/desk/talk-reports?closed=1"), "officer"),
    PageType("dispute, new", "disputes.write", lambda sights: f"{noted(sights, agreed=True)[0]}/dispute"),
    PageType(
        "dispute, new, refused",
        "disputes.write",
        lambda sights: f"{noted(sights, agreed=True)[0]}/dispute",
        act=sent(MAIN),
    ),
    PageType("dispute", "disputes.show", lambda sights: disputed(sights)[0]),
    PageType(
        "dispute, new by an artisan",
        "studio.write_dispute",
        lambda sights: f"{noted(sights, agreed=True)[1]}/dispute",
        "artisan",
    ),
    PageType("dispute of an artisan", "studio.dispute", lambda sights: disputed(sights)[1], "artisan"),
    PageType(
        "dispute of an artisan, reply refused",
        "studio.dispute",
        lambda sights: disputed(sights)[1],
        "artisan",
        sent("form[action$='/reply']"),
    ),
    PageType(
        "disputes", "desk.disputes", lambda sights: f"/desk/disputes?{disputed(sights)[0][:0]}", "officer"
    ),
    PageType("disputes, ended", "desk.disputes", at("/desk/disputes?closed=1"), "officer"),
    PageType("dispute at the desk", "desk.dispute", lambda sights: disputed(sights)[2], "officer"),
)
