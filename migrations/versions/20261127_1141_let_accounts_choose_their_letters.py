"""Let accounts choose their letters: at once, in a digest or not at all, and at which hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_1141"
down_revision = "20261127_1140"
branch_labels = None
depends_on = None

WAITS = sa.text("digest_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "letter_wishes",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.CheckConstraint("digest_hour BETWEEN 0 AND 23", name=op.f("ck_letter_wishes_digest_hour")),
        sa.CheckConstraint("quiet_from BETWEEN 0 AND 23", name=op.f("ck_letter_wishes_quiet_from")),
        sa.CheckConstraint("quiet_until BETWEEN 0 AND 23", name=op.f("ck_letter_wishes_quiet_until")),
        sa.CheckConstraint(
            "(quiet_from IS NULL) = (quiet_until IS NULL)", name=op.f("ck_letter_wishes_quiet_both")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_letter_wishes_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_letter_wishes")),
    )
    op.add_column("notice", sa.Column("digest_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_notice_digest",
        "notice",
        ["account_id", "digest_at"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    op.drop_index("ix_notice_digest", table_name="notice")
    with op.batch_alter_table("notice") as table:
        table.drop_column("digest_at")
    op.drop_table("letter_wishes")
