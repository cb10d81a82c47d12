"""What a push service sees: a body the browser alone opens, whose it is, how long to keep it; and what answers mean."""

from __future__ import annotations

import socket

import pytest
from cryptography.exceptions import InvalidTag

from marketplace.adapters.push.keys import LIFETIME, PushKey
from marketplace.adapters.push.memory import MemoryPusher
from marketplace.adapters.push.port import Push, PushFailed
from marketplace.adapters.push.web import WebPusher, connect_publicly
from tests.adapters.push.service import HOST, Device, serving, trickling
from tests.conftest import NOON

CONTACT = "mailto:no-reply@terajut.invalid"


@pytest.fixture
def service():
    with serving() as running:
        yield running


@pytest.fixture
def pusher(service):
    return WebPusher(PushKey.generate(), CONTACT, lambda: NOON, service.connect)


def push(device, **changes):
    given = {"payload": '{"body":"Ada pesan baru é"}'.encode(), "topic": "t" * 32, "seconds": 3600}
    return Push(device.browser, **given | changes)


def test_only_the_browser_opens_it_and_the_service_knows_whose_it_is(service, pusher):
    device = Device("rina")
    pusher.send(push(device))
    (got,) = service.received
    assert got.path == "/send/rina"
    assert device.open(got.body) == '{"body":"Ada pesan baru é"}'.encode()
    assert b"pesan" not in got.body
    assert got.key == pusher.public_key
    assert got.claims == {"aud": f"https://{HOST}", "exp": int((NOON + LIFETIME).timestamp()), "sub": CONTACT}
    wanted = {"ttl": "3600", "topic": "t" * 32, "urgency": "normal", "content-encoding": "aes128gcm"}
    assert wanted.items() <= got.headers.items()
    with pytest.raises(InvalidTag):
        Device("rina").open(got.body)


def test_an_urgent_one_says_so(service, pusher):
    pusher.send(push(Device("rina"), urgent=True))
    assert service.received[0].headers["urgency"] == "high"


def test_the_same_push_is_sealed_anew_each_time(service, pusher):
    device = Device("rina")
    for _ in range(2):
        pusher.send(push(device))
    one, other = service.received
    assert one.body != other.body
    assert device.open(one.body) == device.open(other.body)


@pytest.mark.parametrize(
    ("status", "permanent", "gone"),
    [
        (404, True, True),
        (410, True, True),
        (400, True, False),
        (403, True, False),
        (413, True, False),
        (301, True, False),
        (307, True, False),
        (429, False, False),
        (500, False, False),
        (503, False, False),
    ],
)
def test_what_an_answer_means(service, pusher, status, permanent, gone):
    service.answers.append(status)
    with pytest.raises(PushFailed) as failure:
        pusher.send(push(Device("rina")))
    assert (failure.value.permanent, failure.value.gone) == (permanent, gone)
    assert failure.value.code == f"push.{status}"
    assert len(service.received) == 1, "no redirect is followed"


def test_a_service_that_is_away_is_tried_again_later(pusher):
    def away(host):
        raise ConnectionRefusedError

    with pytest.raises(PushFailed) as failure:
        WebPusher(pusher.key, CONTACT, lambda: NOON, away).send(push(Device("rina")))
    assert not failure.value.permanent


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 ", b"HTTP/1.1 100 Continue\r\n\r\n" * 9])
def test_a_service_that_trickles_is_left_after_a_while(answer):
    with trickling(answer) as slow:
        pusher = WebPusher(PushKey.generate(), CONTACT, lambda: NOON, slow.connect, longest=0.2)
        with pytest.raises(PushFailed, match=r"push\.unreachable") as failure:
            pusher.send(push(Device("rina")))
        assert not failure.value.permanent
        assert slow.cut.wait(10)


def test_the_words_of_an_answer_are_not_waited_for():
    with trickling(b"HTTP/1.1 201 Created\r\nContent-Length: 4000\r\n\r\n") as slow:
        WebPusher(PushKey.generate(), CONTACT, lambda: NOON, slow.connect).send(push(Device("rina")))
        assert slow.cut.wait(10)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "::ffff:127.0.0.1"])
def test_a_public_name_that_leads_inside_is_never_reached(monkeypatch, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    rows = [(socket.AF_INET, 1, 6, "", ("8.8.8.8", 443)), (family, 1, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: rows)
    tried = []
    monkeypatch.setattr(socket, "create_connection", lambda *asked, **how: tried.append(asked))
    with pytest.raises(PushFailed, match=r"push\.unreachable"):
        WebPusher(PushKey.generate(), CONTACT, lambda: NOON).send(push(Device("rina")))
    assert tried == []


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **how: [(2, 1, 6, "", ("8.8.8.8", 443))])
    tried = []

    def refuse(address, timeout):
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(ConnectionRefusedError):
        connect_publicly(HOST).connect()
    assert tried == [("8.8.8.8", 443)]


def test_the_pusher_of_the_tests_keeps_what_a_real_one_would_send():
    pusher, device = MemoryPusher(), Device("rina")
    pusher.send(push(device))
    assert [one.browser for one in pusher.pushes] == [device.browser]
    pusher.failing.append(PushFailed("push.503"))
    with pytest.raises(PushFailed):
        pusher.send(push(device))
    assert len(pusher.pushes) == 1
