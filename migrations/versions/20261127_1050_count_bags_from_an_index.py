"""Let bags be counted from an index alone, without their rows."""

from __future__ import annotations

from alembic import op

revision = "20261127_1050"
down_revision = "20261127_0920"
branch_labels = None
depends_on = None

COUNTED = [
    "bag_type",
    "technique",
    "artisan_id",
    "price",
    "readiness",
    "made_by",
    "length_cm",
    "width_cm",
    "height_cm",
]


def upgrade() -> None:
    op.create_index("ix_listing_counted", "listing", ["state", *COUNTED])
    op.create_index("ix_listing_state_technique_artisan_id", "listing", ["state", "technique", "artisan_id"])


def downgrade() -> None:
    op.drop_index("ix_listing_state_technique_artisan_id", table_name="listing")
    op.drop_index("ix_listing_counted", table_name="listing")
