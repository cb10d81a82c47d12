"""What every artisan does once: open an account, say who she is, send her paper, write her first bag."""

from __future__ import annotations

import re
from itertools import count

from playwright.sync_api import expect

from tests.journeys.people import PHOTOS, Visitor

PASSWORD = "empat kata yang mudah"
_numbers = count(1)


def next_number() -> str:
    """A mobile number nobody has yet on this site."""
    return f"0813{next(_numbers):08d}"


def join(artisan: Visitor, name: str, number: str) -> None:
    """Sign up, once refused for lack of consent with everything kept, and fill in the profile."""
    artisan.open("/sign-up")
    artisan.choose("role", "artisan")
    artisan.type("Nama", name.split()[0])
    artisan.type("Email atau nomor HP", number)
    artisan.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    assert artisan.main.locator("input[type=checkbox]:checked").count() == 0
    artisan.press("Daftar")
    artisan.choose("data_processing", "1")
    artisan.choose("show_profile", "1")
    assert artisan.main.locator("[name=name]").input_value() == name.split()[0]
    artisan.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    artisan.press("Daftar")
    if "/sign-in" in artisan.path or not artisan.path.startswith("/studio"):
        artisan.sign_in(number, PASSWORD)
    artisan.open("/studio/profile")
    artisan.main.locator("[name=name]").fill(name)
    artisan.choose("form_of_address", "bu")
    artisan.main.locator("[name=place_code]").select_option(label="Bontang Kuala")
    artisan.choose("techniques", "crochet")
    artisan.main.locator("[name=show_profile]").check(force=True)
    artisan.press("Simpan profil")
    artisan.reads("Profil Anda tersimpan")


def submit_a_certificate(artisan: Visitor, name: str) -> None:
    """Send the paper, once refused for what is missing with the photo kept."""
    artisan.open("/studio/certificates/new")
    artisan.main.locator("[name=consent]").check(force=True)
    artisan.main.locator("[name=scan_front]").set_input_files(PHOTOS / "kotak-a.jpg")
    artisan.main.locator("[name=paper][value=bnsp]").check()
    artisan.main.locator("[name=certificate_no]").fill(f"00000 0000 0 {next(_numbers) + 5000:07d} 2025")
    artisan.main.locator("[name=holder_name]").fill(name)
    artisan.press("Kirim untuk diperiksa")
    artisan.reads("Foto ini sudah sampai")
    for name, text in {
        "scheme": "Pembuatan Tas Rajut (contoh)",
        "body_name": "LSP Contoh",
        "issue_date": "31 Oktober 2025",
        "unit_title": "Merajut badan tas",
    }.items():
        artisan.main.locator(f"[name={name}]").first.fill(text)
    artisan.choose("term", "three_years")
    artisan.press("Kirim untuk diperiksa")
    artisan.reads("3 hari kerja")


def write_a_bag(artisan: Visitor, title: str, *, scripts: bool) -> None:
    """Publish a bag, once refused for its price with everything typed and every photo kept."""
    artisan.open("/studio/listings/new")
    artisan.press("Mulai dari foto")
    artisan.page.wait_for_url(re.compile("/edit$"))
    artisan.page.wait_for_load_state("load")  # the script that sends photos one by one is there by then
    files = [PHOTOS / "pouch-a.jpg", PHOTOS / "pouch-c.jpg"]
    artisan.main.locator("[name=photos]").set_input_files(files)
    if scripts:
        expect(artisan.main.locator(".ph[id^=photo-]")).to_have_count(2)
    artisan.main.locator("[name=title]").fill(title)
    artisan.main.locator("[name=price]").fill("harga teman")
    artisan.main.get_by_role("button", name="Terbitkan").click()
    expect(artisan.page).to_have_title(re.compile("^Kesalahan:"))
    assert artisan.main.locator("[name=price]").input_value() == "harga teman"
    assert artisan.main.locator("[name=title]").input_value() == title
    expect(artisan.main.locator(".ph[id^=photo-]")).to_have_count(2)
    artisan.main.locator("[name=price]").fill("125rb")
    artisan.choose("availability", "ready")
    artisan.choose("bag_type", "tote")
    artisan.choose("technique", "crochet")
    artisan.choose("materials", "cotton")
    artisan.choose("colours", "green")
    artisan.choose("made_by", "self")
    _measure(artisan)
    artisan.site.work()
    artisan.main.get_by_role("button", name="Terbitkan").click()
    artisan.reads("tampil")


def write_a_draft(helper: Visitor, title: str) -> None:
    """Fill in all that a helper may say of a bag; nothing is pressed at the end."""
    helper.open("/studio/listings/new")
    helper.press("Mulai dari foto")
    helper.page.wait_for_url(re.compile("/edit$"))
    helper.page.wait_for_load_state("load")
    helper.main.locator("[name=photos]").set_input_files([PHOTOS / "pouch-a.jpg"])
    helper.main.locator("[name=title]").fill(title)
    helper.main.locator("[name=price]").fill("125rb")
    for name, value in {
        "availability": "ready",
        "bag_type": "tote",
        "technique": "crochet",
        "materials": "cotton",
        "colours": "green",
    }.items():
        helper.choose(name, value)
    _measure(helper)


def _measure(person: Visitor) -> None:
    for name, size in {"length_cm": "34", "width_cm": "10", "height_cm": "30"}.items():
        person.main.locator(f"[name={name}]").fill(size)
