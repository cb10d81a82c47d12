"""People who register for a cohort, and their pages: rows of the table in `page_types`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.roles import Role
from marketplace.artisans.places import load_shipped_places
from marketplace.database.session import reading
from marketplace.programmes import operations as programmes
from marketplace.programmes.models import Cohort, Programme
from marketplace.programmes.operations import CohortEntry, ProgrammeEntry
from marketplace.programmes.rules import CohortAction, DayLine
from marketplace.registrations import attending, links, operations
from marketplace.registrations.models import Attendance, Registration
from marketplace.registrations.rules import Background, Entry, Experience, Presence
from tests.journeys.acts import MAIN, sent
from tests.journeys.sights import PageType
from tests.journeys.townsfolk import NUMBERS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.sights import Sights

SLUG = "kelas-contoh"


def open_cohort(sights: Sights, seats: int | None = 2) -> tuple[int, str]:
    """(its row, its public address) of one more cohort people can register for, with two seats."""
    box = sights.site.box
    at, today = box.clock(), box.today()
    with sights.site.change() as session:
        load_shipped_places()
        programmes.add_craft("contoh", "Kerajinan contoh", "Example craft")
        found = session.query(Programme).filter_by(slug=SLUG).one_or_none() or programmes.add_programme(
            ProgrammeEntry("Kelas contoh", "contoh", "Example class"), actor=SYSTEM, at=at
        )
        first = today + timedelta(days=30)
        said = CohortEntry(
            first_on=first,
            last_on=first + timedelta(days=1),
            venue="Gedung Contoh",
            seats=seats,
            eligibility="Pelaku UMKM, anggota PKK, dan warga.",
            eligibility_en="Owners of small firms, members of PKK, and the public.",
            register_until=today + timedelta(days=20),
            days=[DayLine(first, plan="Pembukaan", plan_en="Opening")],
        )
        cohort = programmes.add_cohort(found, said, actor=SYSTEM, at=at)
        programmes.move_cohort(cohort, CohortAction.PUBLISH, version=cohort.version, actor=SYSTEM, at=at)
        return cohort.id, f"/programmes/{SLUG}/{cohort.number}"


def registered(sights: Sights, *, ahead: int = 0, offered: bool = False, older: bool = False) -> str:
    """The private page of somebody who came after so many others; `offered`: one of them gave her seat back.

    `older`: by a link that another took the place of.
    """
    box = sights.site.box
    cohort_id, _ = open_cohort(sights)
    clock, timezone = box.clock, box.settings.timezone

    def one() -> tuple[object, str]:
        number = next(NUMBERS)
        said = Entry(
            name=f"Rina Contoh {number}",
            email=f"rina{number}@contoh.invalid",
            phone="+6281200000098",
            background=Background.PKK,
            place_code="64.74.01.1006",
            experience=Experience.SOME,
        )
        return operations.register(cohort_id, said, clock=clock, timezone=timezone, locale="id")

    with sights.site.change():
        others = [one()[0] for _ in range(ahead)]
        row, token = one()
        if older:
            links.rotate(row, at=clock())
        if offered:
            operations.withdraw(others[0], clock=clock, timezone=timezone)
            token = links.give(row, at=clock())
    return f"/registrations/{token}"


def emptied(page: Page) -> None:
    page.locator("#name").fill("")
    sent(MAIN)(page)


def desk(sights: Sights, way: str = "", *, ahead: int = 3) -> str:
    """The officers' list of a cohort somebody registered for."""
    registered(sights, ahead=ahead, offered=True)
    with sights.site.app.app_context(), reading() as session:
        cohort = session.query(Cohort).order_by(Cohort.id.desc()).first()
        assert cohort is not None
        return f"/desk/programmes/{cohort.programme_id}/cohorts/{cohort.number}/registrations{way}"


def held_today(sights: Sights, way: str = "attendance") -> tuple[str, str, str]:
    """Of a cohort of today (the page at the desk, the private page of somebody who is there, the page to say so)."""
    box = sights.site.box
    page, today = desk(sights), box.today()
    actor = Actor(sights.account("officer"), Role.OFFICER, "Petugas", second_factor=True)
    with sights.site.change() as session:
        row = session.query(Registration).filter_by(state="seated").order_by(Registration.id.desc()).first()
        assert row is not None
        cohort = row.cohort
        cohort.first_on = cohort.last_on = today
        token = links.give(row, at=box.clock())
        attending.mark(cohort, today, {row.id: Presence.PRESENT}, actor=actor, at=box.clock(), today=today)
        here = f"/programmes/{SLUG}/{cohort.number}/here"
        return page.replace("/registrations", f"/registrations/{way}"), f"/registrations/{token}", here


def day_at_the_desk(sights: Sights) -> str:
    return f"{held_today(sights)[0]}/{sights.site.box.today().isoformat()}"


def paper_at_the_desk(sights: Sights) -> str:
    page = held_today(sights)[0]
    with sights.site.app.app_context(), reading() as session:
        found = session.query(Attendance).order_by(Attendance.id.desc()).first()
        assert found is not None
        return page.replace("attendance", f"{found.registration_id}/attended")


def one_at_the_desk(sights: Sights) -> str:
    page = desk(sights)
    with sights.site.app.app_context(), reading() as session:
        row = session.query(Registration).filter_by(state="offered").order_by(Registration.id.desc()).first()
        assert row is not None
        return f"{page}/{row.id}"


REGISTRANTS = (
    PageType("registration", "registrations.write", lambda sights: f"{open_cohort(sights)[1]}/register"),
    PageType(
        "registration, refused",
        "registrations.write",
        lambda sights: f"{open_cohort(sights)[1]}/register",
        act=sent(MAIN),
    ),
    PageType(
        "registration, closed",
        "registrations.write",
        lambda sights: f"{open_cohort(sights, None)[1]}/register",
    ),
    PageType("cohort, open", "programmes.cohort", lambda sights: open_cohort(sights)[1]),
    PageType("registered, seated", "registrations.show", registered),
    PageType("registered, waiting", "registrations.show", lambda sights: registered(sights, ahead=2)),
    PageType(
        "registered, offered", "registrations.show", lambda sights: registered(sights, ahead=2, offered=True)
    ),
    PageType(
        "registered, by an older link", "registrations.show", lambda sights: registered(sights, older=True)
    ),
    PageType("registered, correcting", "registrations.edit", lambda sights: f"{registered(sights)}/edit"),
    PageType(
        "registered, correction refused",
        "registrations.edit",
        lambda sights: f"{registered(sights)}/edit",
        act=emptied,
    ),
    PageType("registrations at the desk", "desk.registrations", desk, "officer"),
    PageType(
        "registrations at the desk, none",
        "desk.registrations",
        lambda sights: f"{desk(sights)}?state=lapsed",
        "officer",
    ),
    PageType(
        "registration, typed in",
        "desk.new_registration",
        lambda sights: desk(sights, "/new"),
        "officer",
        sent(MAIN),
    ),
    PageType("registration at the desk", "desk.registration", one_at_the_desk, "officer"),
    PageType("attendance", "desk.attendance", lambda sights: held_today(sights)[0], "officer"),
    PageType("attendance of a day", "desk.attendance_day", day_at_the_desk, "officer"),
    PageType(
        "attendance, code",
        "desk.attendance_code",
        lambda sights: f"{day_at_the_desk(sights)}/code",
        "officer",
    ),
    PageType("attendance, paper at the desk", "desk.attended_paper", paper_at_the_desk, "officer"),
    PageType("registered, today", "registrations.show", lambda sights: held_today(sights)[1]),
    PageType(
        "registered, paper",
        "registrations.attended_paper",
        lambda sights: f"{held_today(sights)[1]}/attended",
    ),
    PageType("attendance, here", "registrations.here", lambda sights: held_today(sights)[2]),
    PageType(
        "attendance, here, refused",
        "registrations.here",
        lambda sights: held_today(sights)[2],
        act=sent(MAIN),
    ),
    PageType(
        "registration at the desk, refused",
        "desk.registration",
        one_at_the_desk,
        "officer",
        sent("form[action$='/cancel']"),
    ),
)
