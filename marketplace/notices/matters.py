"""What people are written to about without an account: one talk, one order note. A link in each letter ends them.

Features name their sorts of matters here (`name`), so that one pair of pages ends the letters of all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marketplace.kit.errors import NotFound
from marketplace.notices.rules import Subject, proves, row_of, sign


@dataclass(frozen=True, slots=True)
class Matter:
    """A sort of things with a `buyer_email`: how one is found by its number, what ties a link to it, how it is muted.

    SQLite gives numbers of deleted rows anew: `bound` says what tells a thing from the next one of its number.
    """

    subject: Subject
    find: Callable[[int], Any | None]
    bound: Callable[[Any], str]
    mute: Callable[[Any, bool], None]

    def token(self, thing: Any, secret: str) -> str:
        """Return the token of the link that ends letters about this thing to this address."""
        return sign(secret, self.subject.value, thing.id, self._bound(thing))

    def behind(self, token: str, secret: str) -> Any:
        """Return the thing a link is about; NotFound unless we wrote it for that."""
        number = row_of(token)
        thing = self.find(number) if number is not None else None
        if thing is None or not proves(token, secret, self.subject.value, thing.id, self._bound(thing)):
            raise NotFound()
        return thing

    def _bound(self, thing: Any) -> str:
        return f"{self.bound(thing)}:{thing.buyer_email}"


MATTERS: dict[Subject, Matter] = {}


def name(matter: Matter) -> Matter:
    """Have the pages that end letters know a sort of matters; returns it."""
    MATTERS[matter.subject] = matter
    return matter
