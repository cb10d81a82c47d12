"""Count what was looked for and not there, by day and known words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_0883"
down_revision = "20261127_0882"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gap",
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("technique", sa.String(32), nullable=False),
        sa.Column("place", sa.String(13), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.Column("wishes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "searches >= 0 AND wishes >= 0 AND searches + wishes > 0", name=op.f("ck_gap_counted")
        ),
        sa.PrimaryKeyConstraint("key", "day", name=op.f("pk_gap")),
    )
    op.create_index("ix_gap_day", "gap", ["day"])


def downgrade() -> None:
    op.drop_table("gap")
