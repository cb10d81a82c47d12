"""Saving a bag while something of it is still on its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.makers import held

pytestmark = pytest.mark.journey


def test_saving_waits_for_the_photos_and_then_goes_on(maker):
    artisan = maker()
    artisan.page.context.set_offline(True)
    artisan.choose(1)
    artisan.visitor.reads("Satu foto menunggu sinyal")
    artisan.page.locator("[name=title]").fill("Tote Baru")
    artisan.visitor.press("Simpan draf")
    artisan.visitor.reads("Penyimpanan berlanjut sendiri")
    artisan.page.context.set_offline(False)
    artisan.visitor.reads("Tersimpan.")
    assert artisan.order() == [1]
    expect(artisan.page.locator("[name=title]")).to_have_value("Tote Baru")


def test_saving_waits_for_the_answer_of_a_draft_that_is_being_kept(maker):
    artisan = maker()
    held = []
    artisan.page.route("**/autosave", lambda route: held.append((route, route.fetch())))
    artisan.page.locator("[name=title]").fill("Tote Baru")
    artisan.until(lambda: len(held) == 1)
    artisan.visitor.press("Simpan draf")
    route, answer = held[0]
    route.fulfill(response=answer)
    artisan.visitor.reads("Tersimpan.")
    expect(artisan.page.locator("[name=title]")).to_have_value("Tote Baru")


def test_saving_does_not_go_on_over_a_photo_that_was_refused(maker):
    artisan = maker()
    artisan.page.context.set_offline(True)
    text = {"name": "catatan.jpg", "mimeType": "image/jpeg", "buffer": b"dear diary"}
    artisan.page.locator("input[type=file]").set_input_files([text])
    artisan.visitor.reads("Satu foto menunggu sinyal")
    artisan.page.locator("[name=title]").fill("Tote Baru")
    artisan.visitor.press("Simpan draf")
    artisan.visitor.reads("Penyimpanan berlanjut sendiri")
    artisan.page.context.set_offline(False)
    expect(artisan.page.locator(".ph--err")).to_contain_text("Berkas ini bukan foto")
    expect(artisan.page.locator(".ph--err")).to_be_focused()
    artisan.visitor.reads("Belum disimpan: satu foto belum terkirim")
    artisan.visitor.press("Simpan draf")
    artisan.visitor.reads("Tersimpan.")


def test_a_photo_button_pressed_meanwhile_works_although_it_was_drawn_anew(maker):
    artisan = maker()
    artisan.choose(1, 2)
    artisan.sees(sent=2, queued=0)
    go_on, waiting = held(artisan.page)
    artisan.choose(3)
    artisan.until(waiting.__len__)
    move = artisan.page.get_by_role("button", name="Foto 2: geser ke depan")
    move.click()
    artisan.visitor.reads("Penyimpanan berlanjut sendiri")
    move.evaluate("button => button.replaceWith(button.cloneNode(true))")
    go_on()
    artisan.page.wait_for_url("**/edit#photo-*")
    artisan.sees(sent=3, queued=0)
    assert artisan.order() == [2, 1, 3]
