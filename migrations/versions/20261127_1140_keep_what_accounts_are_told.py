"""Keep what accounts are told: the feed of notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_1140"
down_revision = "20261127_1110"
branch_labels = None
depends_on = None

UNREAD = sa.text("read_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(220), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("blanks", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notice_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("account_id", "event", name="uq_notice_account_id_event"),
    )
    op.create_index("ix_notice_account_id_at", "notice", ["account_id", "at", "id"])
    op.create_index("ix_notice_at", "notice", ["at"])
    op.create_index(
        "ix_notice_unread", "notice", ["account_id"], sqlite_where=UNREAD, postgresql_where=UNREAD
    )


def downgrade() -> None:
    op.drop_table("notice")
