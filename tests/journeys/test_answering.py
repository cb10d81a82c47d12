"""A guest asks, the artisan answers with a quick reply, and the talk goes on by the link of her letter."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from marketplace.access.actors import Actor
from marketplace.inquiries import replies
from marketplace.inquiries.models import ThreadLink
from marketplace.kit.tokens import LINK_GRACE
from tests.inquiries.photographs import GOOD, OTHER, SVG
from tests.journeys import townsfolk
from tests.journeys.artisans import next_number
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.journey


def private_link(letter: str) -> str:
    return re.search(r"/inquiries/[\w-]+", letter)[0]


def test_question_quick_reply_new_link_old_link_and_a_further_word(visit, site):
    maker = townsfolk.open_shop(site)
    title = f"Tas Jawab {maker.name}"
    bag = townsfolk.show_bag(site, maker, title)
    address = f"rina{next_number()}@contoh.invalid"
    buyer, artisan = visit(PHONE, False), visit(PHONE, False)
    buyer.open(bag)
    buyer.main.locator("#ask-name").fill("Rina")
    buyer.main.locator("#ask-contact").fill(address)
    buyer.main.locator("#ask-message").fill("Apakah masih ada?")
    buyer.press("Kirim pesan")
    buyer.reads("Pesan terkirim ke")
    first = private_link(site.letters(address)[-1])

    artisan.enter(maker.account_id)
    artisan.open("/studio/inbox")
    artisan.follow("Balasan cepat")
    artisan.press("Simpan “Stok”")
    artisan.reads("Balasan cepat “Stok” sudah disimpan.", "Milik Anda (1 dari 12)")
    artisan.open("/studio/inbox")
    artisan.follow(re.compile("Rina"))
    field = artisan.main.locator("[name=message]")
    field.fill("Halo Bu Rina,")
    artisan.press("Stok")
    expect(field).to_have_value(re.compile(rf"^Halo Bu Rina,\n{title} masih ada\. Harganya Rp[\d.]+\.$"))
    artisan.press("Kirim jawaban")
    artisan.reads("Jawaban Anda sedang dikirim.", f"{title} masih ada. Harganya Rp")

    letter = site.letters(address)[-1]
    second = private_link(letter)
    assert second != first and f"{title} masih ada." in letter
    buyer.open(second)
    buyer.reads("Apakah masih ada?", f"{title} masih ada. Harganya Rp")
    buyer.open(first)
    buyer.reads("Tautan yang lebih baru ke percakapan ini sudah dikirim ke")
    grow_old(site)
    buyer.page.reload()
    buyer.reads("Bukalah surat yang terbaru.")
    buyer.misses("masih ada")

    buyer.open(second)
    buyer.type("Tulis lagi", "Baik, saya ambil satu.")
    buyer.press("Kirim pesan")
    buyer.reads("Baik, saya ambil satu.")
    artisan.open("/studio/inbox")
    artisan.follow(re.compile("Rina"))
    artisan.reads("Baik, saya ambil satu.")


@pytest.mark.parametrize("script", [True, False])
def test_a_question_with_a_photo_and_an_answer_with_one(visit, site, script):
    maker = townsfolk.open_shop(site)
    bag = townsfolk.show_bag(site, maker, f"Tas Foto {maker.name}")
    address = f"rina{next_number()}@contoh.invalid"
    buyer, artisan = visit(PHONE, script), visit(PHONE, script)
    buyer.open(bag)
    buyer.main.locator("#ask-name").fill("Rina")
    buyer.main.locator("#ask-contact").fill(address)
    buyer.main.locator("#ask-message").fill("Bisa seperti di foto ini?")
    buyer.main.locator("#ask-photos").set_input_files([file("model.jpg", GOOD), file("palsu.jpg", SVG)])
    buyer.press("Kirim pesan")
    buyer.reads("“palsu.jpg”: ", "Bisa seperti di foto ini?", "model.jpg")
    buyer.press("Kirim pesan")
    buyer.reads("Pesan terkirim ke")
    site.work()
    buyer.page.reload()
    expect(buyer.main.locator(".msg img")).to_have_count(1)

    artisan.enter(maker.account_id)
    artisan.open("/studio/inbox")
    artisan.follow(re.compile("Rina"))
    shown = artisan.main.locator(".msg img")
    expect(shown).to_have_count(1)
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    artisan.type("Jawaban Anda", "Bisa, warnanya begini.")
    artisan.main.locator("#photos").set_input_files([file("warna.png", OTHER)])
    artisan.press("Kirim jawaban")
    artisan.reads("Jawaban Anda sedang dikirim.")
    letter = site.letters(address)[-1]
    assert "1 foto menyertainya" in letter
    buyer.open(private_link(letter))
    expect(buyer.main.locator(".msg img")).to_have_count(2)


def file(name: str, data: bytes) -> dict[str, object]:
    """A file as a browser chooses it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def grow_old(site) -> None:
    """Let the time pass in which replaced links still work."""
    with site.change() as session:
        for link in session.query(ThreadLink).filter(ThreadLink.replaced_at.is_not(None)):
            link.replaced_at -= LINK_GRACE + timedelta(minutes=1)


def test_with_scripts_a_reply_goes_in_at_the_cursor(visit, site):
    maker = townsfolk.open_shop(site)
    bag = townsfolk.show_bag(site, maker, f"Tas Sisip {maker.name}")
    _, thread = townsfolk.ask(site, bag, "Rina", email=f"rina{next_number()}@contoh.invalid")
    with site.change():
        actor: Actor = maker.actor
        replies.add("Lama", "Dibuat {lama}.", actor=actor)
    artisan = visit(DESK)
    artisan.enter(maker.account_id)
    artisan.open(f"/studio/inbox/{thread}")
    field = artisan.main.locator("[name=message]")
    field.fill("Halo. Salam!")
    field.evaluate("field => field.setSelectionRange(5, 5)")
    artisan.press("Lama")
    expect(field).to_have_value(re.compile(r"^Halo\. Dibuat .+\. Salam!$"))
    expect(field).to_be_focused()
