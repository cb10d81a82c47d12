"""Keep what bags were, what has become of them, and which of them each alert was told of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0100"
down_revision = "20261128_0800"
branch_labels = None
depends_on = None

COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW = ("alert_told", "alert_entry", "alert_sight", "alert_followed")


def upgrade() -> None:
    op.create_table(
        "alert_followed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.Column("filled_to", sa.Integer(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_followed")),
    )
    op.create_table(
        "alert_sight",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_alert_sight_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_alert_sight")),
    )
    op.create_index(op.f("ix_alert_sight_check_on"), "alert_sight", ["check_on"])
    op.create_table(
        "alert_entry",
        sa.Column("id", COUNTED, nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_alert_entry_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alert_entry_at"), "alert_entry", ["at"])
    op.create_index(op.f("ix_alert_entry_listing_id"), "alert_entry", ["listing_id"])
    op.create_table(
        "alert_told",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                *("new", "within", "known"), name="why", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alert.id"], name=op.f("fk_alert_told_alert_id_alert"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_alert_told_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("alert_id", "listing_id", name=op.f("pk_alert_told")),
    )
    op.create_index(op.f("ix_alert_told_listing_id"), "alert_told", ["listing_id"])
    with op.batch_alter_table("alert") as table:
        table.add_column(sa.Column("heard", COUNTED, server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("alert") as table:
        table.drop_column("heard")
    for table_name in NEW:
        op.drop_table(table_name)
