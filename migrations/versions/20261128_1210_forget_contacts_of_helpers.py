"""Forget the contact of whoever was invited as a helper, once the invitation is taken up or ended."""

from __future__ import annotations

from alembic import op

revision = "20261128_1210"
down_revision = "20261128_1200"
branch_labels = None
depends_on = None

BEFORE, NOW = "ck_helper_one_contact", "ck_helper_contact_while_invited"


def upgrade() -> None:
    with op.batch_alter_table("helper") as batch:
        batch.drop_constraint(op.f(BEFORE), type_="check")
    op.execute(
        "UPDATE helper SET email = NULL, phone = NULL WHERE accepted_at IS NOT NULL OR ended_at IS NOT NULL"
    )
    with op.batch_alter_table("helper") as batch:
        batch.create_check_constraint(
            op.f(NOW),
            "CASE WHEN accepted_at IS NULL AND ended_at IS NULL THEN (email IS NULL) <> (phone IS NULL) "
            "ELSE email IS NULL AND phone IS NULL END",
        )


def downgrade() -> None:
    """What was forgotten stays so: an empty address stands for it, which is nobody's."""
    with op.batch_alter_table("helper") as batch:
        batch.drop_constraint(op.f(NOW), type_="check")
    op.execute("UPDATE helper SET email = '' WHERE email IS NULL AND phone IS NULL")
    with op.batch_alter_table("helper") as batch:
        batch.create_check_constraint(op.f(BEFORE), "(email IS NULL) <> (phone IS NULL)")
