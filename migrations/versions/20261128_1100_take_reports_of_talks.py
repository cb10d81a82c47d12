"""Take reports of talks, with one outcome each, and let officers end the talks of two people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_1100"
down_revision = "20261128_1040"
branch_labels = None
depends_on = None

SIDES = ("buyer", "artisan")
CATEGORIES = ("insult", "unwanted", "fraud", "advertising", "order", "other")
OUTCOMES = ("no_step", "warned", "blocked", "passed_on")


def upgrade() -> None:
    op.create_table(
        "talk_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("side", _enum(SIDES, "talk_report_side"), nullable=False),
        sa.Column("category", _enum(CATEGORIES, "talk_report_category"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until_message_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("forgotten_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "forgotten_at IS NULL OR closed_at IS NOT NULL",
            name=op.f("ck_talk_report_forgotten_after_its_end"),
        ),
        sa.CheckConstraint(
            "(forgotten_at IS NULL) = (words <> '')", name=op.f("ck_talk_report_words_until_forgotten")
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["thread.id"], name=op.f("fk_talk_report_thread_id_thread"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_report")),
    )
    op.create_index(
        "uq_talk_report_thread_id_side_open",
        "talk_report",
        ["thread_id", "side"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_talk_report_thread_id", "talk_report", ["thread_id", "id"])
    op.create_index("ix_talk_report_closed_at", "talk_report", ["closed_at", "id"])
    op.create_table(
        "talk_ruling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("outcome", _enum(OUTCOMES, "talk_ruling_outcome"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_talk_ruling_says_why")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["talk_report.id"],
            name=op.f("fk_talk_ruling_report_id_talk_report"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["account.id"],
            name=op.f("fk_talk_ruling_decided_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_ruling")),
        sa.UniqueConstraint("report_id", name=op.f("uq_talk_ruling_report_id")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)
    with op.batch_alter_table("thread_block") as batch:
        batch.add_column(sa.Column("by_officer", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("thread_block") as batch:
        batch.alter_column("by_officer", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("thread_block") as batch:
        batch.drop_column("by_officer")
    op.drop_table("talk_ruling")
    op.drop_table("talk_report")


def _enum(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def guards(dialect: str) -> list[str]:
    """Triggers that keep outcomes as they were written."""
    table = "talk_ruling"
    if dialect != "postgresql":
        return [
            f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for deed in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
        f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
        for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ]
