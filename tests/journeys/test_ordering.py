"""From a question to a bag in hand, both sides on a phone without scripts; no account for the buyer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.journeys import townsfolk
from tests.journeys.artisans import next_number
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey


def fill_terms(visitor, day, price):
    visitor.main.locator("[name=price]").fill(price)
    visitor.main.locator("[name=ready_on]").fill(day.isoformat())
    visitor.main.locator("[name=delivery]").select_option("pick_up")


def test_question_note_agreement_making_hand_over_review_and_reply(visit, site):
    maker = townsfolk.open_shop(site)
    bag = townsfolk.show_bag(site, maker, f"Tas Pesan {maker.name}")
    buyer, artisan = visit(PHONE, False), visit(PHONE, False)
    artisan.enter(maker.account_id)
    address = f"rina{next_number()}@contoh.invalid"
    talk, thread = townsfolk.ask(site, bag, "Rina", email=address)
    day = site.box.today() + timedelta(days=12)
    artisan.open(f"/studio/inbox/{thread}")
    artisan.follow("Buat catatan pesanan")
    fill_terms(artisan, day, "285.000")
    artisan.press("Usulkan catatan ini")
    artisan.reads("Diusulkan, belum disepakati", "menunggu persetujuan pihak lain")
    letter = site.letters(address)[-1]
    link = re.search(r"/orders/[\w-]+", letter)[0]
    buyer.open(link)
    buyer.reads("Rp285.000", "Setujui catatan ini")
    buyer.follow("Usulkan perubahan")
    buyer.main.locator("[name=details]").fill("Inisial R")
    buyer.press("Kirim versi ini")
    buyer.reads("Inisial R", "versi 2")
    artisan.page.reload()
    artisan.reads("Yang berbeda dari versi sebelumnya", "Inisial R")
    artisan.press("Setujui catatan ini")
    artisan.reads("Disepakati", "Pada hari kesepakatan")
    for button, state in (
        ("Saya mulai membuatnya", "Sedang dibuat"),
        ("Sudah siap", "Siap diserahkan"),
    ):
        artisan.press(button)
        artisan.reads(state)
    buyer.open(link)
    buyer.press("Sudah diserahkan")
    buyer.reads("Sudah diserahkan", "Keadaan saat kalian sepakat")
    buyer.follow("Tulis ulasan")
    buyer.press("Kirim tautannya")
    letter = site.letters(address)[-1]
    buyer.open(re.search(r"/orders/[\w-]+/review/[\w-]+", letter)[0])
    for aspect in ("as_described", "made_well", "communication"):
        buyer.main.locator(f"[name={aspect}]").select_option("5")
    buyer.main.locator("[name=on_time]").select_option("2")
    buyer.press("Tampilkan ulasan")
    buyer.reads("Tulis mengapa nilainya serendah ini.")
    buyer.main.locator("[name=why_on_time]").fill("Terlambat tiga hari")
    buyer.main.locator("[name=words]").fill("Anyamannya rapat.")
    buyer.press("Tampilkan ulasan")
    buyer.reads("Anyamannya rapat.")
    artisan.page.reload()
    artisan.follow("Balas sekali")
    artisan.main.locator("[name=reply]").fill("Terima kasih, maaf terlambat.")
    artisan.press("Tampilkan balasan")
    buyer.open(bag)
    buyer.reads("1 ulasan", "Terlambat tiga hari", "Anyamannya rapat.", "Terima kasih, maaf terlambat.")
    buyer.misses("rata-rata")
    buyer.open(talk)
    buyer.reads("Catatan pesanan", "Rp285.000")
    artisan.open("/studio/orders?closed=1")
    artisan.reads("Rina")
