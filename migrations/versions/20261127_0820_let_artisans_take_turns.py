"""Let artisans take turns in the usual order (a maker's newest bag the twelfth, the next the eleventh), and order by readiness."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_0820"
down_revision = "20261127_0862"
branch_labels = None
depends_on = None


INDEXES = (
    ("ix_listing_state_price_published_at_id", ["state", "price", "published_at", "id"]),
    ("ix_listing_state_turn_published_at_id", ["state", "turn", "published_at", "id"]),
    ("ix_listing_state_bag_type_turn_published_at_id", ["state", "bag_type", "turn", "published_at", "id"]),
    ("ix_listing_state_readiness_published_at_id", ["state", "readiness", "published_at", "id"]),
    ("ix_listing_artisan_id_state_published_at_id", ["artisan_id", "state", "published_at", "id"]),
)


def upgrade() -> None:
    with op.batch_alter_table("listing") as batch:
        batch.add_column(sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("readiness", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE listing SET readiness = -lead_days WHERE lead_days IS NOT NULL")
    op.execute(
        """
        WITH ranked AS (
            SELECT id, row_number() OVER (PARTITION BY artisan_id ORDER BY published_at DESC, id DESC) AS place
            FROM listing WHERE state = 'published'
        )
        UPDATE listing SET turn = (SELECT 13 - ranked.place FROM ranked WHERE ranked.id = listing.id)
        WHERE id IN (SELECT id FROM ranked WHERE place <= 12)
        """
    )
    with op.batch_alter_table("listing") as batch:
        batch.alter_column("turn", server_default=None)
        batch.alter_column("readiness", server_default=None)
    op.drop_index("ix_listing_state_price_id", table_name="listing")
    for name, columns in INDEXES:
        op.create_index(name, "listing", columns)


def downgrade() -> None:
    for name, _ in reversed(INDEXES):
        op.drop_index(name, table_name="listing")
    op.create_index("ix_listing_state_price_id", "listing", ["state", "price", "id"])
    with op.batch_alter_table("listing") as batch:
        batch.drop_column("readiness")
        batch.drop_column("turn")
