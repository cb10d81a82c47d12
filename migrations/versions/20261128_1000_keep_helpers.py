"""Keep who helps in whose studio, what helpers did, and whose name a message or a step of an order stands under."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_1000"
down_revision = "20261128_0951"
branch_labels = None
depends_on = None

DEEDS = (
    "bag_begun",
    "bag_changed",
    "bag_published",
    "bag_paused",
    "bag_sold",
    "answered",
    "order_started",
    "order_finished",
    "order_handed_over",
)
STANDING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "helper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("tasks", sa.JSON(), nullable=False),
        sa.Column("invited_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("(email IS NULL) <> (phone IS NULL)", name=op.f("ck_helper_one_contact")),
        sa.CheckConstraint(
            "account_id IS NULL OR accepted_at IS NOT NULL", name=op.f("ck_helper_accepted_by_somebody")
        ),
        sa.CheckConstraint("digest IS NULL OR accepted_at IS NULL", name=op.f("ck_helper_link_used_once")),
        _to("helper", "artisan_id", "artisan", "CASCADE"),
        _to("helper", "account_id", "account", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper")),
        sa.UniqueConstraint("digest", name=op.f("uq_helper_digest")),
    )
    op.create_index(
        "uq_helper_standing",
        "helper",
        ["artisan_id", "account_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_index("ix_helper_account_id", "helper", ["account_id"])
    op.create_table(
        "helper_deed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column(
            "deed",
            sa.Enum(*DEEDS, name="deed", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _to("helper_deed", "helper_id", "helper", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_deed")),
    )
    op.create_index("ix_helper_deed_helper_id_at", "helper_deed", ["helper_id", "at"])
    op.create_table(
        "acting_session",
        sa.Column("sign_in_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        _to("acting_session", "sign_in_id", "sign_in", "CASCADE"),
        _to("acting_session", "helper_id", "helper", "CASCADE"),
        sa.PrimaryKeyConstraint("sign_in_id", name=op.f("pk_acting_session")),
    )
    op.create_index(op.f("ix_acting_session_helper_id"), "acting_session", ["helper_id"])
    for table in ("message", "order_note_event"):
        op.add_column(table, sa.Column("helper", sa.String(length=120), nullable=False, server_default=""))


def downgrade() -> None:
    """What a helper wrote keeps their name, before its words: it must not look written by the artisan."""
    op.execute("UPDATE message SET body = helper || ': ' || body WHERE helper <> ''")
    for table in ("order_note_event", "message"):
        op.drop_column(table, "helper")
    op.drop_table("acting_session")
    op.drop_table("helper_deed")
    op.drop_table("helper")


def _to(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )
