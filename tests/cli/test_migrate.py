"""Moving a database from one revision to another."""

from __future__ import annotations

import shutil
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


@pytest.fixture(scope="module")
def way_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result, str | None]:
    """The folder of an installation that was brought up from nothing, and how that went."""
    folder = tmp_path_factory.mktemp("way-up") / "data"
    folder.mkdir()
    return folder, *migrate(folder)


@pytest.fixture
def up(way_up: tuple[Path, Result, str | None], tmp_path: Path) -> Path:
    """A copy of that folder."""
    return Path(shutil.copytree(way_up[0], tmp_path / "data"))


def test_an_empty_database_is_brought_to_the_newest_revision_and_back(
    way_up: tuple[Path, Result, str | None], up: Path
) -> None:
    _, done, revision = way_up
    assert done.exit_code == 0, done.output
    assert revision == newest()
    assert "was empty" in done.output
    assert "upgrade" in done.output
    again, revision = migrate(up)
    assert "was there already" in again.output
    assert revision == newest()
    back, revision = migrate(up, "base")
    assert back.exit_code == 0, back.output
    assert revision is None
    assert "downgrade" in back.output


def test_one_step_back(up: Path) -> None:
    done, revision = migrate(up, "-1")
    assert done.exit_code == 0, done.output
    assert revision is not None
    assert revision != newest()


def test_a_revision_named_in_full_is_gone_to_in_the_right_direction(up: Path) -> None:
    done, revision = migrate(up, str(newest()))
    assert done.exit_code == 0, done.output
    assert revision == newest()


def test_a_revision_nobody_wrote_is_told(tmp_path: Path) -> None:
    done, _ = migrate(tmp_path, "nonsense")
    assert done.exit_code == 1
    assert "nonsense" in done.output
