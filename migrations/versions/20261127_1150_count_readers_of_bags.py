"""Count readers of bags by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_1150"
down_revision = "20261127_1131"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bag_visits",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.CheckConstraint("visits > 0", name=op.f("ck_bag_visits_visits")),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_bag_visits_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("listing_id", "day", name=op.f("pk_bag_visits")),
    )
    op.create_index("ix_bag_visits_day", "bag_visits", ["day"])


def downgrade() -> None:
    op.drop_table("bag_visits")
