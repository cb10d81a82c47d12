"""Words for entries, and the file of keys. What a decision is called is registered by the feature that takes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import zip_longest

from flask_babel import LazyString, lazy_gettext

from marketplace.decision_log.models import LogEntry, LogKey
from marketplace.decision_log.rules.entries import Kind, moment
from marketplace.decision_log.rules.notes import verifier_key
from marketplace.web.labels import has_message, message

LABELS: Mapping[StrEnum, LazyString] = {}
MESSAGES: Mapping[str, LazyString] = {
    "log.unsigned": lazy_gettext("This entry is not signed yet. That takes a minute or less."),
    "log.broken": lazy_gettext(
        "The proof of this entry does not hold, so it is not given out. Staff have been told."
    ),
    "logged.by.artisan": lazy_gettext("the artisan"),
    "logged.by.officer": lazy_gettext("an officer"),
    "logged.by.admin": lazy_gettext("an administrator"),
    "logged.by.buyer": lazy_gettext("a visitor"),
    "logged.by.system": lazy_gettext("the system"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as people read it; `text` is the leaf itself, `digest` its hash in hex."""

    seq: int
    title: str
    by: str
    at: datetime
    record: str | None
    bag: str | None
    imported: bool
    text: str
    digest: str


def told(entry: LogEntry) -> Told:
    """Return what an entry says. An action nobody gave words to is shown by its code, never hidden."""
    leaf = json.loads(entry.entry)
    return Told(
        seq=entry.seq,
        title=_words(f"logged.{leaf['action']}", leaf["action"]),
        by=_words(f"logged.by.{leaf['actor']}", leaf["actor"]),
        at=datetime.strptime(leaf["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
        record=leaf["record"],
        bag=leaf["details"].get("bag"),
        imported=leaf["kind"] == Kind.IMPORTED,
        text=entry.entry,
        digest=entry.leaf.hex(),
    )


def _words(code: str, otherwise: str) -> str:
    return message(code) if has_message(code) else otherwise


def keys_text(keys: Sequence[LogKey]) -> str:
    """Return the file of public keys: each in the form verifiers take, under a line that says when it counted."""
    lines = []
    for key, successor in zip_longest(keys, keys[1:]):
        until = f" until {moment(successor.since)}" if successor else ", in use"
        lines += [f"# since {moment(key.since)}{until}", verifier_key(key.origin, key.public_key)]
    return "".join(f"{line}\n" for line in lines)
