"""Write down which bags changed, in the order of commits, for the index of the search to follow.

The triggers that fill the table are put in place by `env.py` after every move.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_0800"
down_revision = "20261127_0820"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listing_change",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("txid", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_listing_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_listing_change_listing_id"), "listing_change", ["listing_id"])
    op.create_index(op.f("ix_listing_change_txid"), "listing_change", ["txid"])


def downgrade() -> None:
    op.drop_table("listing_change")
