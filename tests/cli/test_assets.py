"""The served files, built and compared."""

from __future__ import annotations

import pytest

from marketplace.cli import assets
from tests.cli.conftest import Run


def test_assets_that_are_up_to_date_pass(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "is_current", list)
    assert run("assets", "check").exit_code == 0


def test_stale_assets_fail_and_are_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "is_current", lambda: ["site.0123456789.css"])
    done = run("assets", "check")
    assert done.exit_code == 1
    assert "site.0123456789.css" in done.output


def test_building_tells_how_much(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "build_assets", lambda: {"css/site.css": "site.0123456789.css"})
    assert "1 files built" in run("assets", "build").output
