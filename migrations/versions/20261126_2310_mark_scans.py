"""Keep marks of the fronts of certificates, and bands of them with an index. Scans from before have none; they warn of nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_2310"
down_revision = "20261126_2300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scan_mark",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=256), nullable=False),
        sa.CheckConstraint("turn BETWEEN 0 AND 3", name=op.f("ck_scan_mark_quarter_turns")),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scan.id"], name=op.f("fk_scan_mark_scan_id_scan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scan_id", "turn", name=op.f("pk_scan_mark")),
    )
    op.create_table(
        "scan_band",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scan.id"], name=op.f("fk_scan_band_scan_id_scan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scan_id", "band", name=op.f("pk_scan_band")),
    )
    op.create_index(op.f("ix_scan_band_band"), "scan_band", ["band"])


def downgrade() -> None:
    op.drop_table("scan_band")
    op.drop_table("scan_mark")
