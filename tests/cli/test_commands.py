"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from marketplace.cli.commands import COMMANDS, cli, load
from marketplace.cli.opening import Opening
from marketplace.settings import Settings


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = CliRunner().invoke(cli, [name, "--help"], obj=Opening("nowhere:nothing", Settings()))
    assert done.exit_code == 0, done.output
    assert "Usage:" in done.output


def test_the_list_names_every_command_without_loading_any() -> None:
    done = CliRunner().invoke(cli, ["--help"])
    assert all(name in done.output for name in COMMANDS)


def test_an_unknown_word_is_refused() -> None:
    done = CliRunner().invoke(cli, ["serf"], obj=Opening("nowhere:nothing", Settings()))
    assert done.exit_code == 2
    assert "serf" in done.output


def test_a_reference_names_a_thing_in_a_module() -> None:
    assert load("marketplace.settings:Settings") is Settings


def test_serving_does_not_load_what_only_other_commands_need() -> None:
    heavy = {"alembic", "babel.messages.extract", "PIL", "pillow_heif", "pypdfium2", "phonenumbers"}
    code = "import sys, marketplace.cli.serve; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not heavy & set(loaded)
