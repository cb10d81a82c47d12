"""How a command gets at the settings and the application, and what it says when they cannot be had."""

from __future__ import annotations

import gc
import os
from typing import IO, TYPE_CHECKING, Any

import click

from marketplace.cli.commands import load
from marketplace.settings import Settings, SettingsError

if TYPE_CHECKING:
    from flask import Flask


class Misconfigured(click.ClickException):
    """The settings cannot be used: one line, exit code 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"Settings: {self.message}", err=True)


class Opening:
    """Settings now, the application when it is needed. `factory` names a function from settings to application.

    The factory is a name, not a function, so that wrong settings are told before anything heavy is loaded.
    """

    def __init__(self, factory: str, settings: Settings | None = None) -> None:
        self._factory = factory
        self._settings = settings
        self._app: Flask | None = None

    @property
    def settings(self) -> Settings:
        """The installation's settings; raises Misconfigured."""
        if self._settings is None:
            try:
                self._settings = Settings.from_environ(os.environ)
            except SettingsError as error:
                raise Misconfigured(str(error)) from error
        return self._settings

    def check(self) -> None:
        """Read the settings, for the refusal alone; raises Misconfigured."""
        _ = self.settings

    def change(self, settings: Settings) -> None:
        """Use other settings for the application that is not made yet."""
        self._settings = settings

    def use(self, app: Flask) -> None:
        """Work on an application that exists already."""
        self._app = app

    def app(self) -> Flask:
        """Return the application, made once; raises Misconfigured."""
        if self._app is None:
            try:
                self._app = load(self._factory)(self.settings)
            except SettingsError as error:
                raise Misconfigured(str(error)) from error
            finally:
                gc.enable()
        return self._app


pass_opening = click.make_pass_decorator(Opening)
