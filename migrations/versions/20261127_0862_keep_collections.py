"""Keep the collections officers make."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0862"
down_revision = "20261127_0861"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(90), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("title_en", sa.String(80), nullable=False),
        sa.Column("intro", sa.String(600), nullable=False),
        sa.Column("intro_en", sa.String(600), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "published_at IS NULL OR (title <> '' AND title_en <> '')",
            name=op.f("ck_collection_published_has_titles"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("slug", name=op.f("uq_collection_slug")),
    )
    op.create_index("ix_collection_published_at", "collection", ["published_at"])
    op.create_table(
        "collection_pin",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=op.f("fk_collection_pin_collection_id_collection"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_collection_pin_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("collection_id", "listing_id", name=op.f("pk_collection_pin")),
    )
    op.create_index(op.f("ix_collection_pin_listing_id"), "collection_pin", ["listing_id"])


def downgrade() -> None:
    op.drop_table("collection_pin")
    op.drop_table("collection")
