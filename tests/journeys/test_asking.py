"""Somebody asks in public, the artisan answers for everybody; what is reported an officer takes away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import townsfolk
from tests.journeys.askers import asked_and_answered
from tests.journeys.conftest import BOTH_ENDS, DESK, EVERY_WAY, PHONE
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey


@EVERY_WAY
def test_a_question_is_seen_by_everybody_once_it_is_answered(visit, site, size, scripts):
    maker = townsfolk.open_shop(site)
    page = townsfolk.show_bag(site, maker, f"Tas Tanya {maker.name}")
    email = f"rina{next(townsfolk.NUMBERS)}@contoh.invalid"
    asker = visit(size, scripts)
    asker.open(page)
    asker.reads("Belum ada yang bertanya di sini.")
    asker.follow("Ajukan pertanyaan umum")
    asker.press("Kirim pertanyaan")
    asker.reads("Tulis pertanyaan Anda.")
    asker.type("Nama di samping pertanyaan", "Bu Rina")
    asker.main.locator("[name=question]").fill("Muat laptop 13 inci?\nTelepon 0812 3456 7890 ya")
    asker.press("Kirim pertanyaan")
    expect(asker.main.locator("#question-error")).to_be_visible()
    expect(asker.main.locator("[name=question]")).to_have_value(re.compile("Muat laptop"))
    if scripts:
        assert asker.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    asker.main.locator("[name=question]").fill("Muat laptop 13 inci?")
    asker.main.locator("[name=email]").fill(email)
    asker.press("Kirim pertanyaan")
    asker.reads("Pertanyaan Anda sudah sampai")
    asker.misses("Muat laptop 13 inci?")

    artisan = visit(size, scripts)
    artisan.enter(maker.account_id)
    artisan.open("/studio/")
    artisan.follow(re.compile("pertanyaan umum menunggu"))
    artisan.reads("Muat laptop 13 inci?")
    artisan.follow(re.compile("^Jawab"))
    artisan.press("Jawab untuk semua orang")
    artisan.reads("Tulis jawaban Anda.")
    artisan.main.locator("[name=answer]").fill("Muat, asal tanpa sarung tebal.")
    artisan.press("Jawab untuk semua orang")
    artisan.reads("kini tampil di halaman tas")

    reader = visit(size, scripts)
    reader.open(page)
    reader.reads("Muat laptop 13 inci?", "Bu Rina", "Muat, asal tanpa sarung tebal.")
    letters = site.letters(email)
    assert len(letters) == 1 and f"{page}/questions" in letters[0]

    artisan.follow("Buka")
    artisan.main.locator("[name=answer]").fill("Muat, asal tanpa sarung.")
    artisan.press("Perbaiki jawaban")
    reader.page.reload()
    reader.reads("Muat, asal tanpa sarung.", "diubah")


@BOTH_ENDS
def test_what_is_reported_stays_until_an_officer_removes_it_with_a_reason(visit, site, size, scripts):
    sights = Sights(site)
    maker = townsfolk.open_shop(site)
    page = townsfolk.show_bag(site, maker, f"Tas Lapor {maker.name}")
    body = f"Penjual ini tidak jujur {maker.account_id}."
    asked_and_answered(site, maker, page[-10:], body)
    reader = visit(size, scripts)
    reader.open(page)
    reader.follow(re.compile("^Laporkan pertanyaan|^Laporkan"))
    reader.choose("reason", "rude")
    reader.press("Kirim laporan")
    reader.reads("laporan Anda sudah masuk")
    reader.open(page)
    reader.reads(body)

    officer = visit(DESK if scripts else PHONE, scripts)
    officer.enter(sights.account("officer"))
    officer.open("/desk/questions")
    officer.follow(re.compile(body))
    officer.press("Hapus")
    expect(officer.main.locator("#reason-error")).to_be_visible()
    officer.main.locator("[name=reason]").fill("Menghina orang lain.")
    officer.press("Hapus")
    officer.reads("Perajin diberi tahu")
    reader.page.reload()
    reader.misses(body)

    artisan = visit(size, scripts)
    artisan.enter(maker.account_id)
    artisan.open("/studio/questions")
    artisan.follow("Buka")
    artisan.reads("Menghina orang lain.")
