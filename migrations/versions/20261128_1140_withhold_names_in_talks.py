"""Keep the name of a buyer that a talk does not show before she writes in it. Going back, those talks show it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_1140"
down_revision = "20261128_1122"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("thread", sa.Column("withheld_name", sa.String(120), nullable=True))


def downgrade() -> None:
    op.execute("UPDATE thread SET buyer_name = withheld_name WHERE withheld_name IS NOT NULL")
    op.drop_column("thread", "withheld_name")
