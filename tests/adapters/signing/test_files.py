"""Secrets in files of their own."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from marketplace.adapters.signing.files import write_secret


def test_a_secret_is_for_its_owner_alone_and_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "secret"
    write_secret(path, b"one", os.link)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with pytest.raises(FileExistsError):
        write_secret(path, b"two", os.link)
    assert path.read_bytes() == b"one"
    write_secret(path, b"two", os.replace)
    assert path.read_bytes() == b"two" and list(path.parent.iterdir()) == [path]
