"""Settings and the application, as commands get them."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

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
