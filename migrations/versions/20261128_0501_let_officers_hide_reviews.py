"""Keep reports of reviews, what officers decided on them, and which are hidden."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0501"
down_revision = "20261128_0400"
branch_labels = None
depends_on = None

OBJECTIONS = ("personal", "rude", "advertising", "off_topic", "not_a_buyer")
RULINGS = ("hide", "keep", "show", "stay")
TABLE = "review_ruling"


def upgrade() -> None:
    op.create_table(
        "review_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", _choice("objection", *OBJECTIONS), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sender_key", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        _to("review_report", "review_id", "review"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_report")),
        sa.UniqueConstraint("review_id", "sender_key", name=op.f("uq_review_report_review_id_sender_key")),
    )
    op.create_index("ix_review_report_settled_at", "review_report", ["settled_at"])
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ruling", _choice("ruling", *RULINGS), nullable=False),
        sa.Column("ground", _choice("ground", *OBJECTIONS), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("bag", sa.String(length=10), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "(ruling = 'hide') = (ground IS NOT NULL)", name=op.f("ck_review_ruling_hidden_on_a_ground")
        ),
        sa.CheckConstraint("ruling = 'keep' OR words <> ''", name=op.f("ck_review_ruling_says_why")),
        _to(TABLE, "review_id", "review"),
        _to(TABLE, "decided_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_ruling")),
    )
    op.create_index(op.f("ix_review_ruling_review_id"), TABLE, ["review_id"])
    op.create_table(
        "hidden_review",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ground", _choice("hidden_ground", *OBJECTIONS), nullable=False),
        sa.Column("hidden_at", UtcDateTime(), nullable=False),
        _to("hidden_review", "review_id", "review"),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_hidden_review")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for table in ("hidden_review", TABLE, "review_report"):
        op.drop_table(table)


def _choice(name: str, *members: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=32)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete="RESTRICT"
    )


def guards(dialect: str) -> list[str]:
    """Triggers that keep the rulings append-only."""
    if dialect == "postgresql":
        return [
            f"CREATE TRIGGER {TABLE}_refuse_{deed.lower()} BEFORE {deed} ON {TABLE}"
            f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
            for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        ]
    return [
        f"CREATE TRIGGER {TABLE}_refuse_{deed.lower()} BEFORE {deed} ON {TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        for deed in ("UPDATE", "DELETE")
    ]
