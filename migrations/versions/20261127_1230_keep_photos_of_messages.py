"""Keep photos that come with messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_1230"
down_revision = "20261127_1175"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(160), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("view_key", sa.String(160), nullable=True),
        sa.Column("thumb_key", sa.String(160), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("failure", sa.String(64), nullable=True),
        sa.Column("forgotten_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(view_key IS NULL) = (thumb_key IS NULL) AND (view_key IS NULL) = (width IS NULL)"
            " AND (view_key IS NULL) = (height IS NULL)",
            name=op.f("ck_message_photo_both_copies"),
        ),
        sa.CheckConstraint(
            "view_key IS NULL OR (failure IS NULL AND forgotten_at IS NULL)",
            name=op.f("ck_message_photo_copies_or_none"),
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_message_photo_message_id_message"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_photo")),
        sa.UniqueConstraint("source_key", name=op.f("uq_message_photo_source_key")),
    )
    op.create_index(op.f("ix_message_photo_message_id"), "message_photo", ["message_id"])


def downgrade() -> None:
    op.drop_table("message_photo")
