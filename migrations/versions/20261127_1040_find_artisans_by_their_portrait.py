"""Find artisans by their portrait: each light copy of a picture that is written asks whose face it is."""

from __future__ import annotations

from alembic import op

revision = "20261127_1040"
down_revision = "20261127_1030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_artisan_portrait_id"), "artisan", ["portrait_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_artisan_portrait_id"), table_name="artisan")
