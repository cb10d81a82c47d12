"""Keep imports of many bags: their rows, their files, and which bags came with one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0420"
down_revision = "20261127_0400"
branch_labels = None
depends_on = None

STATES = ("draft", "running", "stopped", "done", "undone")
ROW_STATES = ("waiting", "made", "skipped", "failed")
UNFINISHED = sa.text("state IN ('draft', 'running', 'stopped')")


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.add_column("listing", sa.Column("imported", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("listing") as batch:
        batch.alter_column("imported", server_default=None)
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("state", _one_of(STATES, "batch_state"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("unknown", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state = 'draft' OR started_at IS NOT NULL", name=op.f("ck_batch_started_at_some_time")
        ),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_batch_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["account.id"],
            name=op.f("fk_batch_created_by_id_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index(op.f("ix_batch_artisan_id"), "batch", ["artisan_id"])
    op.create_index(
        "uq_batch_unfinished",
        "batch",
        ["artisan_id", "digest"],
        unique=True,
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    )
    op.create_table(
        "batch_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("state", _one_of(ROW_STATES, "batch_row_state"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("failure", sa.String(64), nullable=True),
        sa.Column("listing_id", sa.Integer(), nullable=True),
        sa.Column("made_as", sa.String(64), nullable=False),
        sa.CheckConstraint(
            "state <> 'made' OR (digest <> '' AND made_as <> '')", name=op.f("ck_batch_row_made_of_something")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_batch_row_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_batch_row_listing_id_listing"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_row")),
        sa.UniqueConstraint("batch_id", "number", name=op.f("uq_batch_row_batch_id_number")),
    )
    op.create_index(op.f("ix_batch_row_digest"), "batch_row", ["digest"])
    op.create_index(op.f("ix_batch_row_listing_id"), "batch_row", ["listing_id"])
    op.create_table(
        "batch_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_batch_file_batch_id_batch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_file")),
        sa.UniqueConstraint("batch_id", "name", name=op.f("uq_batch_file_batch_id_name")),
    )


def downgrade() -> None:
    """Imports go; the bags they made stay."""
    op.drop_table("batch_file")
    op.drop_table("batch_row")
    op.drop_table("batch")
    with op.batch_alter_table("listing") as batch:
        batch.drop_column("imported")
