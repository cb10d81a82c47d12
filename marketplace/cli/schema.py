"""Whether the database has the revision this code was written for, told without loading the migration tool."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from marketplace.settings import PROJECT

MIGRATIONS = PROJECT / "migrations"
REVISION = re.compile(r'^revision(?:: str)? = "([^"]+)"', re.MULTILINE)
PARENT = re.compile(r'^down_revision(?:: str \| None)? = "([^"]+)"', re.MULTILINE)


def newest(versions: Path = MIGRATIONS / "versions") -> str | None:
    """Return the revision no other follows, None where there is none. ValueError where there are several."""
    revisions, parents = set(), set()
    for path in versions.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        revisions.update(REVISION.findall(source))
        parents.update(PARENT.findall(source))
    heads = revisions - parents
    if len(heads) > 1:
        raise ValueError(f"several newest migrations: {', '.join(sorted(heads))}")
    return heads.pop() if heads else None


def present(engine: Engine) -> str | None:
    """Return the revision the database has, None where it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found
