"""An environment of its own for django-oscar, and an empty database for it: made where they are missing, never ours.

    python bench/oscar_environment.py [FOLDER]      makes the environment and prints its Python
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

OSCAR = "3.1"
"""The last one whose list of products comes from the database; from 3.2 on it is empty without a search server."""
NEEDS = (f"django-oscar[sorl-thumbnail]=={OSCAR}", "psycopg2-binary", "pillow<10", "setuptools<81")
FOLDER = Path(tempfile.gettempdir()) / f"terajut-oscar-{OSCAR}"
DATABASE = "terajut_bench_oscar"


def python_with_oscar(folder: Path = FOLDER) -> Path:
    """Return the Python of the environment in `folder`, from PyPI where it is not there yet."""
    python, ready = folder / "venv" / "bin" / "python", folder / "ready"
    if not ready.exists():
        venv.create(folder / "venv", with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *NEEDS], check=True)
        ready.touch()
    return python


@contextmanager
def empty_database(server: str) -> Iterator[URL]:
    """Make a database on a PostgreSQL server, and drop it at the end."""
    url = make_url(server)
    address = url.set(database=url.database or "postgres", drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {DATABASE}")
    try:
        yield url.set(database=DATABASE)
    finally:
        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


if __name__ == "__main__":
    print(python_with_oscar(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
