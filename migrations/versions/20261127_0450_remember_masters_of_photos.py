"""Remember which photos are kept as a re-encoded master, and which renditions the fine pass made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0450"
down_revision = "20261127_0440"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("picture", sa.Column("mastered_at", UtcDateTime(), nullable=True))
    with op.batch_alter_table("rendition") as batch:
        batch.add_column(sa.Column("fine", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("rendition") as batch:
        batch.alter_column("fine", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Masters stay under their keys; the older release makes its renditions from them as from originals."""
    with op.batch_alter_table("rendition") as batch:
        batch.drop_column("fine")
    with op.batch_alter_table("picture") as batch:
        batch.drop_column("mastered_at")
