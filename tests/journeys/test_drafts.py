"""What is typed survives a dead network, is sent once by pressing again, and leaves with whoever signs out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from marketplace.inquiries.models import Message, Thread
from tests.journeys import townsfolk
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey
WORDS = "Apakah talinya bisa lebih panjang, Bu?"
KEPT = "Tulisan ini belum terkirim. Tersimpan di perangkat ini."

LOST = """() => {
  const form = document.querySelector("[data-say]");
  return fetch(form.action, { method: "POST", body: new FormData(form) }).then((answer) => answer.status);
}"""

GROW_OLD = """() => {
  const name = Object.keys(localStorage).find((one) => one.startsWith("draft:say:"));
  const draft = JSON.parse(localStorage.getItem(name));
  localStorage.setItem(name, JSON.stringify({ ...draft, at: draft.at - 31 * 86400e3 }));
}"""


def drafts(person) -> list[str]:
    return person.page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:'))")


def test_a_draft_survives_a_dead_network_and_is_sent_once(visit, site):
    maker = townsfolk.open_shop(site)
    bag = townsfolk.show_bag(site, maker, f"Tas Draf {maker.name}")
    buyer = visit(PHONE, True)
    buyer.open(bag)
    field = buyer.main.locator("#ask-message")
    field.fill(WORDS)
    buyer.page.reload()
    buyer.reads(KEPT)
    expect(field).to_have_value(WORDS)
    buyer.main.locator("#ask-name").fill("Rina")
    buyer.main.locator("#ask-contact").fill("0812-7777-1234")
    buyer.page.context.set_offline(True)
    buyer.main.get_by_role("button", name="Kirim pesan").click()
    buyer.reads("Tidak ada sambungan: belum terkirim.")
    expect(field).to_have_value(WORDS)
    buyer.page.context.set_offline(False)
    buyer.press("Kirim pesan")
    buyer.reads("Pesan terkirim ke", WORDS)
    assert drafts(buyer) == []

    talk = buyer.page.url
    again = buyer.main.locator("#message")
    again.fill("Dan warnanya?")
    assert (
        "/inquiries/" not in "".join(drafts(buyer)) and talk.rpartition("/")[2][:20] not in drafts(buyer)[0]
    )
    mark = buyer.main.locator("[name=once]").input_value()
    assert buyer.page.evaluate(LOST) == 200, "the message arrives, and the page does not hear of it"
    buyer.press("Kirim pesan")
    buyer.reads("Dan warnanya?")
    assert drafts(buyer) == [], "it had arrived, and was not forgotten"
    with site.change() as session:
        marks = [one.once for one in session.query(Message).join(Thread).order_by(Message.id)]
        assert marks.count(mark) == 1

    again.fill("Tidak jadi")
    buyer.page.evaluate(GROW_OLD)
    buyer.page.reload()
    expect(again).to_have_value("")
    assert drafts(buyer) == [], "a draft of last month"
    again.fill("Tidak jadi")
    buyer.page.reload()
    buyer.reads(KEPT)
    buyer.main.get_by_role("button", name="Buang draf").click()
    expect(again).to_have_value("")
    assert drafts(buyer) == []


def test_whoever_signs_out_leaves_no_draft_on_the_device(visit, site):
    maker = townsfolk.open_shop(site)
    bag = townsfolk.show_bag(site, maker, f"Tas Keluar {maker.name}")
    artisan = visit(PHONE, True)
    artisan.enter(maker.account_id)
    artisan.open(bag)
    artisan.main.locator("#ask-message").fill(WORDS)
    assert len(drafts(artisan)) == 1
    artisan.open("/account")
    artisan.main.get_by_role("button", name="Keluar").first.click()
    artisan.page.wait_for_load_state()
    assert drafts(artisan) == []
