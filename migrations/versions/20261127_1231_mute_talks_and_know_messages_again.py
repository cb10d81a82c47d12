"""Let either side mute a talk, and know a message again that is sent once more after the connection was lost."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_1231"
down_revision = "20261127_1230"
branch_labels = None
depends_on = None
SIDES = ("muted_by_artisan", "muted_by_buyer")


def upgrade() -> None:
    with op.batch_alter_table("thread") as batch:
        for name in SIDES:
            batch.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("thread") as batch:
        for name in SIDES:
            batch.alter_column(name, existing_type=sa.Boolean(), server_default=None)
    with op.batch_alter_table("message") as batch:
        batch.add_column(sa.Column("once", sa.String(40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("message") as batch:
        batch.drop_column("once")
    with op.batch_alter_table("thread") as batch:
        for name in SIDES:
            batch.drop_column(name)
