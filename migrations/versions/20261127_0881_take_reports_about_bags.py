"""Take reports about bags beside those about records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "20261127_0881"
down_revision = "20261127_0880"
branch_labels = None
depends_on = None

ABOUT_RECORDS = (
    "number_wrong",
    "not_this_person",
    "not_made_by_holder",
    "withdrawn_by_issuer",
    "badge_misused",
)
ABOUT_BAGS = ("stolen_photos", "not_as_described", "not_made_by_maker", "prohibited", "counterfeit")


def upgrade() -> None:
    with op.batch_alter_table("report") as batch:
        batch.add_column(sa.Column("listing_id", sa.Integer(), nullable=True))
        batch.alter_column("certificate_id", existing_type=sa.Integer(), nullable=True)
        batch.create_foreign_key(
            op.f("fk_report_listing_id_listing"), "listing", ["listing_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_check_constraint(
            op.f("ck_report_about_one_thing"), "(certificate_id IS NULL) <> (listing_id IS NULL)"
        )
        batch.create_index("ix_report_listing_id_closed_at", ["listing_id", "closed_at"])
        _allow(batch, (*ABOUT_RECORDS, *ABOUT_BAGS, "other"))


def downgrade() -> None:
    """Reports about bags go; what the decision log holds of them stays."""
    op.execute(
        "DELETE FROM report_evidence WHERE report_id IN (SELECT id FROM report WHERE listing_id IS NOT NULL)"
    )
    op.execute("DELETE FROM report WHERE listing_id IS NOT NULL")
    with op.batch_alter_table("report") as batch:
        _allow(batch, (*ABOUT_RECORDS, "other"))
        batch.drop_index("ix_report_listing_id_closed_at")
        batch.drop_constraint(op.f("ck_report_about_one_thing"), type_="check")
        batch.drop_constraint(op.f("fk_report_listing_id_listing"), type_="foreignkey")
        batch.alter_column("certificate_id", existing_type=sa.Integer(), nullable=False)
        batch.drop_column("listing_id")


def _allow(batch: BatchOperations, reasons: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{reason}'" for reason in reasons)
    batch.drop_constraint(op.f("ck_report_reason"), type_="check")
    batch.create_check_constraint(op.f("ck_report_reason"), f"reason IN ({listed})")
