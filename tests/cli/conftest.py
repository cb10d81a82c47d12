"""Commands run in this process, on the application of the tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from marketplace.cli.commands import cli
from marketplace.cli.opening import Opening
from tests.cli.areas import areas as areas

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    """Run a command: run("user", "create", ..., input="...")."""

    def invoke(*words: str, **options: object) -> Result:
        opening = Opening("tests.cli.conftest:no_factory", app.extensions["toolbox"].settings)
        opening.use(app)
        return CliRunner().invoke(cli, list(words), obj=opening, **options)  # type: ignore[arg-type]

    return invoke
