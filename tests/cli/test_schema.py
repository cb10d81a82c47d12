"""Which revision the code wants, and which the database has."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from marketplace.cli.schema import MIGRATIONS, newest, present


def write(folder: Path, revision: str, parent: str | None) -> None:
    down = f'"{parent}"' if parent else "None"
    (folder / f"{revision}.py").write_text(
        f'revision: str = "{revision}"\ndown_revision: str | None = {down}\n'
    )


def test_the_newest_revision_is_the_one_nothing_follows(tmp_path: Path) -> None:
    write(tmp_path, "b", "a")
    write(tmp_path, "a", None)
    write(tmp_path, "c", "b")
    assert newest(tmp_path) == "c"


def test_without_migrations_there_is_none(tmp_path: Path) -> None:
    assert newest(tmp_path) is None


def test_two_newest_revisions_are_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, "a", None)
    write(tmp_path, "b", "a")
    write(tmp_path, "c", "a")
    with pytest.raises(ValueError, match="b, c"):
        newest(tmp_path)


def test_alembic_sees_the_same_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert newest() == ScriptDirectory.from_config(config).get_current_head()


def test_the_revision_of_a_database_is_read_from_it() -> None:
    engine = create_engine("sqlite://")
    assert present(engine) is None
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
    assert present(engine) is None
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO alembic_version VALUES ('abc')"))
    assert present(engine) == "abc"
    engine.dispose()
