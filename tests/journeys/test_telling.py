"""A device asks to be told, shows what comes and opens its page, and gives it up again, that also without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from marketplace.adapters.push.memory import MemoryPusher
from marketplace.notices.models import PushSubscription
from tests.adapters.push.service import Device
from tests.journeys import townsfolk
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.journey
BROWSER = Device("telepon").browser
OTHER = Device("telepon-baru").browser
LISTENING = """
  Notification.requestPermission = async () => "%s";
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async (asked) => ({ toJSON: () => (
    { endpoint: asked.userVisibleOnly && asked.applicationServerKey.length === 65 ? "%s" : "",
      keys: { p256dh: "%s", auth: "%s" } }
  ) });
"""
"""The browsers of tests reach no push service and show nothing; what stands in for them answers as one that does."""
SHOWN = """async () => {
  const shown = [], opened = [];
  self.registration.showNotification = async (title, more) => shown.push({ title, ...more });
  self.clients.openWindow = async (address) => opened.push(address);
  const said = { title: "Terajut", body: "Ada pesan baru tentang tas", lang: "id", url: "/account/talks/1", tag: "t1" };
  const told = new PushEvent("push", { data: JSON.stringify(said) });
  self.dispatchEvent(told);
  while (!shown.length) await new Promise((go) => setTimeout(go));
  for (const data of ["https://evil.example/", "/account/talks/1"]) {
    self.dispatchEvent(Object.assign(new ExtendableEvent("notificationclick"), { notification: { close() {}, data } }));
  }
  while (!opened.length) await new Promise((go) => setTimeout(go));
  return { shown, opened };
}"""

CHANGED = """async (fresh) => {
  const given_up = [];
  const unsubscribe = async () => given_up.push(fresh.endpoint);
  self.registration.pushManager.subscribe = async (asked) => (
    { unsubscribe, toJSON: () => (asked.applicationServerKey === "a key" ? fresh : {}) }
  );
  let done;
  const change = Object.assign(new ExtendableEvent("pushsubscriptionchange"), {
    oldSubscription: { options: { applicationServerKey: "a key" } }, waitUntil: (work) => (done = work)
  });
  self.dispatchEvent(change);
  await done;
  return given_up;
}"""


@pytest.fixture
def pusher(site):
    site.box.pusher = MemoryPusher()
    yield site.box.pusher
    site.box.pusher = None


def test_a_device_is_told_only_after_a_press_and_a_yes(visit, site, pusher):
    maker = townsfolk.open_shop(site)
    artisan = visit(PHONE)
    artisan.enter(maker.account_id)
    page = artisan.page
    page.add_init_script(LISTENING % ("denied", BROWSER.endpoint, BROWSER.p256dh, BROWSER.auth))
    artisan.open("/account/notices/letters")
    assert page.context.service_workers == [], "nothing is begun before the press"
    artisan.press("Nyalakan di perangkat ini")
    artisan.reads("Peramban tidak diizinkan")
    page.add_init_script(LISTENING % ("granted", BROWSER.endpoint, BROWSER.p256dh, BROWSER.auth))
    artisan.open("/account/notices/letters")
    artisan.press("Nyalakan di perangkat ini")
    artisan.reads("Perangkat ini menerima pemberitahuan.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    seen = page.context.service_workers[0].evaluate(SHOWN)
    assert seen["shown"] == [
        {
            "title": "Terajut",
            "body": "Ada pesan baru tentang tas",
            "lang": "id",
            "tag": "t1",
            "data": "/account/talks/1",
        }
    ]
    assert seen["opened"] == [f"{site.url}/account/talks/1"]
    fresh = {"endpoint": OTHER.endpoint, "keys": {"p256dh": OTHER.p256dh, "auth": OTHER.auth}}
    worker = page.context.service_workers[0]
    assert worker.evaluate(CHANGED, fresh) == []
    assert told_at(site, maker) == [OTHER.endpoint]
    artisan.press("Matikan di perangkat ini")
    artisan.reads("Pemberitahuan tidak lagi dikirim")
    assert worker.evaluate(CHANGED, fresh) == [OTHER.endpoint], "nobody is told again who gave it up"
    assert told_at(site, maker) == []


def told_at(site, maker):
    with site.change() as session:
        rows = session.query(PushSubscription).filter_by(account_id=maker.account_id)
        return [row.endpoint for row in rows]


def test_without_script_there_is_no_button_that_does_nothing(visit, site, pusher):
    maker = townsfolk.open_shop(site)
    artisan = visit(PHONE, scripts=False)
    artisan.enter(maker.account_id)
    artisan.open("/account/notices/letters")
    expect(artisan.page.get_by_text("Nyalakan di perangkat ini")).to_be_hidden()
