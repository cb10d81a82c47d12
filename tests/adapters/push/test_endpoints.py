"""We post to https at public names alone."""

from __future__ import annotations

import pytest

from marketplace.adapters.push.endpoints import checked, is_public, target


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/dk3:APA91b",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://web.push.apple.com/QGuQyavXutnMH",
        "https://wns2-sg2p.notify.windows.com:443/w/?token=BQYAAAC",
    ],
)
def test_push_services_are_reached(endpoint):
    assert checked(endpoint) in endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://fcm.googleapis.com/a",
        "ftp://fcm.googleapis.com/a",
        "//fcm.googleapis.com/a",
        "https://127.0.0.1/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://127.1/a",
        "https://[::1]/a",
        "https://localhost/a",
        "https://db.localhost/a",
        "https://db.internal/a",
        "https://printer.local/a",
        "https://router.lan/a",
        "https://db/a",
        "https://push.contoh.id:22/a",
        "https://push.contoh.id:8443/a",
        "https://user@push.contoh.id/a",
        "https://user:word@push.contoh.id/a",
        "https://push.contoh.id@127.0.0.1/a",
        "https://push.contoh.id/a#b",
        "https://push.contoh.id/a b",
        "https://push.contoh.id/a\r\nHost: inside",
        "https://push.contoh.id\\@inside.id/a",
        "https://push..id/a",
        "https://-push.id/a",
        "https://push.contoh.id./a",
        "https://push.conto\u0127.id/a",
        "https://" + "a" * 64 + ".id/a",
        "https://push.contoh.id/" + "a" * 1024,
        "https://push.contoh.id:x/a",
    ],
)
def test_everything_else_is_refused(endpoint):
    with pytest.raises(ValueError, match=r"not|[Pp]ort|[Ii]nvalid|NFKC"):
        checked(endpoint)


def test_what_is_asked_of_the_host_is_path_and_query():
    assert target("https://push.contoh.id") == "/"
    assert target("https://push.contoh.id/w/?token=a%2Fb") == "/w/?token=a%2Fb"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2607:f8b0:4004:800::200e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:0001::", False),
        ("64:ff9b:1::1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("fec0::1", False),
        ("feff:ffff::1", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:169.254.169.254", False),
        ("::ffff:0:7f00:1", False),
        ("::127.0.0.1", False),
        ("::10.0.0.1", False),
        ("::8.8.8.8", False),
        ("2002:a00:1::1", False),
        ("2002:c0a8:101::", False),
        ("2002:a9fe:a9fe::1", False),
        ("2002:808:808::1", True),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b::e000:1", False),
        ("2001:0:808:808::f5ff:fffe", False),
        ("2001:db8::1", False),
        ("2001:2::1", False),
        ("2001:10::1", False),
        ("100::1", False),
        ("3fff::1", False),
        ("5f00::1", False),
        ("4000::1", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("203.0.113.1", False),
        ("192.88.99.1", False),
        ("192.0.0.8", False),
        ("240.0.0.1", False),
        ("0.1.2.3", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(address) is public
