"""Officers decide, and what they decide is seen everywhere at the next look."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.artisans import PASSWORD, join, next_number, submit_a_certificate
from tests.journeys.conftest import BOTH_ENDS, DESK, PHONE
from tests.journeys.officers import propose_to_revoke, second, type_from_photo
from tests.journeys.townsfolk import on_paper

pytestmark = pytest.mark.journey
REASON = "Foto belakang kurang jelas. Coba di dekat jendela."


@BOTH_ENDS
def test_from_the_queue_to_a_record_that_is_lost_and_given_back(visit, size, scripts):
    artisan = visit(PHONE, scripts)
    name = f"Rukmini {next_number()[-3:]}"
    join(artisan, name, next_number())
    submit_a_certificate(artisan, f"{name} Sari")
    artisan.site.work()

    officer = visit(size, scripts)
    officer.sign_in("petugas@contoh.invalid")
    officer.open("/desk")
    officer.misses(name)
    officer.main.get_by_role("link", name="belum dibaca").last.click()
    expect(officer.main.locator(".view img, .rev img").first).to_be_visible()
    officer.press("Buka tanpa membaca")
    officer.reads(f"{name} Sari")
    officer.main.locator("[name=reason]").fill(REASON)
    officer.main.locator("summary", has_text="Apa yang harus diperbaiki?").click()
    officer.choose("fields", "scan_front")
    officer.press("Minta perbaikan")
    officer.reads("Keputusan tersimpan")
    case = officer.path

    artisan.open("/studio/certificates")
    artisan.main.locator("h2 a").first.click()
    artisan.reads(REASON)
    artisan.follow("Perbaiki dan kirim lagi")
    artisan.press("Kirim untuk diperiksa")
    artisan.reads("3 hari kerja")

    officer.open(case)
    type_from_photo(officer, on_paper(officer.site, int(case.rpartition("/")[2])))
    for box in officer.main.locator("input[name=seen]").all():
        box.check(force=True)
    officer.choose("method", "city_list")
    officer.main.locator("[name=note]").fill("Nama akun adalah nama panggilan.")
    officer.press("Setujui catatan")
    officer.reads("Keputusan tersimpan")
    record = officer.main.locator('a[href^="/c/BTG-"]').first.get_attribute("href")

    reader = visit(PHONE, False)
    reader.open(record)
    reader.reads("Berlaku", "Dihitung hari ini")
    for button, words in (("Bekukan", "Dibekukan"), ("Pulihkan", "Berlaku"), ("Cabut", "Dicabut")):
        officer.open(case)
        officer.main.locator("[name=reason]").fill("Menunggu keterangan LSP.")
        if button == "Cabut":
            propose_to_revoke(officer)
        else:
            officer.main.get_by_role("button", name=button, exact=True).click()
        if button == "Cabut":
            officer.reads("petugas kedua")
            second(visit, case)
        else:
            officer.reads("Keputusan tersimpan")
        reader.page.goto(reader.site.url + record + f"?{button}")
        expect(reader.main.locator(".paper__status b")).to_have_text(words)
    reader.misses("Menunggu keterangan LSP.")


def test_an_administrator_invites_an_officer_who_opens_the_account(visit):
    admin = visit(DESK)
    admin.sign_in("admin@contoh.invalid")
    admin.open("/desk/accounts")
    admin.main.locator("[name=email]").fill("baru@contoh.invalid")
    admin.choose("role", "officer")
    admin.press("Kirim undangan")
    letter = admin.site.letters("baru@contoh.invalid")[-1]
    link = re.search(r"http://\S+", letter)
    assert link is not None
    invited = visit(DESK)
    invited.page.goto(link[0])
    invited.main.locator("[name=name]").fill("Petugas Baru")
    invited.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    invited.choose("data_processing", "1")
    invited.press("Buka akun saya")
    expect(invited.page).not_to_have_url(link[0])
    invited.open("/desk")
    invited.reads("Antrean verifikasi")
    again = visit(DESK)
    again.page.goto(link[0])
    assert again.main.locator("[name=password]").count() == 0
