"""What a browser says of itself is looked at before it is kept."""

from __future__ import annotations

import pytest

from marketplace.adapters.push.port import Browser, Push, PushFailed
from marketplace.adapters.push.sealing import MAX_PLAIN
from tests.adapters.push.service import Device

GOOD = Device("rina").browser


@pytest.mark.parametrize(
    "changes", [{"endpoint": "https://127.0.0.1/x"}, {"p256dh": "x"}, {"auth": "x"}, {"auth": GOOD.p256dh}]
)
def test_a_browser_that_cannot_be_one_is_refused(changes):
    with pytest.raises(ValueError, match=r"not|too long"):
        Browser(**{"endpoint": GOOD.endpoint, "p256dh": GOOD.p256dh, "auth": GOOD.auth} | changes)


def test_what_is_too_long_for_one_push_is_refused():
    Push(GOOD, b"x" * MAX_PLAIN, "t", 60)
    with pytest.raises(ValueError, match=r"not|too long"):
        Push(GOOD, b"x" * (MAX_PLAIN + 1), "t", 60)


def test_who_is_gone_will_not_take_it_later_either():
    assert PushFailed("push.410", gone=True).permanent
    assert not PushFailed("push.503").permanent
