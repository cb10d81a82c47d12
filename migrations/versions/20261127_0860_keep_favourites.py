"""Keep the favourites of an account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0860"
down_revision = "20261127_0840"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "favourite",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_favourite_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_favourite_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "listing_id", name=op.f("pk_favourite")),
    )
    op.create_index("ix_favourite_account_id_added_at", "favourite", ["account_id", "added_at"])
    op.create_index(op.f("ix_favourite_listing_id"), "favourite", ["listing_id"])


def downgrade() -> None:
    op.drop_table("favourite")
