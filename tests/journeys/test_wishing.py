"""From a wish to an agreed order, and a pool that two artisans fill, on phones without scripts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.journeys import townsfolk
from tests.journeys.artisans import next_number
from tests.journeys.conftest import PHONE
from tests.journeys.wishers import asked_of

pytestmark = pytest.mark.journey


def fill(visitor, **values):
    for name, value in values.items():
        field = visitor.main.locator(f"[name={name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def offer(visitor, site, quantity, price):
    day = site.box.today() + timedelta(days=20)
    fill(visitor, quantity=quantity, price_each=price, ready_on=day.isoformat(), delivery="pick_up")
    visitor.press("Kirim penawaran ini")
    visitor.reads("Sudah diberi penawaran")


def test_a_wish_like_a_bag_becomes_an_agreed_order(visit, site):
    maker = townsfolk.open_shop(site)
    bag = townsfolk.show_bag(site, maker, f"Tas Ingin {maker.name}")
    buyer, artisan = visit(PHONE, False), visit(PHONE, False)
    address = f"rina{next_number()}@contoh.invalid"
    buyer.open(bag)
    buyer.follow("Minta dibuatkan seperti ini")
    fill(buyer, words="Tali lebih panjang", name="Rina", contact="bukan alamat")
    buyer.press("Kirim permintaan ini")
    buyer.reads("Tali lebih panjang")
    fill(buyer, contact=address)
    buyer.press("Kirim permintaan ini")
    buyer.reads("Permintaan Anda terkirim", "Belum ada penawaran")
    link = re.search(r"/requests/[\w-]+", site.letters(address)[-1])[0]
    artisan.enter(maker.account_id)
    artisan.open("/studio/")
    artisan.follow("1 permintaan menunggu jawaban Anda")
    artisan.follow("Tali lebih panjang")
    offer(artisan, site, "1", "300.000")
    buyer.open(link)
    buyer.press(f"Pesan pada {maker.name}")
    buyer.reads("Semua sudah dipesan", maker.name, "Disepakati")


def test_a_request_for_twelve_is_filled_by_two_makers_and_names_both(visit, site):
    buyer = visit(PHONE, False)
    address = f"rina{next_number()}@contoh.invalid"
    buyer.open("/requests/new")
    day = site.box.today()
    fill(
        buyer,
        technique="crochet",
        words="Suvenir untuk tamu acara",
        quantity="12",
        needed_on=(day + timedelta(days=40)).isoformat(),
        closes_on=(day + timedelta(days=5)).isoformat(),
        name="Rina",
        contact=address,
    )
    buyer.press("Kirim permintaan ini")
    buyer.reads("Permintaan Anda terkirim")
    link = re.search(r"/requests/[\w-]+", site.letters(address)[-1])[0]
    one, two = asked_of(site, address)
    for maker, quantity in ((one, "5"), (two, "7")):
        artisan = visit(PHONE, False)
        artisan.enter(maker.account_id)
        artisan.open("/studio/requests")
        artisan.follow("Suvenir untuk tamu acara")
        offer(artisan, site, quantity, "95.000")
    buyer.open(link)
    buyer.press(f"Pesan pada {one.name}")
    buyer.reads("5 dari 12 tas sudah dipesan")
    buyer.press(f"Pesan pada {two.name}")
    buyer.reads("Semua sudah dipesan", "12 dari 12", f"{one.name} · 5 tas", f"{two.name} · 7 tas")
