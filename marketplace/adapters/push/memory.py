"""Pushes kept in a list, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field

from marketplace.adapters.push.keys import PushKey
from marketplace.adapters.push.port import Push, PushFailed
from marketplace.adapters.push.sealing import seal


@dataclass(slots=True)
class MemoryPusher:
    """Seals every push as a real pusher would, so that what could not be sent fails here too.

    `failing` says with what the next ones fail, one after the other.
    """

    key: PushKey = field(default_factory=PushKey.generate)
    pushes: list[Push] = field(default_factory=list)
    failing: list[PushFailed] = field(default_factory=list)

    @property
    def public_key(self) -> str:
        return self.key.public

    def send(self, push: Push) -> None:
        seal(push.payload, push.browser.p256dh, push.browser.auth)
        if self.failing:
            raise self.failing.pop(0)
        self.pushes.append(push)
