"""Checks as people make them: an officer writes one down with its evidence, a body confirms its holder."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from marketplace.certificates.rules import Status
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.people import PHOTOS
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey


def test_an_officer_records_a_check_with_its_evidence(visit, site):
    sights = Sights(site)
    case = sights.certificate(Status.VERIFIED)
    officer = visit(DESK, True)
    officer.enter(sights.account("officer"))
    officer.open("/desk/rechecks")
    officer.reads("Periksa ulang")
    officer.open(f"/desk/certificates/{case}")
    officer.main.locator("summary", has_text="Catat pemeriksaan").click()
    officer.choose("source", "portal_bnsp")
    officer.choose("outcome", "match")
    officer.main.locator("#remark").fill("Nama dan nomor sama.")
    officer.main.locator("#evidence").set_input_files(next(iter(sorted(PHOTOS.glob("*.jpg")))))
    officer.press("Catat")
    officer.reads("Pemeriksaan sudah dicatat", "Nama dan nomor sama.")
    site.work()
    officer.open(f"/desk/certificates/{case}")
    picture = officer.main.get_by_role("link", name="Bukti, halaman 1").first.get_attribute("href")
    answer = officer.page.context.request.get(f"{site.url}{picture}")
    assert answer.ok and answer.headers["content-type"].startswith("image/")
    record = officer.main.locator('a[href^="/c/BTG-"]').first.get_attribute("href")
    buyer = visit(PHONE, False)
    buyer.open(record)
    buyer.reads("Diperiksa lagi", "Dicari di portal BNSP")
    buyer.misses("Nama dan nomor sama.")


def test_somebody_of_the_body_confirms_a_holder_and_denies_another(visit, site):
    sights = Sights(site)
    person = visit(PHONE, False)
    person.enter(sights.issuer)
    person.open("/lsp")
    panels = person.main.locator("article")
    expect(panels.first).to_be_visible()
    name = panels.first.locator("h2").inner_text()
    panels.first.get_by_role("button", name="Konfirmasi").click()
    person.reads(f"Tercatat untuk {name}")
    other = person.main.locator("article").first
    expect(other.locator("h2")).not_to_have_text(name)
    other.locator("summary").click()
    other.get_by_role("button", name="Beri tahu petugas").click()
    person.reads("Tulis apa yang berbeda")
    person.main.locator("textarea").first.fill("Nomor ini milik orang lain.")
    person.main.get_by_role("button", name=re.compile("Beri tahu petugas")).first.click()
    person.reads("Tercatat untuk")
    person.open("/desk")
    expect(person.page.locator("h1")).not_to_have_text(re.compile("Verifikasi"))
    officer = visit(DESK, False)
    officer.enter(sights.account("officer"))
    officer.open("/desk/rechecks")
    officer.reads("Nomor ini milik orang lain.", "petugas LSP")
