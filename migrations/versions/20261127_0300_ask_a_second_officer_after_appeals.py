"""Ask a second officer before a rejection stands after an appeal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0300"
down_revision = "20261126_2330"
branch_labels = None
depends_on = None

ANSWERS = ("confirmed", "declined", "taken_back", "lapsed")


def upgrade() -> None:
    answers = sa.Enum(*ANSWERS, name="answer", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "upholding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appeal_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by_name", sa.String(120), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("answer", answers, nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_name", sa.String(120), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answer_note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_upholding_answered_at_some_time")
        ),
        sa.ForeignKeyConstraint(
            ["appeal_id"], ["appeal.id"], name=op.f("fk_upholding_appeal_id_appeal"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["account.id"], name=op.f(f"fk_upholding_{column}_account"), ondelete="SET NULL"
            )
            for column in ("proposed_by_id", "answered_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upholding")),
    )
    op.create_index(op.f("ix_upholding_appeal_id"), "upholding", ["appeal_id"])
    op.create_index(
        "uq_upholding_unanswered",
        "upholding",
        ["appeal_id"],
        unique=True,
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )


def downgrade() -> None:
    """Proposals go; what officers confirmed stands in the appeal."""
    op.drop_table("upholding")
