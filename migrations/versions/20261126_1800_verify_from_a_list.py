"""Let a row of an issuer's list verify a certificate."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "20261126_1800"
down_revision = "20261126_2200"
branch_labels = None
depends_on = None

BEFORE = (
    "submit",
    "withdraw_submission",
    "verify",
    "ask_changes",
    "reject",
    "suspend",
    "reinstate",
    "revoke",
    "reduce_scope",
)
ADDED = "verify_from_list"


def upgrade() -> None:
    """Allow the step, and give it back to the decisions that a way down took it from: the log still names it."""
    _allow((*BEFORE[:3], ADDED, *BEFORE[3:]))
    op.execute(
        "UPDATE decision SET action = 'verify_from_list' WHERE action = 'verify' AND before = 'draft' AND EXISTS ("
        "SELECT 1 FROM log_opening JOIN log_entry ON log_entry.seq = log_opening.seq"
        " WHERE log_opening.subject_type = 'decision' AND log_opening.subject_id = decision.id"
        " AND log_entry.entry LIKE '%certificate.verify_from_list%')"
    )


def downgrade() -> None:
    """What a list verified stays verified: the step is remembered as a verification."""
    decision = sa.table("decision", sa.column("action", sa.String()))
    op.execute(sa.update(decision).where(decision.c.action == ADDED).values(action="verify"))
    _allow(BEFORE)


def _allow(actions: Sequence[str]) -> None:
    listed = ", ".join(f"'{action}'" for action in actions)
    with op.batch_alter_table("decision") as table:
        table.drop_constraint(op.f("ck_decision_action"), type_="check")
        table.create_check_constraint(op.f("ck_decision_action"), f"action IN ({listed})")
