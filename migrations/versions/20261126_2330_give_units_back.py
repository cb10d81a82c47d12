"""Let officers give back units that were taken out of a certificate."""

from __future__ import annotations

from alembic import op

revision = "20261126_2330"
down_revision = "20261126_2320"
branch_labels = None
depends_on = None

BEFORE = (
    "submit",
    "withdraw_submission",
    "verify",
    "verify_from_list",
    "ask_changes",
    "reject",
    "suspend",
    "reinstate",
    "revoke",
    "reduce_scope",
)


def upgrade() -> None:
    _allow((*BEFORE, "restore_scope"))


def downgrade() -> None:
    """Decisions nobody could make then go; the units stay as they were left."""
    op.execute("DELETE FROM decision WHERE action = 'restore_scope'")
    _allow(BEFORE)


def _allow(actions: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{action}'" for action in actions)
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(op.f("ck_decision_action"), type_="check")
        batch.create_check_constraint(op.f("ck_decision_action"), f"action IN ({listed})")
