"""Count readers of records by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_2010"
down_revision = "20261126_2000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_visits",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.CheckConstraint("visits > 0", name=op.f("ck_record_visits_visits")),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_record_visits_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("certificate_id", "day", name=op.f("pk_record_visits")),
    )
    op.create_index("ix_record_visits_day", "record_visits", ["day"])


def downgrade() -> None:
    op.drop_table("record_visits")
