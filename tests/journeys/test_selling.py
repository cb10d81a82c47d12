"""An artisan from her first visit to her first answer: account, profile, certificate, a bag with photos, an inquiry."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.artisans import join, next_number, submit_a_certificate, write_a_bag
from tests.journeys.conftest import EVERY_WAY

pytestmark = pytest.mark.journey


@EVERY_WAY
def test_from_signing_up_to_the_first_answer(visit, size, scripts):
    artisan = visit(size, scripts)
    number = next_number()
    join(artisan, "Aminah Rajutan", number)
    submit_a_certificate(artisan, "Aminah Rajutan")
    title = f"Tote Cerah {number[-3:]}"
    write_a_bag(artisan, title, scripts=scripts)

    buyer = visit(size, scripts)
    buyer.open(f"/products?q={title.replace(' ', '+')}")
    buyer.main.locator(".card a").first.click()
    buyer.reads(title, "Rp125.000", "Aminah Rajutan", "Bontang Kuala")
    expect(buyer.main.locator(".pdp__buy .cap.is-ok")).to_have_count(0)
    buyer.main.locator("#ask-name").fill("Pak Joko")
    buyer.main.locator("#ask-contact").fill("joko@contoh.invalid")
    buyer.main.locator("#ask-message").fill("Masih ada warna hijau?")
    buyer.press("Kirim pesan")

    artisan.open("/studio/inbox")
    artisan.main.get_by_role("link", name=re.compile("Pak Joko")).first.click()
    artisan.reads("Masih ada warna hijau?")
    artisan.type("Jawaban Anda", "Masih, Pak. Siap kirim besok.")
    artisan.press("Kirim jawaban")
    artisan.reads("Masih, Pak. Siap kirim besok.")
    assert any("/inquiries/" in letter for letter in artisan.site.letters("joko@contoh.invalid"))
    buyer.page.reload()
    buyer.reads("Masih, Pak. Siap kirim besok.")

    artisan.open("/studio/listings")
    for button, state in (("Jeda", "Dijeda"), ("Tampilkan lagi", "Tampil"), ("Tandai terjual", "Terjual")):
        artisan.press(button)
        expect(artisan.main.locator(".bags__row").first).to_contain_text(state)
    another = visit(size, scripts)
    another.open(f"/products?q={title.replace(' ', '+')}")
    expect(another.main.locator(".card")).to_have_count(0)
