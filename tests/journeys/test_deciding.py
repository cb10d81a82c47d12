"""What an officer sees of the paper, where a decision is felt, and how a colleague secures the new account."""

from __future__ import annotations

import re
from dataclasses import replace

import pyotp
import pytest
from playwright.sync_api import expect

from tests.journeys import townsfolk
from tests.journeys.artisans import PASSWORD
from tests.journeys.conftest import BOTH_ENDS, DESK, EVERY_WAY
from tests.journeys.officers import propose_to_revoke, second, type_from_photo
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey


@BOTH_ENDS
def test_the_paper_can_be_turned_over_and_enlarged(visit, site, size, scripts):
    maker = townsfolk.open_shop(site)
    case = townsfolk.submit_certificate(site, maker)
    officer = visit(size, scripts)
    officer.enter(Sights(site).account("officer"))
    officer.open(f"/desk/certificates/{case}")
    view = officer.main.locator("[data-viewer]")
    photo = view.get_by_role("img")
    expect(photo).to_be_visible()
    view.get_by_role("link", name="Belakang").click()
    expect(officer.page).to_have_url(re.compile("side=back"))
    if scripts:
        before = photo.bounding_box()
        for button in ("Perbesar", "Perbesar", "Putar", "Putar"):
            view.get_by_role("button", name=button, exact=True).click()
        expect(view.locator("[data-zoom-shown]")).to_have_text("160%")
        after = photo.bounding_box()
        assert before and after and after["width"] > before["width"] * 1.5
    else:
        view.get_by_role("link", name="150%").click()
        expect(officer.page).to_have_url(re.compile("side=back.*zoom=150"))
    original = view.locator("a[target=_blank]").get_attribute("href")
    answer = officer.page.context.request.get(f"{site.url}{original}")
    assert answer.ok and answer.headers["content-type"].startswith("image/")


@BOTH_ENDS
def test_a_badge_is_felt_on_the_bag_in_the_list_and_in_the_filter(visit, site, size, scripts):
    maker = townsfolk.open_shop(site)
    bag = townsfolk.show_bag(site, maker, f"Tote Dermaga {maker.artisan_id}")
    case = townsfolk.submit_certificate(site, maker)
    townsfolk.cover(site, case, bag)
    listed = f"/products?q={maker.name}"
    officer = visit(size, scripts)
    officer.enter(Sights(site).account("officer"))

    def decide(button: str) -> None:
        officer.open(f"/desk/certificates/{case}")
        if button == "Setujui catatan":
            type_from_photo(officer, townsfolk.on_paper(site, case))
            for box in officer.main.locator("input[name=seen]").all():
                box.check(force=True)
            officer.choose("method", "city_list")
        else:
            officer.main.locator("[name=reason]").fill("Menunggu keterangan LSP.")
        if button == "Cabut":
            propose_to_revoke(officer)
            officer.reads("petugas kedua")
            badge_is_shown(True)
            second(visit, f"/desk/certificates/{case}")
            return
        officer.main.get_by_role("button", name=button, exact=True).click()
        officer.reads("Keputusan tersimpan")

    def badge_is_shown(expected: bool) -> None:
        buyer = visit(size, scripts)  # somebody new: a browser may keep a public page for a minute
        for page in (bag, listed):
            buyer.open(page)
            expect(buyer.main.locator(".cap.is-ok").first).to_be_visible(visible=expected)
        buyer.open(f"{listed}&certified=1")
        expect(buyer.main.locator("[data-list] .card")).to_have_count(int(expected))

    badge_is_shown(False)
    for button, badge in (
        ("Setujui catatan", True),
        ("Bekukan", False),
        ("Pulihkan", True),
        ("Cabut", False),
    ):
        decide(button)
        badge_is_shown(badge)
    record = officer.main.locator('a[href^="/c/BTG-"]').first.get_attribute("href")
    buyer = visit(size, scripts)
    buyer.open(record)
    expect(buyer.page.locator("h1")).to_have_text(maker.name)
    buyer.reads("Dicabut")


@EVERY_WAY
def test_a_letter_that_differs_is_seen_and_explained(visit, site, size, scripts):
    maker = townsfolk.open_shop(site)
    case = townsfolk.submit_certificate(site, maker)
    officer = visit(size, scripts)
    officer.enter(Sights(site).account("officer"))
    officer.open("/desk")
    officer.misses(maker.name)
    officer.follow(f"Foto {case}, belum dibaca")
    expect(officer.page).to_have_url(f"{site.url}/desk/certificates/{case}/read")
    officer.misses(maker.name)
    paper = townsfolk.on_paper(site, case)
    type_from_photo(officer, replace(paper, holder_name=paper.holder_name.replace("Wati", "Watti")))
    officer.reads(maker.name, "Beda")
    expect(officer.main.locator("mark")).to_have_text("t")
    for box in officer.main.locator("input[name=seen]").all():
        box.check(force=True)
    officer.choose("method", "qr_scan")
    officer.press("Setujui catatan")
    expect(officer.main.locator("#note-error")).to_be_visible()
    officer.main.locator("#note").fill("LSP salah cetak; sudah ditanyakan.")
    officer.press("Setujui catatan")
    officer.reads("Keputusan tersimpan", "LSP salah cetak")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_colleague_sets_up_the_second_step_and_comes_back_with_a_recovery_code(visit, site, scripts):
    link = Sights(site).invitation
    colleague = visit(DESK, scripts)
    colleague.open(link)
    email = colleague.main.locator("#username").input_value()
    colleague.main.locator("[name=name]").fill("Petugas Baru")
    colleague.main.locator("[name=password]").fill(PASSWORD)
    colleague.choose("data_processing", "1")
    colleague.press("Buka akun saya")
    expect(colleague.page).to_have_url(f"{site.url}/desk")
    colleague.open("/account/second-factor")
    colleague.main.locator("#current").fill(PASSWORD)
    colleague.press("Pasang")
    secret = colleague.main.locator("strong.num").inner_text().replace(" ", "")
    colleague.main.locator("#code").fill(pyotp.TOTP(secret).at(site.box.clock()))
    colleague.press("Aktifkan")
    (code, *_) = colleague.texts("ul.num > li")
    again = visit(DESK, scripts)
    again.sign_in(email, PASSWORD)
    expect(again.page).to_have_url(re.compile("/account/second-factor"))
    again.main.locator("#code").fill(code)
    again.main.locator("form button").first.click()
    expect(again.page).to_have_url(f"{site.url}/desk")
