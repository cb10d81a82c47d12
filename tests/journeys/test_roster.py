"""A list of 26 results: brought, checked and imported by an officer, then claimed by those who stand on it."""

from __future__ import annotations

import re
from itertools import count
from time import perf_counter

import pytest
from playwright.sync_api import expect

from tests.adapters.spreadsheets.broken import BROKEN
from tests.journeys import listfolk, townsfolk
from tests.journeys.conftest import DESK, EVERY_WAY, PHONE
from tests.journeys.sights import Sights

pytestmark = pytest.mark.journey
NUMBERS = count(8000)
PEOPLE = 26


def bring(officer, rows, event):
    """The four steps of an import; a broken file is refused first, with what was typed kept."""
    officer.open("/desk/rosters")
    officer.follow("Impor daftar")
    for name, words in {
        "event": event,
        "body_name": "LSP Contoh",
        "body_licence_no": "BNSP-LSP-000-ID",
        "scheme": "Pembuatan Tas Rajut (contoh)",
        "issue_date": "31 Oktober 2025",
        "units": "CONTOH.000.003 Merajut badan tas",
    }.items():
        officer.main.locator(f"[name={name}]").fill(words)
    file = officer.main.locator("input[type=file]")
    file.set_input_files({"name": "hasil.xlsx", "mimeType": "", "buffer": BROKEN["an entity bomb"][0]()})
    officer.press("Baca berkas")
    expect(officer.main.locator("#file-error")).to_be_visible()
    assert officer.main.locator("[name=event]").input_value() == event
    file.set_input_files({"name": "hasil.xlsx", "mimeType": "", "buffer": listfolk.xlsx(rows)})
    officer.press("Baca berkas")
    officer.reads("Nomor identitas (NIK)", "Tanggal lahir")
    officer.misses(listfolk.nik(1)[:12])
    officer.press("Periksa baris")
    officer.reads("Belum kompeten (BK)")
    officer.main.get_by_role("button", name=f"Impor {len(rows)} baris").click()
    officer.reads(f"{len(rows)} baris diimpor")


def claim(artisan, number):
    """Two fields, and the record is public."""
    artisan.open("/studio/certificates")
    artisan.follow(re.compile("klaim", re.IGNORECASE))
    artisan.main.locator("[name=number]").fill(listfolk.certificate_no(number))
    artisan.main.locator("[name=fact]").fill(listfolk.born(number))
    artisan.press("Klaim")
    artisan.reads("Sertifikat Anda cocok dengan daftar LSP")


@EVERY_WAY
def test_a_list_is_imported_and_a_row_of_it_claimed(visit, site, size, scripts):
    maker = townsfolk.open_shop(site)
    hers, absent = next(NUMBERS), next(NUMBERS)
    event = f"Pelatihan {hers} (contoh)"
    officer = visit(size, scripts)
    officer.enter(Sights(site).account("officer"))
    not_yet = f"Belum Lulusan {absent}"
    bring(officer, [listfolk.line(hers, maker.name), listfolk.line(absent, not_yet, "BK")], event)

    artisan = visit(size, scripts)
    artisan.enter(maker.account_id)
    artisan.open("/studio/certificates/claim")
    artisan.main.locator("[name=number]").fill(listfolk.certificate_no(hers))
    artisan.main.locator("[name=fact]").fill("1-1-1970")
    artisan.press("Klaim")
    artisan.reads("Sisa kesempatan: 4")
    assert artisan.main.locator("[name=number]").input_value() == listfolk.certificate_no(hers)
    assert artisan.main.locator("[name=fact]").input_value() == ""
    claim(artisan, hers)

    record = artisan.main.locator('a[href^="/c/BTG-"]').first.get_attribute("href")
    reader = visit(PHONE, False)
    reader.open(record)
    reader.reads(maker.name, "Berlaku", "daftar hasil")
    officer.open("/desk/rosters")
    officer.follow(event)
    officer.reads(not_yet)
    expect(officer.main.locator("td a", has_text="Sudah dicocokkan petugas")).to_have_count(1)


@pytest.mark.slow
def test_all_of_a_list_of_26_claim_in_the_browser(visit, site, record_property):
    makers = [(townsfolk.open_shop(site), next(NUMBERS)) for _ in range(PEOPLE)]
    rows = [listfolk.line(number, maker.name) for maker, number in makers]
    rows[1:1] = [listfolk.line(next(NUMBERS), "Belum Lulusan Angkatan", "BK")]
    officer = visit(DESK)
    officer.enter(Sights(site).account("officer"))
    began = perf_counter()
    bring(officer, rows, "Angkatan 26 (contoh)")
    imported = perf_counter() - began
    artisan = visit(PHONE, False)
    for maker, number in makers:
        artisan.page.context.clear_cookies()
        artisan.enter(maker.account_id)
        claim(artisan, number)
    claimed = perf_counter() - began - imported
    record_property("seconds", (round(imported, 1), round(claimed, 1)))
    officer.open(officer.path)
    expect(officer.main.locator(".row--l").first).to_contain_text(str(PEOPLE))
    reader = visit(PHONE, False)
    for maker, number in makers:
        reader.open(f"/verify?q={listfolk.certificate_no(number)}")
        reader.reads(maker.name, "Berlaku")
