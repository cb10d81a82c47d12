"""Note how long each question waited, and keep how soon an artisan usually answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0301"
down_revision = "20261128_0300"
branch_labels = None
depends_on = None

PACE = sa.Enum("hour", "day", "two_days", name="pace", native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "reply_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes >= 0 AND days >= 0", name=op.f("ck_reply_time_not_negative")),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_reply_time_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_reply_time_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_time")),
        sa.UniqueConstraint("thread_id", "asked_at", name=op.f("uq_reply_time_thread_id_asked_at")),
    )
    op.create_index(
        "ix_reply_time_artisan_id_answered_at", "reply_time", ["artisan_id", "answered_at"], unique=False
    )
    with op.batch_alter_table("artisan") as table:
        table.add_column(sa.Column("reply_pace", PACE, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("artisan") as table:
        table.drop_constraint(op.f("ck_artisan_pace"), type_="check")
        table.drop_column("reply_pace")
    op.drop_table("reply_time")
