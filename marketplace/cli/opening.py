"""How a command gets at the settings and the application, and what it says when they cannot be had."""

from __future__ import annotations

import os
from functools import cached_property
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
        self._given = settings

    @cached_property
    def settings(self) -> Settings:
        """The installation's settings; raises Misconfigured."""
        if self._given is not None:
            return self._given
        try:
            return Settings.from_environ(os.environ)
        except SettingsError as error:
            raise Misconfigured(str(error)) from error

    def app(self, settings: Settings | None = None) -> Flask:
        """Make the application; raises Misconfigured."""
        settings = settings or self.settings
        try:
            app: Flask = load(self._factory)(settings)
        except SettingsError as error:
            raise Misconfigured(str(error)) from error
        return app


pass_opening = click.make_pass_decorator(Opening)
