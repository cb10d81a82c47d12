"""What a leaf holds: public facts as canonical JSON (RFC 8785), and seals over what must stay private."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from marketplace.access.actors import Actor
from marketplace.decision_log.rules.tiles import MOST_ENTRY_BYTES

VERSION = 1
SALT_BYTES = 32
SYSTEM_ROLE = "system"
_LARGEST_WHOLE = 2**53 - 1


class Kind(StrEnum):
    """How an entry came into the log."""

    DECISION = "decision"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something decided, as it will be logged.

    `action` such as "certificate.verify"; `record` is the public code, None while there is none. `details` are public
    facts; nothing in them, nor in the other plain fields, may name or describe a person. `private` values are sealed:
    the leaf holds only a keyed hash of each, and without the entry's salt nobody can tell what it was.
    """

    action: str
    actor: Actor
    at: datetime
    record: str | None = None
    before: str | None = None
    after: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    private: Mapping[str, str] = field(default_factory=dict)


def entry_of(deed: Deed, salt: bytes) -> str:
    """Return the text of a leaf. ValueError when it would be too long for the log, or is not plain text."""
    private = {**deed.private, "actor": str(deed.actor.id)}
    text = canonical(
        {
            "v": VERSION,
            "kind": Kind.DECISION.value,
            "at": moment(deed.at),
            "actor": SYSTEM_ROLE if deed.actor.is_system else deed.actor.role.value,
            "action": deed.action,
            "record": deed.record,
            "before": deed.before,
            "after": deed.after,
            "details": dict(deed.details),
            "sealed": {name: seal(salt, name, value) for name, value in private.items()},
        }
    )
    if len(text.encode()) > MOST_ENTRY_BYTES:
        raise ValueError("too long for an entry")
    return text


def moment(at: datetime) -> str:
    """Return a moment as the log writes it: UTC, whole seconds, "2026-04-14T01:12:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seal(salt: bytes, name: str, value: str) -> str:
    """Return the keyed hash (hex) that stands for a private value.

    Each name has a key of its own, derived from the entry's salt, so that one value can be shown to somebody
    (value and key) without giving away the others. Without salt and key it cannot be guessed, however short it is.
    """
    return _keyed(seal_key(salt, name), value.encode()).hex()


def seal_key(salt: bytes, name: str) -> bytes:
    """Return the key that opens one value of one entry."""
    return _keyed(salt, name.encode())


def _keyed(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, sha256).digest()


def canonical(value: Mapping[str, Any]) -> str:
    """Return JSON that everybody writes alike (RFC 8785), for texts, whole numbers, null, and objects of them."""
    _require_plain(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _require_plain(value: object) -> None:
    """Raise ValueError for what this writer and RFC 8785 might spell differently."""
    match value:
        case None | bool():
            return
        case str():
            value.encode()  # a lone surrogate raises
        case int():
            if abs(value) > _LARGEST_WHOLE:
                raise ValueError("too large a number")
        case Mapping():
            for name, part in value.items():
                if not (isinstance(name, str) and name.isascii()):
                    raise ValueError("names are ASCII")
                _require_plain(part)
        case _:
            raise ValueError(f"no canonical form for {type(value).__name__}")
