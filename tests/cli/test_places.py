"""`places`: the file is loaded, twice without harm, and a faulty one is named."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.fixture
def run(tmp_path):
    environment = {**os.environ, "MARKETPLACE_DATA_DIR": str(tmp_path), "MARKETPLACE_DEMO": "off"}

    def call(*words):
        return subprocess.run(
            [sys.executable, "-m", "marketplace", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    call("migrate")
    return call


@pytest.mark.slow
def test_places_are_loaded_twice_without_harm(run):
    assert run("places").stdout == "20 places.\n"
    assert run("places").stdout == "20 places.\n"


@pytest.mark.slow
def test_a_faulty_file_is_named(run, tmp_path):
    file = tmp_path / "faulty.csv"
    file.write_text("code,name,level,parent\nnonsense,X,1,\n")
    result = run("places", str(file))
    assert result.returncode == 1
    assert "faulty.csv" in result.stderr
