"""What a command says when the files' storage is away, refuses us or is full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from marketplace.kit.errors import Unavailable

REASONS = {
    "storage.full": "there is no room.",
    "storage.unreachable": "it does not answer, refuses us, or the place is not there.",
    "storage.no_key": "the file of its keys is missing or holds none.",
    "storage.unreadable": "a private file was changed, or its key is missing.",
}


@contextmanager
def storage_told() -> Iterator[None]:
    """Tell of a storage that cannot be used in one line, exit code 1."""
    try:
        yield
    except Unavailable as error:
        if error.code not in REASONS:
            raise
        raise click.ClickException(f"The storage cannot be used: {REASONS[error.code]}") from error
