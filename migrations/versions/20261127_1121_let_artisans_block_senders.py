"""Let artisans take no more messages from a contact. Which contact it is stays a digest, as in the talks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_1121"
down_revision = "20261127_1120"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thread_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("sender_key", sa.String(64), nullable=False),
        sa.Column("blocked_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["artisan_id"],
            ["artisan.id"],
            name=op.f("fk_thread_block_artisan_id_artisan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_block")),
        sa.UniqueConstraint("artisan_id", "sender_key", name=op.f("uq_thread_block_artisan_id_sender_key")),
    )


def downgrade() -> None:
    op.drop_table("thread_block")
