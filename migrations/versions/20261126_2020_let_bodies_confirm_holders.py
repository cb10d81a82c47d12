"""Let people of certifying bodies sign in, each for one body."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "20261126_2020"
down_revision = "20261126_2010"
branch_labels = None
depends_on = None

BEFORE = ("buyer", "artisan", "officer", "admin")
TABLES = ("account", "token", "sign_up")


def upgrade() -> None:
    _allow((*BEFORE, "lsp"))
    for table in ("account", "token"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("body_id", sa.Integer(), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_{table}_body_id_body"), "body", ["body_id"], ["id"], ondelete="RESTRICT"
            )
    with op.batch_alter_table("account") as batch:
        batch.create_check_constraint(
            op.f("ck_account_body_of_lsp"), "(role = 'lsp') = (body_id IS NOT NULL)"
        )


def downgrade() -> None:
    """Nobody of a body may do anything any more: their accounts are switched off, their invitations go."""
    with op.batch_alter_table("account") as batch:
        batch.drop_constraint(op.f("ck_account_body_of_lsp"), type_="check")
    op.execute("DELETE FROM token WHERE role = 'lsp'")
    op.execute(
        "UPDATE account SET role = 'buyer', disabled_at = coalesce(disabled_at, CURRENT_TIMESTAMP)"
        " WHERE role = 'lsp'"
    )
    for table in ("token", "account"):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"fk_{table}_body_id_body"), type_="foreignkey")
            batch.drop_column("body_id")
    _allow(BEFORE)


def _allow(roles: Sequence[str]) -> None:
    listed = ", ".join(f"'{role}'" for role in roles)
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_role"), type_="check")
            batch.create_check_constraint(op.f(f"ck_{table}_role"), f"role IN ({listed})")
