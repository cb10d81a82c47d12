"""A whole dispute on two phones without scripts: opened, answered, decided by an officer, read by both, printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.factories.photographs import jpeg
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.orderers import handed, noted
from tests.journeys.quarrellers import SAID
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey
REPLY = "Tali saya uji dengan lima kilo sebelum diserahkan."
FOUND = "Foto menunjukkan simpul yang lepas; saran kami tali diganti."


def wide(visitor):
    """Whether the page asks for sideways scrolling."""
    return visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("begun", ["agreed", "handed over"])
def test_a_dispute_is_opened_answered_decided_and_read_by_both(visit, site, begun):
    sights = Sights(site)
    over = begun == "handed over"
    place, studio = handed(sights, reviewed=False) if over else noted(sights, agreed=True)
    state = "Sudah diserahkan" if over else "Disepakati"
    buyer, artisan, officer = visit(PHONE, False), visit(PHONE, False), visit(DESK, False)
    artisan.enter(sights.account("artisan"))
    officer.enter(sights.account("officer"))
    buyer.open(place)
    buyer.reads(state)
    buyer.follow("Buka sengketa")
    buyer.press("Buka sengketa ini")
    buyer.reads("Pilih apa masalahnya.")
    buyer.main.locator("[name=category]").select_option("damaged")
    buyer.main.locator("[name=words]").fill(SAID)
    photo = {"name": "tali.jpg", "mimeType": "image/jpeg", "buffer": jpeg(4712, (400, 300))}
    buyer.main.locator("[name=photos]").set_input_files(photo)
    buyer.press("Buka sengketa ini")
    buyer.reads("Menunggu tanggapan pihak lain", SAID)
    site.work()
    buyer.page.reload()
    look = buyer.main.get_by_role("link", name="Lihat foto 1").get_attribute("href")
    assert buyer.page.context.request.get(f"{site.url}{look}").headers["content-type"].startswith("image/")
    number = re.search(r"/disputes/(\d+)", buyer.page.url)[1]

    officer.open(f"/desk/disputes/{number}")
    officer.reads("Hasil harus menunggu")
    artisan.open(studio)
    artisan.reads("Ada masalah")
    artisan.follow("Rusak")
    artisan.reads(SAID)
    artisan.main.locator("[name=words]").first.fill(REPLY)
    artisan.press("Kirim tanggapan Anda")
    artisan.reads("Sudah ditanggapi, menunggu petugas", REPLY)
    buyer.page.reload()
    buyer.reads(REPLY)

    officer.page.reload()
    officer.reads(SAID, REPLY)
    officer.main.locator("[name=outcome]").select_option("for_buyer")
    officer.main.locator("[name=words]").fill(FOUND)
    officer.press("Beri hasil")
    officer.reads("Petugas sudah memberi hasil")
    for visitor, own in ((buyer, place), (artisan, studio)):
        visitor.open(f"{own}/disputes/{number}")
        visitor.reads("Pembeli yang benar", FOUND, "Petugas sudah memberi hasil")
        visitor.open(own)
        visitor.reads(state, "Petugas sudah memberi hasil: Pembeli yang benar")
        assert not wide(visitor)
        visitor.follow("Cetak catatan ini")
        visitor.reads(state, "Sengketa: Rusak", REPLY, FOUND, "Seorang petugas", "Hari-hari catatan ini")
        assert not wide(visitor)
        visitor.page.emulate_media(media="print")
        expect(visitor.main.get_by_text(FOUND)).to_be_visible()
        expect(visitor.main.get_by_text("Kembali ke catatan pesanan")).to_be_hidden()
        visitor.page.emulate_media(media="screen")
