"""Let scans be forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_1700"
down_revision = "20261126_1650"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("scan") as table:
        table.add_column(sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))
        table.alter_column("original_key", existing_type=sa.String(length=160), nullable=True)
    with op.batch_alter_table("scan") as table:
        table.create_check_constraint(
            op.f("ck_scan_kept_or_forgotten"), "(forgotten_at IS NULL) = (original_key IS NOT NULL)"
        )


def downgrade() -> None:
    """What was forgotten has no file to go back to: its trace goes."""
    op.execute("DELETE FROM scan WHERE original_key IS NULL")
    with op.batch_alter_table("scan") as table:
        table.drop_constraint(op.f("ck_scan_kept_or_forgotten"), type_="check")
    with op.batch_alter_table("scan") as table:
        table.alter_column("original_key", existing_type=sa.String(length=160), nullable=False)
        table.drop_column("forgotten_at")
