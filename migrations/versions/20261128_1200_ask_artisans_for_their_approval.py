"""Keep when an artisan was asked for her approval of a draft, and what she said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_1200"
down_revision = "20261128_1140"
branch_labels = None
depends_on = None

OUTCOMES = ("approved", "refused", "taken_over", "replaced")
MEANS = ("link", "sign_in")
OPEN = sa.text("outcome IS NULL")


def upgrade() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(*OUTCOMES, name="outcome", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column(
            "means",
            sa.Enum(*MEANS, name="means", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided_at IS NULL)", name=op.f("ck_approval_ended_on_a_day")
        ),
        sa.CheckConstraint(
            "outcome <> 'approved' OR means IS NOT NULL", name=op.f("ck_approval_approved_by_means")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_approval_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["helper.id"], name=op.f("fk_approval_helper_id_helper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint("digest", name=op.f("uq_approval_digest")),
    )
    op.create_index(
        "uq_approval_listing_id_open",
        "approval",
        ["listing_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_approval_listing_id", "approval", ["listing_id"])
    op.create_index("ix_approval_helper_id", "approval", ["helper_id"])


def downgrade() -> None:
    """Drafts stay as they are; nothing on show is taken down."""
    op.drop_table("approval")
