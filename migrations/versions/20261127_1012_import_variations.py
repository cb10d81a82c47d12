"""Keep the rows of a list that say in which colours and sizes the bag of another row comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_1012"
down_revision = "20261127_1011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("batch_row") as batch:
        batch.add_column(sa.Column("variations", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("batch_row") as batch:
        batch.alter_column("variations", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("batch_row") as batch:
        batch.drop_column("variations")
