"""Photos on their way: the line dies, the page is loaded again, an answer is lost, the browser is killed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from marketplace.listings.models import Listing
from tests.factories import photographs
from tests.journeys.conftest import DESK, PHONE, QUIET
from tests.journeys.makers import FIRSTS, QUEUED, SENT, Maker, draft, held, unanswered
from tests.journeys.people import Visitor

pytestmark = pytest.mark.journey
BOTH_SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@BOTH_SIZES
def test_without_a_signal_photos_wait_and_go_on_by_themselves(maker, size):
    artisan = maker(size)
    artisan.page.context.set_offline(True)
    artisan.choose(1, 2, 3)
    expect(artisan.page.get_by_text("3 foto menunggu sinyal")).to_be_visible()
    artisan.visitor.reads("boleh ditutup")
    expect(artisan.page.locator(f"{QUEUED} .ph__load")).to_have_text(["Menunggu sinyal"] * 3)
    artisan.page.context.set_offline(False)
    artisan.sees(sent=3, queued=0)
    expect(artisan.page.locator("[data-queue]")).to_have_text("")
    expect(artisan.page.locator("[data-add]")).to_contain_text("sisa 7")
    assert artisan.order() == [1, 2, 3]
    assert artisan.kept() == 0


@BOTH_SIZES
def test_a_reload_in_the_middle_loses_nothing(maker, size):
    artisan = maker(size)
    artisan.choose(1, 2)
    artisan.sees(sent=2, queued=0)
    artisan.page.route("**/photos", lambda route: route.abort())
    artisan.choose(3, 4, 5)
    artisan.visitor.reads("3 foto menunggu sinyal")
    artisan.page.reload()
    artisan.sees(sent=2, queued=3)
    assert artisan.kept() == 3
    artisan.page.unroute("**/photos")
    artisan.page.reload()
    artisan.sees(sent=5, queued=0)
    assert artisan.order() == [1, 2, 3, 4, 5]
    assert artisan.kept() == 0


def test_a_lost_answer_makes_no_second_photo(maker):
    artisan = maker()
    lost = unanswered(artisan.page, 1)
    artisan.choose(1, 2)
    artisan.sees(sent=2, queued=0)
    assert lost == [201]
    assert artisan.order() == [1, 2]


def test_a_lost_answer_and_a_reload_make_no_second_photo(maker):
    artisan = maker()
    lost = unanswered(artisan.page, 100)
    artisan.choose(1, 2)
    artisan.visitor.reads("2 foto menunggu sinyal")
    assert lost[0] == 201
    artisan.open()
    artisan.sees(sent=1, queued=2)
    again = artisan.page.context.new_page()  # the other one's answers are lost for ever
    artisan.page.close()
    artisan.visitor.page = again
    artisan.open()
    artisan.sees(sent=2, queued=0)
    assert artisan.order() == [1, 2]
    assert artisan.kept() == 0


@contextmanager
def browser_of_her_own(program: str, chromium: Browser, folder: Path) -> Iterator[Browser]:
    """A browser with a profile that stays; at the end it is killed, not closed."""
    process = subprocess.Popen(
        [program, *QUIET, "--headless", "--remote-debugging-port=0", f"--user-data-dir={folder}"],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    try:
        at = next(line.split()[-1] for line in process.stderr if line.startswith("DevTools listening on"))
        yield chromium.browser_type.connect_over_cdp(at)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)


def test_a_killed_browser_brings_them_back(program, chromium, site, tmp_path):
    code, account = draft(site)
    first = next(FIRSTS)
    for killed_in_the_middle in (True, False):
        with browser_of_her_own(program, chromium, tmp_path) as browser:
            visitor = Visitor(browser.contexts[0].new_page(), site)
            visitor.enter(account)
            artisan = Maker(visitor, code, first)
            artisan.open()
            if killed_in_the_middle:
                _, waiting = held(artisan.page)
                artisan.choose(1, 2, 3)
                artisan.until(waiting.__len__)  # the server has the first one, and the browser does not know
                assert artisan.kept() == 3
            else:
                artisan.sees(sent=3, queued=0)
                assert artisan.kept() == 0
    assert artisan.order() == [1, 2, 3]


def test_the_order_is_the_chosen_one_whatever_is_sent_again(maker):
    artisan = maker(DESK)
    artisan.choose(1)
    artisan.sees(sent=1, queued=0)
    fails = iter([True, True, True, False, True, True, True])
    artisan.page.route(
        "**/photos",
        lambda route: route.fulfill(status=429, body="") if next(fails, False) else route.continue_(),
    )
    artisan.choose(2, 3, 4, 5)
    expect(artisan.page.locator(".ph--err")).to_have_count(2, timeout=40_000)
    artisan.sees(sent=3, queued=2)
    assert artisan.order() == [1, 3, 5]
    artisan.page.get_by_role("button", name="Coba lagi: IMG_4.jpg").click()
    artisan.sees(sent=4, queued=1)
    artisan.page.reload()  # the one that failed comes back to its place, and is sent by itself
    artisan.sees(sent=5, queued=0)
    assert artisan.order() == [1, 2, 3, 4, 5]
    labels = artisan.page.locator(f"{SENT} .ph__words label")
    expect(labels).to_have_text([f"Apa yang terlihat di foto {number}?" for number in range(1, 6)])
    expect(artisan.page.locator(".ph__flag")).to_have_count(1)


def test_the_first_one_sent_last_is_still_the_cover(maker):
    artisan = maker()
    fails = iter([True, True, True])
    artisan.page.route(
        "**/photos",
        lambda route: route.fulfill(status=429, body="") if next(fails, False) else route.continue_(),
    )
    artisan.choose(1, 2)
    expect(artisan.page.locator(".ph--err")).to_have_count(1)
    artisan.sees(sent=1, queued=1)
    artisan.page.get_by_role("button", name="Coba lagi: IMG_1.jpg").click()
    artisan.sees(sent=2, queued=0)
    assert artisan.order() == [1, 2]
    expect(artisan.page.locator(".ph__flag")).to_have_count(1)
    expect(artisan.page.locator(SENT).first.locator(".ph__flag")).to_have_count(1)
    expect(artisan.page.locator("button[name=move]:disabled")).to_have_count(2)


def test_cancelling_works_while_waiting_sending_and_after_a_failure(maker):
    artisan = maker()
    artisan.page.context.set_offline(True)
    artisan.choose(1, 2, 3)
    artisan.visitor.reads("3 foto menunggu sinyal")
    buttons = [artisan.page.get_by_role("button", name=f"Batalkan: IMG_{number}.jpg") for number in (1, 2, 3)]
    buttons[0].press("Enter")  # the one whose turn it is
    expect(buttons[1]).to_be_focused()
    buttons[2].click()
    artisan.visitor.reads("Satu foto menunggu sinyal")
    assert artisan.kept() == 1
    artisan.page.context.set_offline(False)
    artisan.sees(sent=1, queued=0)
    artisan.page.route("**/photos", lambda route: route.fulfill(status=429, body=""))
    artisan.choose(4)
    expect(artisan.page.locator(".ph--err")).to_have_count(1)
    artisan.page.get_by_role("button", name="Batalkan: IMG_4.jpg").click()
    artisan.sees(sent=1, queued=0)
    artisan.page.reload()
    artisan.sees(sent=1, queued=0)
    assert artisan.order() == [2]


def test_what_is_cancelled_too_late_to_stop_is_taken_back(maker):
    artisan = maker()
    go_on, waiting = held(artisan.page)
    artisan.choose(1)
    artisan.until(waiting.__len__)
    artisan.page.get_by_role("button", name="Batalkan: IMG_1.jpg").click()
    artisan.sees(sent=0, queued=0)
    assert artisan.order() == [1]
    with artisan.page.expect_response("**/take-back"):
        go_on()
    assert artisan.order() == []


def test_two_windows_send_each_photo_once_and_a_cancelled_one_never(maker):
    artisan = maker()
    artisan.page.route("**/photos", lambda route: route.abort())
    artisan.choose(1, 2, 3)
    expect(artisan.page.get_by_text("3 foto menunggu sinyal")).to_be_visible()
    other = Maker(Visitor(artisan.page.context.new_page(), artisan.visitor.site), artisan.code, artisan.first)
    other.open()
    other.sees(sent=0, queued=3)  # it has a signal, and leaves them to the first window
    artisan.page.get_by_role("button", name="Batalkan: IMG_2.jpg").click()
    expect(artisan.page.get_by_text("2 foto menunggu sinyal")).to_be_visible()
    artisan.until(lambda: artisan.kept() == 2)
    artisan.page.close()
    other.sees(sent=2, queued=0)
    assert other.order() == [1, 3]
    assert other.kept() == 0


def test_a_session_that_has_ended_keeps_the_photo_until_the_next_one(maker, site):
    artisan = maker()
    with site.change() as session:
        account = session.query(Listing).filter_by(code=artisan.code).one().artisan.account_id
    artisan.page.context.clear_cookies()
    artisan.choose(1)
    expect(artisan.page.locator(".ph--err")).to_be_visible()
    artisan.visitor.reads("masuk bila diminta", "tersimpan di HP ini")
    artisan.visitor.enter(account)
    artisan.open()
    artisan.sees(sent=1, queued=0)
    assert artisan.order() == [1]


def test_what_the_server_refuses_is_said_and_not_kept(maker):
    artisan = maker()
    text = {"name": "catatan.jpg", "mimeType": "image/jpeg", "buffer": b"dear diary"}
    artisan.page.locator("input[type=file]").set_input_files([text])
    expect(artisan.page.locator(".ph--err")).to_contain_text("Berkas ini bukan foto")
    artisan.until(lambda: artisan.kept() == 0)
    artisan.page.get_by_role("button", name="Batalkan: catatan.jpg").click()
    artisan.sees(sent=0, queued=0)


def test_signing_out_forgets_what_was_kept(maker):
    artisan = maker(DESK)
    artisan.page.route("**/photos", lambda route: route.abort())
    artisan.choose(1)
    artisan.visitor.reads("Satu foto menunggu sinyal")
    assert artisan.kept() == 1
    artisan.page.get_by_role("button", name="Keluar").first.click()
    artisan.page.wait_for_url("**/")
    assert artisan.kept() == 0


def test_photos_of_another_account_and_of_last_week_are_forgotten(maker, site):
    artisan = maker()
    artisan.page.route("**/photos", lambda route: route.abort())
    artisan.choose(1)
    artisan.visitor.reads("Satu foto menunggu sinyal")
    artisan.page.clock.install()
    artisan.page.clock.set_fixed_time(site.box.clock() + timedelta(days=8))
    artisan.open()
    artisan.sees(sent=0, queued=0)
    expect(artisan.page.locator(QUEUED)).to_have_count(0)
    assert artisan.kept() == 0


HEARD = """() => {
  const live = document.querySelector("[data-live]");
  window.heard = "";
  const watcher = new MutationObserver(() => { heard += live.textContent + " "; });
  watcher.observe(live, { childList: true, characterData: true });
}"""
"""What a screen reader was told, one after the other: which photo is ready last is chance."""


@BOTH_SIZES
def test_prepared_photos_appear_without_a_reload_and_nobody_is_disturbed(maker, size, site):
    artisan = maker(size)
    artisan.choose(1, 2)
    artisan.sees(sent=2, queued=0)
    words = artisan.page.locator(f"{SENT} .ph__words input").first
    words.fill("Tas biru dari dep")
    artisan.page.evaluate(HEARD)
    site.work()
    expect(artisan.page.locator(f"{SENT} .ph__img picture img")).to_have_count(2)
    artisan.page.wait_for_function("[1, 2].every(n => heard.includes(`Foto ${n} sudah siap.`))")
    expect(words).to_be_focused()
    words.press_sequentially("an")
    expect(words).to_have_value("Tas biru dari depan")
    expect(artisan.page.locator("[data-waiting]")).to_have_count(0)


def test_a_photo_that_cannot_be_prepared_says_so_without_a_reload(maker, site):
    artisan = maker()
    cut = {"name": "rusak.jpg", "mimeType": "image/jpeg", "buffer": photographs.cut_jpeg()}
    artisan.page.locator("input[type=file]").set_input_files([cut])
    artisan.sees(sent=1, queued=0)
    artisan.page.locator("button[name=delete]").focus()
    site.work()
    expect(artisan.page.locator(".ph--err")).to_contain_text("Foto ini rusak")
    expect(artisan.page.locator("[data-live]")).to_contain_text("Foto 1: Foto ini rusak")
    expect(artisan.page.locator("button[name=delete]")).to_be_focused()


@BOTH_SIZES
def test_without_a_script_the_page_says_how_to_see_the_pictures(maker, size, site):
    artisan = maker(size, scripts=False)
    artisan.choose(1, 2)
    artisan.visitor.press("Simpan draf")
    artisan.sees(sent=2, queued=0)
    artisan.visitor.reads("muncul setelah halaman ini dimuat ulang")
    site.work()
    artisan.visitor.follow("Muat ulang")
    expect(artisan.page.locator(f"{SENT} .ph__img picture img")).to_have_count(2)
    artisan.visitor.misses("muncul setelah halaman ini dimuat ulang")


def test_a_heavy_photo_leaves_the_phone_light_upright_and_without_its_place(maker, site):
    artisan = maker()
    heavy = {"name": "berat.jpg", "mimeType": "image/jpeg", "buffer": photographs.from_a_phone()}
    artisan.page.locator("input[type=file]").set_input_files([heavy])
    artisan.sees(sent=1, queued=0)
    with site.change() as session:
        bag = session.query(Listing).filter_by(code=artisan.code).one()
        with site.box.private_files.open(bag.photos[0].picture.original_key) as original:
            data = original.read()
    assert len(heavy["buffer"]) > 2_000_000
    assert len(data) <= 400_000
    sent = Image.open(BytesIO(data))
    assert (sent.width < sent.height, max(sent.size)) == (True, 1600)
    assert not sent.getexif()
    red, green, blue = sent.convert("RGB").getpixel((600, 20))
    assert red > 150 > green and blue < 100  # what was the left edge is the top


def test_what_the_browser_cannot_decode_goes_as_it_is(maker, site):
    artisan = maker()
    data = photographs.heic()
    artisan.page.locator("input[type=file]").set_input_files(
        [{"name": "IMG_1.heic", "mimeType": "image/heic", "buffer": data}]
    )
    artisan.sees(sent=1, queued=0)
    with site.change() as session:
        bag = session.query(Listing).filter_by(code=artisan.code).one()
        assert bag.photos[0].picture.digest == sha256(data).hexdigest()
