"""Add artisans' Instagram profile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_1610"
down_revision = "20261124_0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("artisan") as table:
        table.add_column(sa.Column("instagram", sa.String(length=30), nullable=False, server_default=""))
        table.create_index("ix_artisan_instagram", ["instagram"])
    with op.batch_alter_table("artisan") as table:
        table.alter_column("instagram", existing_type=sa.String(length=30), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("artisan") as table:
        table.drop_index("ix_artisan_instagram")
        table.drop_column("instagram")
