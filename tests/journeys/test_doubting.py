"""A buyer doubts a record, the artisan is heard, and everybody reads what came of it; the badge never blinks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from marketplace.certificates.rules import Action
from tests.journeys import townsfolk
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey


def test_a_doubt_is_reported_answered_and_closed_as_not_proven(visit, site):
    sights = Sights(site)
    code = sights.record("Siti Contohwati").rpartition("/")[2]
    buyer = visit(PHONE, False)
    buyer.open(f"/c/{code}")
    worth = buyer.main.locator(".paper__status").inner_text().splitlines()[0]
    buyer.follow("Laporkan keraguan")
    buyer.press("Kirim laporan")
    buyer.reads("Pilih apa yang Anda ragukan.")
    buyer.main.locator("[name=reason]").select_option("not_made_by_holder")
    buyer.main.locator("[name=text]").fill("Saya lihat tas yang sama dijual di toko lain dengan label lain.")
    buyer.main.locator("[name=evidence]").set_input_files(
        {"name": "tas.jpg", "mimeType": "image/jpeg", "buffer": townsfolk.jpeg(4711, (400, 300))}
    )
    buyer.press("Kirim laporan")
    buyer.reads("Laporan Anda sudah masuk.", "14 hari kerja lagi")
    receipt = re.search(r"/reports/([0-9A-Z]{10})", buyer.page.url)
    assert receipt
    site.work()

    officer = visit(DESK, False)
    officer.enter(sights.account("officer"))
    officer.open("/desk/reports")
    officer.main.get_by_role("row", name=re.compile("Tasnya bukan buatan")).get_by_role("link").click()
    officer.reads("dijual di toko lain")
    look = officer.main.get_by_role("link", name="Lihat halaman 1").get_attribute("href")
    assert officer.page.context.request.get(f"{site.url}{look}").headers["content-type"].startswith("image/")
    officer.main.locator("[name=summary]").fill("Diragukan bahwa Anda sendiri yang merajut tas ini.")
    officer.press("Teruskan")
    officer.reads("Sudah diteruskan")
    case = officer.page.url

    artisan = visit(PHONE, False)
    artisan.enter(sights.account("artisan"))
    artisan.open("/studio/")
    artisan.follow("Tasnya bukan buatan pemegang sertifikat")
    artisan.reads("Diragukan bahwa Anda sendiri")
    artisan.misses("toko lain")
    artisan.main.locator("[name=reply]").fill("Saya merajutnya sendiri; toko itu membeli dari saya.")
    artisan.press("Kirim tanggapan")
    artisan.reads("Tanggapan Anda sudah sampai")

    officer.page.goto(case)
    officer.reads("toko itu membeli dari saya")
    officer.choose("outcome", "not_proven")
    officer.main.locator("[name=sentence]").fill("Toko itu membeli dari pemegang sertifikat.")
    officer.press("Tutup laporan")
    officer.reads("Ditutup: tidak terbukti")

    buyer.open(f"/reports/{receipt[1]}")
    buyer.reads("Tidak terbukti", "Toko itu membeli dari pemegang sertifikat.")
    reader = visit(PHONE, False)
    reader.open(f"/c/{code}")
    reader.reads("tidak terbukti", "Toko itu membeli dari pemegang sertifikat.")
    reader.misses("toko lain")
    assert reader.main.locator(".paper__status").inner_text().splitlines()[0] == worth


def test_a_suspended_artisan_appeals_and_another_officer_puts_her_back(visit, site):
    sights = Sights(site)
    maker = townsfolk.open_shop(site)
    case = townsfolk.submit_certificate(site, maker)
    townsfolk.verify(site, case, sights.officer(1))
    townsfolk.decide(site, case, Action.SUSPEND, sights.officer(1))
    artisan = visit(PHONE, False)
    artisan.enter(maker.account_id)
    artisan.open(f"/studio/certificates/{case}")
    artisan.follow("Ajukan banding")
    artisan.main.locator("[name=text]").fill("LSP sudah menjawab lewat surat.")
    artisan.press("Kirim banding")
    artisan.reads("Banding Anda masih terbuka")
    record = visit(PHONE, False)
    artisan.open(f"/studio/certificates/{case}")
    address = artisan.main.locator('a[href^="/c/"]').first.get_attribute("href")
    record.open(address)
    record.reads("Banding masih terbuka")

    officer = visit(DESK, False)
    officer.enter(sights.officer(1).id)
    officer.open("/desk/appeals")
    officer.follow(maker.name)
    officer.reads("Petugas lain yang harus memutuskan")
    expect(officer.main.locator("[name=outcome]")).to_have_count(0)
    other = visit(DESK, False)
    other.enter(sights.officer(0).id)
    other.page.goto(officer.page.url)
    other.choose("outcome", "granted")
    other.main.locator("[name=reason]").fill("LSP membenarkan nomornya.")
    other.press("Putuskan")
    other.reads("Banding dikabulkan")
    record.open(address)
    record.reads("Berlaku", "Dipulihkan", "dikabulkan")


def test_a_rejection_stands_after_two_other_officers_said_so(visit, site):
    sights = Sights(site)
    maker = townsfolk.open_shop(site)
    case = townsfolk.submit_certificate(site, maker)
    townsfolk.decide(site, case, Action.REJECT, sights.officer(1))
    appeal = townsfolk.appeal(site, case, maker)
    first = visit(DESK, False)
    first.enter(sights.officer(0).id)
    first.open(f"/desk/appeals/{appeal}")
    first.choose("outcome", "upheld")
    first.main.locator("[name=reason]").fill("LSP tidak mengenal nomornya.")
    first.press("Putuskan")
    first.reads("Menunggu petugas kedua", "Tarik kembali usulan")
    artisan = visit(PHONE, False)
    artisan.enter(maker.account_id)
    artisan.open(f"/studio/certificates/{case}/appeal")
    artisan.reads("Banding Anda masih terbuka")
    artisan.misses("LSP tidak mengenal")
    second = visit(DESK)
    second.enter(sights.account("admin"))
    second.open("/desk/proposals")
    second.follow(maker.name)
    second.main.locator("#proposal summary").click()
    second.main.get_by_role("button", name="Benarkan: Keputusan tetap").click()
    second.reads("Dibenarkan", "Usulan terdahulu")
    artisan.open(f"/studio/certificates/{case}/appeal")
    artisan.reads("Keputusan tetap", "LSP tidak mengenal nomornya.")
