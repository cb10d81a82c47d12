"""Let buyers end the letters about one order note or request; who chose about questions keeps that for what was in it."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0700"
down_revision = "20261128_0500"
branch_labels = None
depends_on = None
TABLES = ("order_note", "custom_request")
PARTS = ("orders", "requests", "reviews")


def upgrade() -> None:
    for table in TABLES:  # as it stands, not in a copy: a table made anew would lose its triggers
        op.add_column(table, sa.Column("letters_ended_at", UtcDateTime(), nullable=True))
    for number, ways in _ways():
        if "questions" in ways:
            _write(number, dict.fromkeys(PARTS, ways["questions"]) | ways)


def downgrade() -> None:
    for number, ways in _ways():
        _write(number, {group: way for group, way in ways.items() if group not in PARTS})
    for table in TABLES:
        op.drop_column(table, "letters_ended_at")


def _ways() -> list[tuple[int, dict[str, str]]]:
    found = op.get_bind().execute(sa.text("SELECT account_id, ways FROM letter_wishes")).all()
    return [(number, json.loads(ways) if isinstance(ways, str) else ways) for number, ways in found]


def _write(number: int, ways: dict[str, str]) -> None:
    letters = sa.table("letter_wishes", sa.column("account_id"), sa.column("ways", sa.JSON))
    op.execute(letters.update().where(letters.c.account_id == number).values(ways=ways))
