"""Keep the links by which lists for fairs are lent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_1121"
down_revision = "20261128_1120"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fair_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("given_to", sa.String(length=120), nullable=False),
        sa.Column("unit_key", sa.String(length=220), nullable=False),
        sa.Column("unit_title", sa.String(length=260), nullable=False),
        sa.Column("place_code", sa.String(length=13), nullable=True),
        sa.Column("given_by", sa.String(length=120), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("expires_at > given_at", name=op.f("ck_fair_list_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_fair_list_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_list")),
        sa.UniqueConstraint("digest", name=op.f("uq_fair_list_digest")),
    )
    op.create_index(op.f("ix_fair_list_place_code"), "fair_list", ["place_code"])
    op.create_index("ix_fair_list_expires_at", "fair_list", ["expires_at", "id"])


def downgrade() -> None:
    op.drop_table("fair_list")
