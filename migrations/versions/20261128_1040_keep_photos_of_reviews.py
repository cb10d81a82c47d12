"""Keep photos that stand with a review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_1040"
down_revision = "20261128_1030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source_key", sa.String(length=160), nullable=True),
        sa.Column("view_key", sa.String(length=160), nullable=True),
        sa.Column("thumb_key", sa.String(length=160), nullable=True),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_review_photo_review_id_review"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_photo")),
        sa.UniqueConstraint("source_key", name=op.f("uq_review_photo_source_key")),
    )
    op.create_index(op.f("ix_review_photo_review_id"), "review_photo", ["review_id"])


def downgrade() -> None:
    op.drop_table("review_photo")
