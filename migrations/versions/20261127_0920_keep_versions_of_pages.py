"""Keep versions of pages: what finished pages are kept under. Its triggers come and go with every run of the migrations
(`migrations/env.py`), because they belong to the tables as they are at the end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_0920"
down_revision = "20261127_0883"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "page_version",
        sa.Column("scope", sa.String(length=24), nullable=False),
        sa.Column("version", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_page_version")),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS page_version_change()")
    op.drop_table("page_version")
