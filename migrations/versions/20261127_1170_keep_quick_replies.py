"""Keep quick replies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_1170"
down_revision = "20261127_1150"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quick_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("title <> '' AND body <> ''", name=op.f("ck_quick_reply_words")),
        sa.ForeignKeyConstraint(
            ["artisan_id"],
            ["artisan.id"],
            name=op.f("fk_quick_reply_artisan_id_artisan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quick_reply")),
    )
    op.create_index("ix_quick_reply_artisan_id_position", "quick_reply", ["artisan_id", "position"])


def downgrade() -> None:
    op.drop_table("quick_reply")
