"""A buyer reports a bag, an officer takes it down, its maker answers, and another officer gives it back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import townsfolk
from tests.journeys.conftest import BOTH_ENDS
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey
WHY = "Foto ini milik toko lain. Pakai foto buatan sendiri."


@BOTH_ENDS
def test_a_reported_bag_is_taken_down_answered_for_and_given_back(visit, site, size, scripts):
    sights = Sights(site)
    maker = townsfolk.open_shop(site)
    bag = townsfolk.show_bag(site, maker, "Tas Sengketa")
    site.work()
    buyer = visit(size, scripts)
    buyer.open(bag)
    buyer.reads("Tas Sengketa")
    photo = buyer.main.locator("img").first.get_attribute("src")
    assert photo
    assert buyer.page.context.request.get(site.url + photo).status == 200
    buyer.follow("Laporkan tas ini")
    buyer.main.locator("[name=reason]").select_option("stolen_photos")
    buyer.main.locator("[name=text]").fill("Foto ini dari toko saya.")
    buyer.press("Kirim laporan")
    buyer.reads("Laporan Anda sudah masuk.")

    officer = visit(size, scripts)
    officer.enter(sights.officer(0).id)
    officer.open("/desk/reports")
    officer.main.get_by_role("row", name=re.compile(maker.name)).get_by_role("link").first.click()
    officer.reads("Foto ini dari toko saya.")
    officer.follow("ke tasnya")
    officer.press("Turunkan tas ini")
    expect(officer.main.locator("#reason-error")).to_be_visible()
    officer.main.locator("[name=ground]").select_option("stolen_photos")
    officer.main.locator("[name=reason]").fill(WHY)
    officer.press("Turunkan tas ini")
    officer.reads("Diturunkan", WHY)

    buyer.open(bag)
    buyer.misses("Tas Sengketa")
    assert buyer.page.context.request.get(site.url + bag).status == 410
    assert buyer.page.context.request.get(site.url + photo).status == 410

    artisan = visit(size, scripts)
    artisan.enter(maker.account_id)
    artisan.open("/studio/")
    artisan.follow("Lihat alasannya dan jawab")
    artisan.reads(WHY)
    artisan.misses("Foto ini dari toko saya.", sights.officer(0).name)
    assert artisan.page.context.request.get(site.url + photo).status == 200
    artisan.main.locator("[name=text]").fill("Foto itu buatan saya sendiri, ini aslinya.")
    artisan.press("Kirim banding")
    artisan.reads("buatan saya sendiri")

    officer.page.reload()
    officer.reads("buatan saya sendiri")
    expect(officer.main.locator("[name=outcome]")).to_have_count(0)
    other = visit(size, scripts)
    other.enter(sights.officer(1).id)
    other.page.goto(officer.page.url)
    other.choose("outcome", "granted")
    other.main.locator("[name=answer]").fill("Foto aslinya sudah kami lihat.")
    other.press("Putuskan")
    other.reads("Dikembalikan")

    artisan.page.reload()
    artisan.reads("Foto aslinya sudah kami lihat.")
    artisan.open("/studio/listings")
    artisan.press("Tampilkan lagi")
    buyer.open(bag)
    buyer.reads("Tas Sengketa")
    assert buyer.page.context.request.get(site.url + photo).status == 200
