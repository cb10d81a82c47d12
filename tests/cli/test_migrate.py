"""Moving a database from one revision to another."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from marketplace.cli.commands import cli
from marketplace.cli.opening import Opening
from marketplace.cli.schema import newest, present
from marketplace.database.base import db
from tests.cli.test_first_start import installation

pytestmark = pytest.mark.skipif(newest() is None, reason="there are no migrations yet")


def migrate(folder: Path, *words: str) -> tuple[Result, str | None]:
    opening = Opening("marketplace.app:create_app", installation(folder))
    done = CliRunner().invoke(cli, ["migrate", *words], obj=opening)
    with opening.app().app_context():
        revision = present(db.engine)
        db.engine.dispose()
    return done, revision


def test_an_empty_database_is_brought_to_the_newest_revision_and_back(tmp_path: Path) -> None:
    done, revision = migrate(tmp_path)
    assert done.exit_code == 0, done.output
    assert revision == newest()
    assert "was empty" in done.output
    assert "upgrade" in done.output
    again, _ = migrate(tmp_path)
    assert "was there already" in again.output
    back, revision = migrate(tmp_path, "base")
    assert back.exit_code == 0, back.output
    assert revision is None
    assert "downgrade" in back.output


def test_one_step_back(tmp_path: Path) -> None:
    migrate(tmp_path)
    done, revision = migrate(tmp_path, "-1")
    assert done.exit_code == 0, done.output
    assert revision != newest()


def test_a_revision_named_in_full_is_gone_to_in_the_right_direction(tmp_path: Path) -> None:
    migrate(tmp_path)
    done, revision = migrate(tmp_path, str(newest()))
    assert done.exit_code == 0, done.output
    assert revision == newest()


def test_a_revision_nobody_wrote_is_told(tmp_path: Path) -> None:
    done, _ = migrate(tmp_path, "nonsense")
    assert done.exit_code == 1
    assert "nonsense" in done.output
