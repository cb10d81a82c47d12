"""Writing a secret into a file of its own, for its owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

OWNER_ONLY, FOLDER_OF_OWNER = 0o600, 0o700


def write_secret(path: Path, content: bytes, put: Callable[[Path, Path], None]) -> None:
    """Write and sync bytes beside `path`, then `put` them there: os.link keeps what is there, os.replace not."""
    path.parent.mkdir(mode=FOLDER_OF_OWNER, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put(beside, path)
    finally:
        beside.unlink(missing_ok=True)
