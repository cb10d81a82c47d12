"""An artisan is asked something: her notices show it, reading is noted, letters are chosen and ended."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from marketplace.accounts.models import Account
from tests.journeys import townsfolk
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey
FINGER = 44  # CSS pixels, the least a thumb hits
BELL = re.compile("^Pemberitahuan, 1 baru")


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "plain"])
def test_a_question_is_noticed_read_and_its_letters_are_ended(visit, site, scripts):
    maker = townsfolk.open_shop(site)
    address = f"wati{next(townsfolk.NUMBERS)}@contoh.invalid"
    with site.change() as session:
        session.execute(update(Account).where(Account.id == maker.account_id).values(email=address))
    page = townsfolk.show_bag(site, maker, f"Tas Kabar {maker.name}")
    asker = visit(PHONE, scripts)
    asker.open(page)
    asker.follow("Ajukan pertanyaan umum")
    asker.type("Nama di samping pertanyaan", "Bu Rina")
    asker.main.locator("[name=question]").fill("Muat laptop 13 inci?")
    asker.main.locator("[name=email]").fill(f"rina{next(townsfolk.NUMBERS)}@contoh.invalid")
    asker.press("Kirim pertanyaan")
    asker.reads("Pertanyaan Anda sudah sampai")

    artisan = visit(PHONE, scripts)
    artisan.enter(maker.account_id)
    artisan.open("/studio/")
    bell = artisan.page.get_by_role("link", name=BELL)
    room = bell.bounding_box()
    assert room is not None
    assert room["width"] >= FINGER, "squeezed by what stands beside it"
    bell.click()
    artisan.reads("Bu Rina bertanya di halaman tas")
    if scripts:
        assert artisan.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    artisan.press(re.compile("^Lihat"))
    artisan.reads("Muat laptop 13 inci?")
    expect(artisan.page.get_by_role("link", name=BELL)).to_have_count(0)

    artisan.open("/account/notices")
    artisan.follow("Surat yang Anda terima")
    artisan.main.locator("[name=questions][value=digest]").check()
    artisan.press("Simpan")
    expect(artisan.main.locator("[name=questions][value=digest]")).to_be_checked()

    ending = re.search(r"https?://\S+(/account/letters/stop/questions/\S+)", site.letters(address)[0])
    if ending is None:
        pytest.fail("the letter carries no link that ends it")
    stranger = visit(PHONE, scripts)
    stranger.open(ending[1])
    stranger.press("Hentikan")
    stranger.reads("Tidak ada lagi surat tentang: Pertanyaan dan percakapan tentang tas")
    artisan.open("/account/notices/letters")
    expect(artisan.main.locator("[name=questions][value=here]")).to_be_checked()
