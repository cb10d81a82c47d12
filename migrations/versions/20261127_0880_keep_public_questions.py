"""Keep public questions about bags, their answers, and who reported them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0880"
down_revision = "20261127_0800"
branch_labels = None
depends_on = None

STATES = ("waiting", "answered", "hidden", "removed")
FLAGS = ("personal", "rude", "advertising", "untrue")


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("state", _one_of(STATES, "question_state"), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("sender_key", sa.String(64), nullable=False),
        sa.Column("locale", sa.String(2), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("corrected_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer = '')", name=op.f("ck_question_answered_at_some_time")
        ),
        sa.CheckConstraint(
            "state <> 'answered' OR answered_at IS NOT NULL", name=op.f("ck_question_public_with_answer")
        ),
        sa.CheckConstraint(
            "state = 'waiting' OR (email IS NULL AND sender_key = '')",
            name=op.f("ck_question_address_forgotten"),
        ),
        sa.CheckConstraint(
            "(state = 'removed') = (removed_at IS NOT NULL) AND (removed_at IS NULL) = (reason = '')",
            name=op.f("ck_question_removed_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_question_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_question_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"],
            ["account.id"],
            name=op.f("fk_question_removed_by_id_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(
        "ix_question_listing_id_state_answered_at", "question", ["listing_id", "state", "answered_at", "id"]
    )
    op.create_index(
        "ix_question_artisan_id_state_asked_at", "question", ["artisan_id", "state", "asked_at", "id"]
    )
    op.create_table(
        "question_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("reason", _one_of(FLAGS, "flag_reason"), nullable=False),
        sa.Column("sender_key", sa.String(64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_flag_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_flag")),
        sa.UniqueConstraint(
            "question_id", "sender_key", name=op.f("uq_question_flag_question_id_sender_key")
        ),
    )
    op.create_index("ix_question_flag_settled_at", "question_flag", ["settled_at"])


def downgrade() -> None:
    op.drop_table("question_flag")
    op.drop_table("question")
