"""A buyer finds a bag, confirms its maker's record, and reaches her. No account, with and without scripts."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.artisans import next_number
from tests.journeys.conftest import DESK, EVERY_WAY, PHONE
from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey


def shown(buyer: Visitor) -> int:
    """How many bags the list says it holds."""
    count = buyer.main.get_by_text(re.compile(r"^\s*\d+ tas\s*$")).first
    return int(count.inner_text().split()[0])


@EVERY_WAY
def test_from_the_front_page_to_the_artisan(visit, size, scripts):
    buyer = visit(size, scripts)
    buyer.open("/")
    buyer.follow("Lihat tas")
    all_bags = shown(buyer)
    buyer.follow("Sertifikat berlaku")
    expect(buyer.page).to_have_url(re.compile("certified=1"))
    assert 0 < shown(buyer) < all_bags
    assert len(buyer.texts(".grid .card")) == len(buyer.texts(".grid .card .cap"))
    buyer.main.locator(".card a").first.click()
    expect(buyer.page).to_have_url(re.compile("/products/[^?]"))
    title = buyer.page.locator("h1").inner_text()
    wa = buyer.main.get_by_role("link", name=re.compile("WhatsApp")).first.get_attribute("href") or ""
    leads = buyer.page.request.get(buyer.site.url + wa, max_redirects=0).headers["location"]
    draft = parse_qs(urlsplit(leads).query)["text"][0]
    assert leads.startswith("https://wa.me/62812")
    assert title in draft and "Rp" in draft and buyer.site.url in draft and "Apakah masih ada?" in draft
    buyer.follow(re.compile("Lihat catatan BTG-"))
    expect(buyer.page).to_have_url(re.compile(r"/c/BTG-[A-Z2-9]{4}$"))
    buyer.reads(
        "Berlaku", "Dihitung hari ini", "Yang diuji orangnya, bukan barangnya", "BNSP melalui LSP Contoh"
    )
    buyer.page.go_back()
    address = f"dewi{next_number()}@contoh.invalid"
    buyer.main.locator("#ask-name").fill("Ibu Dewi")
    buyer.main.locator("#ask-contact").fill(address)
    buyer.press("Kirim pesan")
    buyer.reads("Ibu Dewi", "Pesan terkirim ke")
    private = buyer.main.locator('a[href*="/inquiries/"]').last.get_attribute("href") or buyer.page.url
    letters = buyer.site.letters(address)
    assert any(title in letter for letter in letters)
    later = visit(PHONE, False)
    later.page.goto(private if private.startswith("http") else buyer.site.url + private)
    later.reads("Ibu Dewi", title)


@pytest.mark.parametrize("scripts", [True, False])
def test_words_and_filters_live_in_the_address(visit, scripts):
    buyer = visit(scripts=scripts)
    buyer.open("/products")
    buyer.open("/products?q=zigzag&technique=crochet&sort=cheapest")
    titles = buyer.texts(".card a")
    assert all("zigzag" in title.lower() for title in titles)
    buyer.open("/products?q=tidakadatasbegini")
    buyer.reads("tidakadatasbegini")
    buyer.open("/products")
    buyer.follow("Muat 12 lagi")
    expect(buyer.page).to_have_url(re.compile("after="))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    "spelling", [str, str.lower, lambda text: text.replace(" ", "."), lambda text: f"No. {text}"]
)
def test_a_record_is_found_by_its_number_in_any_spelling(visit, scripts, spelling):
    buyer = visit(scripts=scripts)
    buyer.open("/verify")
    buyer.main.locator("#q-record").fill(spelling("00000 0000 0 0000001 2025"))
    buyer.press("Periksa")
    expect(buyer.page).to_have_url(re.compile(r"/c/BTG-"))
    buyer.reads("Siti Contohwati")


def test_a_record_is_found_by_code_and_by_name_and_a_missing_one_is_no_fake(visit):
    buyer = visit()
    buyer.open("/verify")
    buyer.main.locator("#q-record").fill("siti contohwati")
    buyer.press("Periksa")
    buyer.reads("1 catatan ditemukan")
    buyer.main.get_by_role("link", name="Siti Contohwati").first.click()
    code = buyer.path.rpartition("/")[2]
    buyer.open("/verify")
    buyer.main.locator("#q-record").fill(code.lower().replace("-", " "))
    buyer.press("Periksa")
    expect(buyer.page).to_have_url(re.compile(f"/c/{code}$"))
    buyer.open("/verify")
    buyer.main.locator("#q-record").fill("00000 0000 0 9999999 2025")
    buyer.press("Periksa")
    buyer.reads("belum tentu palsu")


@EVERY_WAY
def test_a_buyer_abroad_walks_the_same_road_in_english(visit, size, scripts):
    buyer = visit(size, scripts)
    buyer.open("/en/products?certified=1")
    buyer.main.locator(".card a").first.click()
    expect(buyer.page).to_have_url(re.compile("/en/products/"))
    buyer.follow(re.compile("See record BTG-"))
    expect(buyer.page).to_have_url(re.compile("/en/c/BTG-"))
    buyer.reads("UTC+8", "Worked out today", "The person was tested, not the bag")
    buyer.page.go_back()
    buyer.main.locator("#ask-name").fill("Ann")
    buyer.main.locator("#ask-contact").fill("not a contact")
    buyer.press("Send message")
    buyer.reads("Write an e-mail address, or a phone number")
    assert buyer.main.locator("[name=name]").input_value() == "Ann"
    buyer.type("WhatsApp number or e-mail", f"ann{next_number()}@example.invalid")
    buyer.press("Send message")
    buyer.reads("Sent to")


@pytest.mark.parametrize(("size", "scripts"), [(PHONE, False), (DESK, True)])
def test_a_certificate_is_checked_in_english(visit, size, scripts):
    reader = visit(size, scripts)
    reader.open("/en/verify")
    reader.main.locator("#q-record").fill("No. 00000.0000.0.0000001.2025")
    reader.press("Check")
    expect(reader.page).to_have_url(re.compile(r"/en/c/BTG-[A-Z2-9]{4}$"))
    reader.reads("Siti Contohwati", "Valid", "Worked out today", "BNSP through LSP Contoh", "UTC+8")
    reader.misses("Berlaku", "Dihitung hari ini")
    assert reader.page.locator("html").get_attribute("lang") == "en"
    reader.open("/en/verify")
    reader.main.locator("#q-record").fill("00000 0000 0 9999999 2025")
    reader.press("Check")
    assert reader.path.startswith("/en/verify")
    reader.misses("belum tentu palsu")
    reader.reads("fake")
