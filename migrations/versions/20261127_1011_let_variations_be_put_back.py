"""Remember since when a variation is taken out, so that it can be put back for a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_1011"
down_revision = "20261127_1010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("variant", sa.Column("removed_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    """Those that were taken out are gone for good."""
    op.execute("DELETE FROM variant WHERE removed_at IS NOT NULL")
    with op.batch_alter_table("variant") as batch:
        batch.drop_column("removed_at")
