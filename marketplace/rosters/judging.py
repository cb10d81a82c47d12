"""The dry run: what an import would do with each row, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from marketplace.certificates.numbers import normal_no
from marketplace.rosters.rules import Entry, Outcome, Result, differing


@dataclass(frozen=True, slots=True)
class Judged:
    """One row's fate. `fields` are those that differ; `recorded`: the number is a public record already."""

    entry: Entry
    outcome: Outcome
    fields: tuple[str, ...] = ()
    recorded: bool = False


def judge(
    entries: Sequence[Entry],
    known: Mapping[str, object],
    recorded: set[str],
    known_not_yet: set[tuple[str, str]],
) -> list[Judged]:
    """Return every row's fate, in the file's order.

    `known` are rows of earlier imports by number key, `recorded` the keys that are public records, `known_not_yet`
    pairs of name and scheme.
    """
    keys = Counter(key_of_entry(entry) for entry in entries if entry.result is Result.COMPETENT)
    return [_judge(entry, keys, known, recorded, known_not_yet) for entry in entries]


def key_of_entry(entry: Entry) -> str:
    """Return the key of a row's certificate number."""
    return normal_no(entry.certificate_no)[:80]


def fingerprint(judged: Sequence[Judged]) -> str:
    """Return a digest of what was shown, so that nothing else is imported than what the officer saw."""
    shown = [(one.entry.number, one.outcome.value, key_of_entry(one.entry)) for one in judged]
    return sha256(repr(shown).encode()).hexdigest()[:32]


def _judge(
    entry: Entry,
    keys: Counter[str],
    known: Mapping[str, object],
    recorded: set[str],
    known_not_yet: set[tuple[str, str]],
) -> Judged:
    if entry.problems:
        return Judged(entry, Outcome.ERROR)
    if entry.result is Result.NOT_YET:
        again = (entry.holder_name, entry.scheme) in known_not_yet
        return Judged(entry, Outcome.SAME if again else Outcome.NEW)
    key = key_of_entry(entry)
    if keys[key] > 1:
        return Judged(entry, Outcome.DUPLICATE)
    if key in known:
        fields = tuple(differing(known[key], entry))
        return Judged(entry, Outcome.DIFFERS if fields else Outcome.SAME, fields)
    if key in recorded:
        return Judged(entry, Outcome.DUPLICATE, recorded=True)
    return Judged(entry, Outcome.NEW)
