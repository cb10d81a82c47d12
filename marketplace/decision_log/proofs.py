"""Proofs that an entry is in the log, checked by ourselves before anybody gets them."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from marketplace.decision_log import queries
from marketplace.decision_log.models import LogCheckpoint, LogEntry
from marketplace.decision_log.rules.notes import proof_text
from marketplace.decision_log.rules.tree import includes
from marketplace.kit.errors import NotFound, Unavailable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Proof:
    """The way from one entry to a signed root."""

    entry: LogEntry
    checkpoint: LogCheckpoint
    path: list[bytes]

    def text(self) -> str:
        """Return it as a file other programs read (C2SP tlog-proof)."""
        return proof_text(self.entry.seq, self.path, self.checkpoint.note)


def proof_of(entry: LogEntry) -> Proof:
    """Return the proof under the latest signed root.

    Raises Unavailable where the entry is not signed yet, or where what is kept does not lead to that root: a proof
    that proves nothing is not handed out.
    """
    checkpoint = queries.latest_checkpoint()
    if checkpoint is None or checkpoint.size <= entry.seq:
        raise Unavailable("log.unsigned")
    path = queries.inclusion_path(entry.seq, checkpoint.size)
    if not includes(checkpoint.root, checkpoint.size, entry.leaf, entry.seq, path):
        log.error("decision log: entry %d does not lead to the root of %d", entry.seq, checkpoint.size)
        raise Unavailable("log.broken")
    return Proof(entry, checkpoint, path)


def proof_of_record(code: str) -> Proof:
    """Return the proof of the latest decision on a public record; NotFound where there is none."""
    entry = queries.latest_of_record(code)
    if entry is None:
        raise NotFound()
    return proof_of(entry)
