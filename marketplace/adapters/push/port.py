"""What a push is, and what every pusher promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from marketplace.adapters.push.endpoints import checked
from marketplace.adapters.push.sealing import MAX_PLAIN, keys_of


@dataclass(frozen=True, slots=True)
class Browser:
    """Where one browser hears us, as it said itself. ValueError for addresses we never post to, and for wrong keys."""

    endpoint: str
    p256dh: str
    auth: str

    def __post_init__(self) -> None:
        checked(self.endpoint)
        keys_of(self.p256dh, self.auth)


@dataclass(frozen=True, slots=True)
class Push:
    """One notice to one browser. A later one of the same `topic` takes the place of one that has not been fetched yet.

    `seconds` is how long it is kept for a browser that is off; `urgent` ones wake a device that saves power.
    """

    browser: Browser
    payload: bytes
    topic: str
    seconds: int
    urgent: bool = False

    def __post_init__(self) -> None:
        if len(self.payload) > MAX_PLAIN:
            raise ValueError("too long for one push")


class PushFailed(Exception):
    """The push service did not take it. `gone`: there is no such browser any more; `permanent`: nor will it later."""

    def __init__(self, code: str, *, permanent: bool = False, gone: bool = False) -> None:
        self.code = code
        self.permanent = permanent or gone
        self.gone = gone
        super().__init__(code)


class Pusher(Protocol):
    @property
    def public_key(self) -> str:
        """What a browser is told when it asks to be pushed to: whose pushes it will take."""

    def send(self, push: Push) -> None:
        """Hand it over; raises PushFailed. May be called again with the same push after a crash."""
