"""A database that is away, told in one line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from sqlalchemy.exc import OperationalError

from marketplace.cli.database_errors import database_told


@pytest.mark.parametrize(
    ("said", "told"),
    [("connection refused\n\tIs it running?", "connection refused"), ("", "no reason given")],
)
def test_the_first_line_of_the_drivers_words_is_told(said: str, told: str) -> None:
    with pytest.raises(click.ClickException, match=f"cannot be used: {told}$"), database_told():
        raise OperationalError("SELECT 1", None, OSError(said))


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(ValueError, match="other"), database_told():
        raise ValueError("other")


@pytest.mark.parametrize("command", [["serve"], ["serve", "--processes", "2"], ["migrate"]], ids=" ".join)
def test_a_command_ends_with_one_line_when_the_server_is_away(tmp_path: Path, command: list[str]) -> None:
    if "--processes" in command and not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    with socket.socket() as closed:  # bound, but nobody listens: a connection is refused at once
        closed.bind(("127.0.0.1", 0))
        url = f"postgresql://nobody@127.0.0.1:{closed.getsockname()[1]}/nothing"
        environ = {**os.environ, "MARKETPLACE_DATABASE_URL": url, "MARKETPLACE_DATA_DIR": str(tmp_path)}
        if command[0] == "serve":
            command = [*command, "--port", "0"]
        line = [sys.executable, "-m", "marketplace", *command]
        done = subprocess.run(line, env=environ, capture_output=True, text=True, check=False, timeout=60)
    said = [line for line in done.stderr.splitlines() if line.strip()]
    assert done.returncode == 1
    assert len(said) == 1, done.stderr
    assert said[0].startswith("Error: The database cannot be used: ")
    assert "refused" in said[0]
