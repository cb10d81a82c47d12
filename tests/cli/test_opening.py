"""Settings and the application, as commands get them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marketplace.adapters.signing.keys import KeyFile
from marketplace.adapters.signing.sealing import RingFile
from marketplace.cli.opening import Misconfigured, Opening
from marketplace.settings import Settings, SettingsError


def refusing(settings: Settings) -> None:
    raise SettingsError("MARKETPLACE_CONTENT names no file")


def counting(settings: Settings) -> list[Settings]:
    return [settings]


def test_the_application_is_made_once_and_with_changed_settings() -> None:
    opening = Opening(f"{__name__}:counting", Settings())
    other = Settings(city="Samarinda")
    opening.change(other)
    assert opening.app() == [other]
    assert opening.app() is opening.app()


def test_settings_the_application_refuses_are_told_like_the_others() -> None:
    with pytest.raises(Misconfigured, match="MARKETPLACE_CONTENT"):
        Opening(f"{__name__}:refusing", Settings()).app()


def test_wrong_settings_end_a_command_with_one_line_and_code_2_before_anything_heavy_is_loaded() -> None:
    environ = {**os.environ, "MARKETPLACE_PRODUCTION": "1", "MARKETPLACE_SECRET_KEY": ""}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "marketplace", "serve"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert done.returncode == 2
    assert said == [
        "Settings: MARKETPLACE_SECRET_KEY must be set to 32 or more random characters in production"
    ]
    assert done.stdout == ""
    assert "sqlalchemy" not in done.stderr
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("content", [None, b"no key"])
def test_production_without_a_key_for_the_log_ends_with_one_line_and_code_2(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "log.key"
    if content is not None:
        path.write_bytes(content)
    environ = {
        **os.environ,
        "MARKETPLACE_PRODUCTION": "1",
        "MARKETPLACE_SECRET_KEY": "k" * 40,
        "MARKETPLACE_BASE_URL": "https://terajut.example",
        "MARKETPLACE_DATA_DIR": str(tmp_path),
        "MARKETPLACE_LOG_KEY_FILE": str(path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "marketplace", "routes"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Settings: MARKETPLACE_LOG_KEY_FILE: {path}")
    assert path.exists() is (content is not None)


def test_production_without_keys_for_private_files_ends_with_one_line_and_code_2(tmp_path: Path) -> None:
    KeyFile(tmp_path / "keys" / "log.key").make()
    environ = {
        **os.environ,
        "MARKETPLACE_PRODUCTION": "1",
        "MARKETPLACE_SECRET_KEY": "k" * 40,
        "MARKETPLACE_BASE_URL": "https://terajut.example",
        "MARKETPLACE_DATA_DIR": str(tmp_path),
    }
    begin = [sys.executable, "-m", "marketplace"]
    done = subprocess.run([*begin, "routes"], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"Settings: MARKETPLACE_PRIVATE_KEY_FILE: {tmp_path}/keys/private.key")
    assert RingFile(tmp_path / "keys" / "private.key").make()
    assert subprocess.run([*begin, "routes"], env=environ, capture_output=True, check=False).returncode == 0
