"""Keep saved searches and artisans followed, and who is told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0861"
down_revision = "20261127_0860"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("locale", sa.String(2), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(account_id IS NULL) <> (email IS NULL)", name=op.f("ck_alert_reader_one_of_two")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_alert_reader_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_reader")),
        sa.UniqueConstraint("account_id", name=op.f("uq_alert_reader_account_id")),
        sa.UniqueConstraint("email", name=op.f("uq_alert_reader_email")),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(64), nullable=False),
        sa.Column("query", sa.Text(), nullable=True),
        sa.Column("artisan_id", sa.Integer(), nullable=True),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("told_until", UtcDateTime(), nullable=False),
        sa.CheckConstraint("(query IS NULL) <> (artisan_id IS NULL)", name=op.f("ck_alert_one_wish")),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["alert_reader.id"],
            name=op.f("fk_alert_reader_id_alert_reader"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_alert_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("reader_id", "wish", name=op.f("uq_alert_reader_id_wish")),
    )
    op.create_index(op.f("ix_alert_artisan_id"), "alert", ["artisan_id"])
    op.create_index("ix_alert_told_until", "alert", ["told_until"])


def downgrade() -> None:
    op.drop_table("alert")
    op.drop_table("alert_reader")
