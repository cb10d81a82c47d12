"""Find units by their codes, so that the shop can name those there are without reading all."""

from __future__ import annotations

from alembic import op

revision = "20261128_0951"
down_revision = "20261128_0950"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_unit_code"), "unit", ["code"])


def downgrade() -> None:
    op.drop_index(op.f("ix_unit_code"), table_name="unit")
