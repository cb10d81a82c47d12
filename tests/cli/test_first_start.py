"""What is done before serving: nothing, migrations, or the demo data of a brand-new installation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
import pytest
from sqlalchemy import text

from marketplace.cli.commands import cli
from marketplace.cli.first_start import database_file, prepare, wants_demo
from marketplace.cli.opening import Opening
from marketplace.database.base import db
from marketplace.settings import Settings

ROWS = "CREATE TABLE IF NOT EXISTS sign (text VARCHAR(20))"


def installation(folder: Path, **changes: object) -> Settings:
    settings = Settings(
        testing=True,
        data_dir=folder,
        media_dir=folder / "media",
        private_dir=folder / "private",
        mail_url="memory:",
        database_url=f"sqlite:///{folder / 'terajut.db'}",
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


class Start:
    """One start of an installation, up to serving; the demo command only leaves a row."""

    def __init__(self, settings: Settings, *, fails: bool = False) -> None:
        self.fails = fails
        self.loaded = 0
        self.opening = Opening("marketplace.app:create_app", settings)
        self.group = click.Group("group", commands={"demo": click.Command("demo", callback=self.demo)})
        migrate = cli.get_command(click.Context(cli), "migrate")
        assert migrate is not None
        self.group.add_command(migrate)

    def demo(self) -> None:
        self.loaded += 1
        with self.opening.app().app_context(), db.engine.begin() as connection:
            connection.execute(text(ROWS))
            connection.execute(text("INSERT INTO sign VALUES ('demo')"))
        if self.fails:
            raise KeyboardInterrupt

    def go(self) -> Start:
        try:
            with click.Context(self.group, obj=self.opening) as context:
                prepare(context, self.opening)
        finally:
            with self.opening.app().app_context():
                db.engine.dispose()
        return self

    def rows(self) -> int:
        with self.opening.app().app_context(), db.engine.connect() as connection:
            found: int = connection.execute(text("SELECT count(*) FROM sign")).scalar_one()
        with self.opening.app().app_context():
            db.engine.dispose()
        return found


def test_a_brand_new_installation_gets_tables_and_demo_data_once(tmp_path: Path) -> None:
    settings = installation(tmp_path)
    assert Start(settings).go().loaded == 1
    again = Start(settings).go()
    assert again.loaded == 0
    assert again.rows() == 1


def test_demo_data_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    settings = installation(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        Start(settings, fails=True).go()
    again = Start(settings).go()
    assert again.loaded == 1
    assert again.rows() == 1


def test_somebody_who_goes_on_without_demo_keeps_what_is_there(tmp_path: Path) -> None:
    settings = installation(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        Start(settings, fails=True).go()
    assert Start(replace(settings, demo=False)).go().rows() == 1
    later = Start(settings).go()
    assert later.loaded == 0
    assert later.rows() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"demo": False},
        {"production": True},
        {"database_url": "postgresql+psycopg://db/terajut"},
        {"database_url": "sqlite://"},
    ],
)
def test_other_installations_get_no_demo_data(tmp_path: Path, changes: dict[str, object]) -> None:
    assert not wants_demo(installation(tmp_path, **changes))


def test_the_database_file_is_where_sqlite_keeps_it(tmp_path: Path) -> None:
    assert database_file(installation(tmp_path)) == tmp_path / "terajut.db"
