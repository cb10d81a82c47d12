"""Keep reports from the public, and appeals by artisans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261126_2100"
down_revision = "20261126_2020"
branch_labels = None
depends_on = None

REASONS = (
    "number_wrong",
    "not_this_person",
    "not_made_by_holder",
    "withdrawn_by_issuer",
    "badge_misused",
    "other",
)
STATES = ("received", "with_artisan", "replied", "closed")
REPORT_OUTCOMES = ("proven", "not_proven", "corrected", "outside")
APPEAL_OUTCOMES = ("upheld", "granted")


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=10), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("reason", listed("reason", REASONS), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("sender_key", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("state", listed("state", STATES), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("forwarded_at", UtcDateTime(), nullable=True),
        sa.Column("reply_until", UtcDateTime(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", listed("outcome", REPORT_OUTCOMES), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_by_name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(forwarded_at IS NULL) = (reply_until IS NULL)", name=op.f("ck_report_forwarded")
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (outcome IS NOT NULL) AND (outcome IS NULL) = (closed_at IS NULL)",
            name=op.f("ck_report_closed_with_outcome"),
        ),
        certificate("report"),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["account.id"], name=op.f("fk_report_closed_by_id_account"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("receipt", name=op.f("uq_report_receipt")),
    )
    op.create_index("ix_report_certificate_id_closed_at", "report", ["certificate_id", "closed_at"])
    op.create_index("ix_report_state_received_at", "report", ["state", "received_at"])
    op.create_table(
        "report_evidence",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("original_key", sa.String(length=160), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("forgotten_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(forgotten_at IS NULL) = (original_key IS NOT NULL)",
            name=op.f("ck_report_evidence_kept_or_forgotten"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_report_evidence_report_id_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_evidence")),
    )
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", listed("outcome", APPEAL_OUTCOMES), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided_at IS NULL)", name=op.f("ck_appeal_decided_with_outcome")
        ),
        certificate("appeal"),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_appeal_decision_id_decision"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["account.id"],
            name=op.f("fk_appeal_decided_by_id_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_appeal_decision_id")),
    )
    op.create_index(op.f("ix_appeal_certificate_id"), "appeal", ["certificate_id"])
    op.create_index("ix_appeal_decided_at_made_at", "appeal", ["decided_at", "made_at"])


def downgrade() -> None:
    for table in ("appeal", "report_evidence", "report"):
        op.drop_table(table)


def listed(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def certificate(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["certificate_id"],
        ["certificate.id"],
        name=op.f(f"fk_{table}_certificate_id_certificate"),
        ondelete="CASCADE",
    )
