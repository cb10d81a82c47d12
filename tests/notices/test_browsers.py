"""A browser asks for notices and gives them up again; nobody else does it for it, and no address inside is kept."""

from __future__ import annotations

import pytest

from marketplace.adapters.push.memory import MemoryPusher
from marketplace.notices.models import PushSubscription
from tests.adapters.push.service import Device

PAGE = "/account/notices/letters"
HERE = "/account/notices/browser"
SAID = {
    "endpoint": Device("rina").browser.endpoint,
    "p256dh": Device("rina").browser.p256dh,
    "auth": Device("rina").browser.auth,
}


@pytest.fixture
def pusher(app):
    box = app.extensions["toolbox"]
    box.pusher = MemoryPusher()
    yield box.pusher
    box.pusher = None


@pytest.fixture
def account(make, client, sign_in):
    found = make.account()
    sign_in(client, found)
    return found


def send(client, path, **data):
    return client.post(path, data=data | {"csrf_token": client.token(PAGE)})


def test_it_asks_and_gives_up_again(client, account, pusher, session):
    page = client.get(PAGE).get_data(as_text=True)
    assert f'hidden data-push="{pusher.public_key}"' in page, "a script shows it, where it can be"
    assert 'value="device"' in page
    assert "paling lambat 30 hari setelah Anda masuk" in page
    assert send(client, HERE, **SAID).location == PAGE
    row = session.query(PushSubscription).one()
    assert (row.account_id, row.endpoint, row.failures) == (account.id, SAID["endpoint"], 0)
    assert SAID["endpoint"] not in row.endpoint_digest
    session.rollback()
    send(client, HERE, **SAID)
    assert session.query(PushSubscription).count() == 1, "twice is once"
    session.rollback()
    page = client.get(PAGE).get_data(as_text=True)
    assert "data-push" not in page
    assert f'action="{HERE}/stop"' in page
    assert send(client, f"{HERE}/stop").location == PAGE
    assert session.query(PushSubscription).count() == 0


def test_another_address_of_a_browser_takes_the_place_of_the_one_before(client, account, pusher, session):
    other = Device("rina-lagi").browser
    new = {"endpoint": other.endpoint, "p256dh": other.p256dh, "auth": other.auth, "renewed": "1"}
    assert send(client, HERE, **new).status_code == 404, "this sign-in asked for nothing"
    assert session.query(PushSubscription).count() == 0
    session.rollback()
    send(client, HERE, **SAID)
    assert send(client, HERE, **new).status_code == 204
    row = session.query(PushSubscription).one()
    assert (row.account_id, row.endpoint, row.p256dh) == (account.id, other.endpoint, other.p256dh)
    session.rollback()
    send(client, f"{HERE}/stop")
    assert send(client, HERE, **new).status_code == 404, "given up stays given up"


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://127.0.0.1/x"},
        {"endpoint": "https://[::1]/x"},
        {"endpoint": "http://push.contoh.id/x"},
        {"endpoint": "https://db.internal/x"},
        {"endpoint": "https://push.contoh.id:8443/x"},
        {"endpoint": ""},
        {"endpoint": "https://push.contoh.id/" + "x" * 2000},
        {"p256dh": "x"},
        {"auth": "x" * 22},
        {"auth": ""},
    ],
)
def test_what_cannot_be_a_browser_is_refused(client, account, pusher, session, wrong):
    assert send(client, HERE, **SAID | wrong).status_code == 400
    assert session.query(PushSubscription).count() == 0


def test_without_our_token_nothing_is_kept(client, account, pusher, session):
    assert client.post(HERE, data=SAID).status_code == 400
    assert session.query(PushSubscription).count() == 0


def test_without_a_key_there_is_no_button_and_nothing_to_ask(client, account, session):
    page = client.get(PAGE).get_data(as_text=True)
    assert "data-push" not in page
    assert 'value="device"' not in page
    assert send(client, HERE, **SAID).status_code == 404
    assert session.query(PushSubscription).count() == 0
