"""Keep the words bags are searched by, so that alerts are told of a bag that comes in by an edit of them.

Of bags looked at before nothing is known of their words: they are looked at once more, and entered by nobody for it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_0950"
down_revision = "20261128_0701"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("alert_sight", "alert_entry"):
        op.add_column(table, sa.Column("words", sa.Text(), nullable=True))
    op.execute("UPDATE alert_followed SET filled_to = (SELECT coalesce(max(id), 0) + 1 FROM listing)")


def downgrade() -> None:
    for table in ("alert_sight", "alert_entry"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("words")
