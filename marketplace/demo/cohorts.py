"""A programme of another craft in another city, all of it invented: nothing of the site is tied to bags or Bontang."""

from __future__ import annotations

from datetime import timedelta

from marketplace.access.actors import Actor
from marketplace.programmes import operations as programmes
from marketplace.programmes.operations import CohortEntry, ProgrammeEntry
from marketplace.programmes.rules import CohortAction, DayLine, OrganiserLine, OrganiserRole
from marketplace.registrations import operations
from marketplace.registrations.rules import Background, Entry, Experience
from marketplace.toolbox import Toolbox

CRAFT = ("batik-rekaan", "Batik (rekaan)", "Batik (invented)")
SEATS = 6
REGISTRANTS = (
    ("Ani Contohsari", Background.PKK, Experience.SOME),
    ("Budi Rekaan", Background.UMKM, Experience.SELLS),
    ("Citra Peragawati", Background.PUBLIC, Experience.NONE),
    ("Dewi Contohan", Background.PKK, Experience.NONE),
    ("Eka Rekawati", Background.UMKM, Experience.SOME),
    ("Fajar Peraga", Background.PUBLIC, Experience.NONE),
    ("Gita Contohati", Background.PKK, Experience.SOME),
    ("Hadi Rekaan", Background.UMKM, Experience.SELLS),
)
"""More than there are seats: the last two wait."""


def open_one(box: Toolbox, officer: Actor) -> None:
    """Publish a cohort people can register for, with more registrations than seats."""
    at, today = box.clock(), box.today()
    first = today + timedelta(days=30)
    programmes.add_craft(*CRAFT)
    programme = programmes.add_programme(
        ProgrammeEntry(
            title="Pelatihan membatik (rekaan)",
            craft_code=CRAFT[0],
            title_en="Training in batik (invented)",
            intro="Program rekaan di kota rekaan: malam, canting, warna, dan uji kompetensi pada hari terakhir.",
            intro_en="An invented programme in an invented city: wax, canting, dyes, and a test on the last day.",
        ),
        actor=officer,
        at=at,
    )
    cohort = programmes.add_cohort(
        programme,
        CohortEntry(
            first_on=first,
            last_on=first + timedelta(days=1),
            venue="Balai Warga Rekaan, Kota Contoh",
            seats=SEATS,
            eligibility="Siapa pun yang berumur 17 tahun ke atas (rekaan).",
            eligibility_en="Anybody aged 17 and over (invented).",
            register_from=today,
            register_until=today + timedelta(days=21),
            organisers=[OrganiserLine(OrganiserRole.COMMUNITY, "Kelompok Batik Rekaan")],
            days=[
                DayLine(first, plan="Malam dan canting.", plan_en="Wax and canting."),
                DayLine(
                    first + timedelta(days=1),
                    plan="Warna, lalu uji kompetensi.",
                    plan_en="Dyes, then the test.",
                ),
            ],
        ),
        actor=officer,
        at=at,
    )
    programmes.move_cohort(cohort, CohortAction.PUBLISH, version=cohort.version, actor=officer, at=at)
    for number, (name, background, experience) in enumerate(REGISTRANTS):
        operations.register(
            cohort.id,
            Entry(name, None, f"+62812000090{number:02}", background, None, experience),
            clock=box.clock,
            timezone=box.settings.timezone,
            locale="id",
        )
