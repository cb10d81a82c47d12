"""Keep what officers read from photos of certificates without the claim in sight."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_2300"
down_revision = "20261126_2100"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rekeying",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("certificate_no", sa.String(length=80), nullable=False),
        sa.Column("holder_name", sa.String(length=120), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_rekeying_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["account.id"], name=op.f("fk_rekeying_actor_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rekeying")),
        sa.UniqueConstraint(
            "certificate_id", "submitted_at", name=op.f("uq_rekeying_certificate_id_submitted_at")
        ),
    )


def downgrade() -> None:
    op.drop_table("rekeying")
