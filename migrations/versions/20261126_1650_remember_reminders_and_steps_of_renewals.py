"""Remember reminders and steps of renewals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261126_1650"
down_revision = "20261126_1610"
branch_labels = None
depends_on = None

STEPS = ("contacted", "portfolio", "application", "fee", "transport", "registered")


def upgrade() -> None:
    op.create_table(
        "renewal_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_renewal_reminder_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewal_reminder")),
        sa.UniqueConstraint(
            "certificate_id",
            "valid_until",
            "days",
            name=op.f("uq_renewal_reminder_certificate_id_valid_until_days"),
        ),
    )
    op.create_table(
        "renewal_step",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(*STEPS, name="step", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column("noted_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_renewal_step_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["noted_by_id"],
            ["account.id"],
            name=op.f("fk_renewal_step_noted_by_id_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("certificate_id", "step", name=op.f("pk_renewal_step")),
    )


def downgrade() -> None:
    op.drop_table("renewal_step")
    op.drop_table("renewal_reminder")
