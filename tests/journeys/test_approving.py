"""A coordinator drafts a bag, the artisan approves it by the link in her letter, and the bag is on show."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from marketplace.access.actors import Actor
from marketplace.access.tasks import Task
from marketplace.accounts.models import Account
from marketplace.accounts.rules import Identifier
from marketplace.artisans.models import Artisan
from marketplace.helping import operations
from tests.journeys.artisans import write_a_draft
from tests.journeys.conftest import BOTH_ENDS
from tests.journeys.site import Site
from tests.journeys.townsfolk import open_shop

pytestmark = pytest.mark.journey
COORDINATOR = "pembeli@contoh.invalid"


def coordinate(site: Site) -> str:
    """Have the buyer help a new artisan who has an address, with drafts alone; return her address."""
    maker, now = open_shop(site), site.box.clock()
    address = f"perajin-{maker.artisan_id}@contoh.invalid"
    with site.change() as session:
        artisan = session.get_one(Artisan, maker.artisan_id)
        artisan.account.email = address
        person = session.query(Account).filter_by(email=COORDINATOR).one()
        contact = Identifier(email=COORDINATOR)
        helper, _ = operations.invite(artisan, contact, [Task.BAGS], actor=maker.actor, at=now)
        operations.accept(helper, actor=Actor(person.id, person.role, person.name), at=now)
    return address


@BOTH_ENDS
def test_drafted_by_the_coordinator_approved_by_link_and_on_show(visit, size, scripts):
    coordinator = visit(size, scripts)
    address = coordinate(coordinator.site)
    coordinator.sign_in(COORDINATOR)
    coordinator.open("/helping")
    coordinator.main.get_by_role("button", name="Bekerja di studio ini").last.click()
    coordinator.page.get_by_role("button", name="Kembali ke halaman saya").wait_for()
    title = f"Tas Titipan {size['width']} {'x' if scripts else 'y'}"
    write_a_draft(coordinator, title)
    coordinator.misses("Terbitkan tas")
    coordinator.press("Minta persetujuan")
    coordinator.reads(title, "Menunggu perajin")

    letters = coordinator.site.letters(address)
    link = re.findall(r"/approvals/[\w-]{43}", "\n".join(letters))[-1]
    artisan = visit(size, scripts)
    artisan.open(link)
    artisan.reads(title, "Rp125.000")
    artisan.press("Ya, tampilkan")
    artisan.reads("Siapa yang membuat")
    artisan.choose("made_by", "self")
    artisan.press("Ya, tampilkan")
    artisan.reads("Tas ini sudah Anda setujui")
    artisan.follow("Lihat halamannya")
    artisan.reads(title, "Rp125.000")
    artisan.open(link)
    expect(artisan.main.get_by_role("button", name="Ya, tampilkan")).to_have_count(0)

    coordinator.open("/helping/approvals")
    coordinator.reads("Disetujui, sudah tampil")
