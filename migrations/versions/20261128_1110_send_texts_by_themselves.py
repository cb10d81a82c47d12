"""Keep texts that are sent by themselves, and mark the messages that were."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261128_1110"
down_revision = "20261128_1100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "auto_reply",
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Text(), nullable=False),
        sa.Column("away", sa.Text(), nullable=False),
        sa.CheckConstraint("outside <> '' OR away <> ''", name=op.f("ck_auto_reply_words")),
        sa.ForeignKeyConstraint(
            ["artisan_id"],
            ["artisan.id"],
            name=op.f("fk_auto_reply_artisan_id_artisan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("artisan_id", name=op.f("pk_auto_reply")),
    )
    with op.batch_alter_table("message") as batch:
        batch.add_column(sa.Column("automatic_on", sa.Date(), nullable=True))
        batch.create_unique_constraint(
            op.f("uq_message_thread_id_automatic_on"), ["thread_id", "automatic_on"]
        )
        batch.create_check_constraint(
            op.f("ck_message_automatic_ones_are_hers"), "automatic_on IS NULL OR side = 'artisan'"
        )


def downgrade() -> None:
    with op.batch_alter_table("message") as batch:
        batch.drop_constraint(op.f("ck_message_automatic_ones_are_hers"), type_="check")
        batch.drop_constraint(op.f("uq_message_thread_id_automatic_on"), type_="unique")
        batch.drop_column("automatic_on")
    op.drop_table("auto_reply")
