"""Keep how far an artisan sells and how bags get there; nothing is recorded of those there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_1122"
down_revision = "20261128_1121"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("artisan", sa.Column("markets", sa.JSON(), nullable=True))  # as it stands, not in a copy


def downgrade() -> None:
    op.drop_column("artisan", "markets")
