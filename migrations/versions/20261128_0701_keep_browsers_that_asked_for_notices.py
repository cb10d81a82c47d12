"""Keep the browsers that asked for notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0701"
down_revision = "20261128_0600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.Integer(), nullable=False),
        sa.Column("endpoint_digest", sa.String(64), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.String(88), nullable=False),
        sa.Column("auth", sa.String(24), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("pushed_at", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_push_subscription"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_push_subscription_account_id_account", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sign_in_id"], ["sign_in.id"], name="fk_push_subscription_sign_in_id_sign_in", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("sign_in_id", name="uq_push_subscription_sign_in_id"),
        sa.UniqueConstraint("endpoint_digest", name="uq_push_subscription_endpoint_digest"),
    )
    op.create_index("ix_push_subscription_account_id", "push_subscription", ["account_id"])


def downgrade() -> None:
    op.drop_table("push_subscription")
