"""Rows that tell of a logged deed, compared with what the log says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import select

from marketplace.database.session import session
from marketplace.decision_log.models import LogEntry, LogOpening
from marketplace.decision_log.rules.entries import Deed, moment, seal

AT_A_TIME = 500


def strays(subject: str, deeds: Iterator[tuple[int, Deed]]) -> Iterator[str]:
    """Yield a sentence for each row (id, the deed it tells of) that the log lacks or contradicts.

    Who did it is not compared. Where the seals were erased, only the public part is.
    """
    while page := list(islice(deeds, AT_A_TIME)):
        entries = _entries(subject, [number for number, _ in page])
        for number, deed in page:
            if number not in entries:
                yield f"{subject} {number} is not in the log"
            elif not _agrees(deed, *entries[number]):
                yield f"{subject} {number} says something else than its entry in the log"


def _entries(subject: str, numbers: Sequence[int]) -> dict[int, tuple[Mapping[str, object], bytes | None]]:
    rows = session.execute(
        select(LogOpening.subject_id, LogEntry.entry, LogOpening.salt)
        .join(LogEntry, LogEntry.seq == LogOpening.seq)
        .where(LogOpening.subject_type == subject, LogOpening.subject_id.in_(numbers))
    )
    return {number: (json.loads(entry), salt) for number, entry, salt in rows}


def _agrees(deed: Deed, leaf: Mapping[str, object], salt: bytes | None) -> bool:
    sealed = leaf["sealed"]
    plain = {
        "action": deed.action,
        "at": moment(deed.at),
        "record": deed.record,
        "before": deed.before,
        "after": deed.after,
        "details": dict(deed.details),
    }
    return all(leaf[name] == value for name, value in plain.items()) and all(
        salt is None or (isinstance(sealed, Mapping) and sealed.get(name) == seal(salt, name, value))
        for name, value in deed.private.items()
    )
