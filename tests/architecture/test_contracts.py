"""The contracts of pyproject.toml hold, and each of them can be broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT

LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

VIOLATIONS = [
    ("floors", "audit/queries.py", "from marketplace.desk import labels"),
    ("floors", "kit/money.py", "from marketplace.web import labels"),
    ("rooms", "listings/rules.py", "from marketplace.listings import models"),
    ("pure", "listings/rules.py", "import sqlalchemy"),
    ("views", "listings/views.py", "from marketplace.database.session import session"),
    ("views", "listings/views.py", "from marketplace.listings.models import Listing"),
    ("http", "audit/operations.py", "from flask import request"),
    ("flask", "certificates/rules.py", "import flask"),
    ("pictures", "web/formatting.py", "import PIL.Image"),
    ("objects", "pictures/operations.py", "import obstore"),
    ("words", "kit/text.py", "import babel"),
    ("cycles", "kit/codes.py", "from marketplace.kit import planted"),
]


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache", *chosen],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200", "PATH": ""},
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to plant violations in."""
    skip = shutil.ignore_patterns("__pycache__", "*.jpg", "*.mo", "*.po")
    shutil.copytree(PACKAGE, tmp_path / "marketplace", ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_code_keeps_every_contract() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_a_planted_violation_breaks_its_contract(copy: Path, contract: str, module: str, line: str) -> None:
    (copy / "marketplace/kit/planted.py").write_text('"""A circle."""\nfrom marketplace.kit import codes\n')
    target = copy / "marketplace" / module
    target.write_text(target.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    done = lint(copy, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout


def test_a_new_package_must_be_given_its_floor(copy: Path) -> None:
    (copy / "marketplace/surprise").mkdir()
    (copy / "marketplace/surprise/__init__.py").write_text('"""New."""\n')
    done = lint(copy, "floors")
    assert done.returncode != 0
    assert "surprise" in done.stdout + done.stderr
