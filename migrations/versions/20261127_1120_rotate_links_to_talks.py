"""Give each private link of a talk a row of its own, so that a newer one can take its place, and order inboxes by index.

The links handed out before go on working: their digests are kept as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_1120"
down_revision = "20261127_1141"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "thread_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_thread_link_thread_id_thread"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_thread_link_digest")),
    )
    op.create_index(op.f("ix_thread_link_thread_id"), "thread_link", ["thread_id"])
    op.execute(
        "INSERT INTO thread_link (thread_id, digest, given_at) SELECT id, token_digest, created_at FROM thread"
    )
    op.drop_index("ix_thread_artisan_id_last_message_at", table_name="thread")
    op.drop_index(op.f("ix_thread_buyer_account_id"), table_name="thread")
    with op.batch_alter_table("thread") as batch:
        batch.drop_constraint(op.f("uq_thread_token_digest"), type_="unique")
        batch.drop_column("token_digest")
        batch.alter_column("token_expires_at", new_column_name="links_end_at")
        batch.add_column(sa.Column("unread_by_buyer", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("thread") as batch:
        batch.alter_column("unread_by_buyer", server_default=None)
    for name, column, which in (
        ("ix_thread_waiting", "waiting_since", "waiting_since IS NOT NULL"),
        ("ix_thread_answered", "last_message_at", "waiting_since IS NULL"),
    ):
        op.create_index(
            name,
            "thread",
            ["artisan_id", column, "id"],
            sqlite_where=sa.text(which),
            postgresql_where=sa.text(which),
        )
    op.create_index("ix_thread_buyer", "thread", ["buyer_account_id", "last_message_at", "id"])


def downgrade() -> None:
    """Of each talk the newest link goes on working."""
    op.drop_index("ix_thread_buyer", table_name="thread")
    op.drop_index("ix_thread_answered", table_name="thread")
    op.drop_index("ix_thread_waiting", table_name="thread")
    with op.batch_alter_table("thread") as batch:
        batch.drop_column("unread_by_buyer")
        batch.alter_column("links_end_at", new_column_name="token_expires_at")
        batch.add_column(sa.Column("token_digest", sa.String(64), nullable=True))
    op.execute(
        "UPDATE thread SET token_digest = COALESCE((SELECT digest FROM thread_link WHERE thread_id = thread.id"
        " ORDER BY id DESC LIMIT 1), 'none ' || id)"
    )
    with op.batch_alter_table("thread") as batch:
        batch.alter_column("token_digest", existing_type=sa.String(64), nullable=False)
        batch.create_unique_constraint(op.f("uq_thread_token_digest"), ["token_digest"])
    op.create_index("ix_thread_artisan_id_last_message_at", "thread", ["artisan_id", "last_message_at"])
    op.create_index(op.f("ix_thread_buyer_account_id"), "thread", ["buyer_account_id"])
    op.drop_index(op.f("ix_thread_link_thread_id"), table_name="thread_link")
    op.drop_table("thread_link")
