"""Which files the rows rely on: each feature that names files says so here, whoever deletes or compares asks here.

A feature that kept its files to itself would lose them to the daily sweep; a test holds the register against the
tables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from marketplace.adapters.storage.port import Storage
from marketplace.database.session import reading


@dataclass(frozen=True, slots=True)
class ExpectedFile:
    """A file some row relies on. `digest` is the SHA-256 its bytes must have, "" where nobody knows it.

    `private` names the area.
    """

    key: str
    private: bool
    digest: str


Source = Callable[[], Iterable[ExpectedFile]]
_SOURCES: dict[Source, tuple[type, ...]] = {}


def register(source: Source, *models: type) -> None:
    """Have a feature's files asked for from `source`, which reads the rows of these models; twice is once."""
    _SOURCES[source] = models


def registered() -> Collection[type]:
    """Return the models whose files are spoken for."""
    return {model for models in _SOURCES.values() for model in models}


def expected_files() -> Iterator[ExpectedFile]:
    """Yield every file any row relies on; read them in one transaction, and list what is stored before."""
    for source in _SOURCES:
        yield from source()


def nameless(storages: dict[bool, Storage], age: timedelta) -> Iterator[tuple[bool, str]]:
    """Yield (private, key) of files older than `age` that no row names; files are listed before rows are read."""
    present = {private: list(storage.keys()) for private, storage in storages.items()}
    with reading():
        named = {(row.private, row.key) for row in expected_files()}
    for private, keys in present.items():
        for key in keys:
            if (private, key) not in named and storages[private].is_older(key, age.total_seconds()):
                yield private, key
