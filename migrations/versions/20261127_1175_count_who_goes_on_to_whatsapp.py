"""Count by day who goes on from a bag to WhatsApp."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_1175"
down_revision = "20261127_1170"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "whatsapp_clicks",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.CheckConstraint("visits > 0", name=op.f("ck_whatsapp_clicks_visits")),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_whatsapp_clicks_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("listing_id", "day", name=op.f("pk_whatsapp_clicks")),
    )
    op.create_index("ix_whatsapp_clicks_day", "whatsapp_clicks", ["day"])


def downgrade() -> None:
    op.drop_table("whatsapp_clicks")
