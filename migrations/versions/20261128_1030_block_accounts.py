"""Keep the account of a blocked contact where no talk tells it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_1030"
down_revision = "20261128_1020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("thread_block") as batch:
        batch.add_column(sa.Column("account_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_thread_block_account_id_account"), "account", ["account_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(op.f("ix_thread_block_account_id"), ["account_id"])


def downgrade() -> None:
    with op.batch_alter_table("thread_block") as batch:
        batch.drop_index(op.f("ix_thread_block_account_id"))
        batch.drop_constraint(op.f("fk_thread_block_account_id_account"), type_="foreignkey")
        batch.drop_column("account_id")
