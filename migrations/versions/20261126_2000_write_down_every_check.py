"""Write down every check; what verified certificates were checked by becomes their first event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_2000"
down_revision = "20261126_1805"
branch_labels = None
depends_on = None

METHODS = ("portal_bnsp", "qr_scan", "lsp_confirmation", "city_list", "physical_document")
OUTCOMES = ("match", "mismatch", "not_found", "source_unavailable")
ROLES = ("buyer", "artisan", "officer", "admin", "lsp")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "verification_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("method", _words("method", *METHODS), nullable=False),
        sa.Column("outcome", _words("outcome", *OUTCOMES), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_role", _words("actor_role", *ROLES), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "method NOT IN ('city_list', 'physical_document') OR outcome <> 'source_unavailable'",
            name=op.f("ck_verification_event_source_at_hand"),
        ),
        sa.CheckConstraint(
            "method <> 'physical_document' OR outcome <> 'not_found'",
            name=op.f("ck_verification_event_paper_is_there"),
        ),
        sa.CheckConstraint(
            "outcome <> 'mismatch' OR note <> ''", name=op.f("ck_verification_event_mismatch_is_told")
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_verification_event_certificate_id_certificate"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["account.id"],
            name=op.f("fk_verification_event_actor_id_account"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification_event")),
    )
    op.create_index(
        "ix_verification_event_certificate_id_checked_on",
        "verification_event",
        ["certificate_id", "checked_on"],
    )
    op.create_table(
        "evidence_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("original_key", sa.String(length=160), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["verification_event.id"],
            name=op.f("fk_evidence_file_event_id_verification_event"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_file")),
        sa.UniqueConstraint("event_id", name=op.f("uq_evidence_file_event_id")),
        sa.UniqueConstraint("original_key", name=op.f("uq_evidence_file_original_key")),
    )
    take_over()
    for statement in guards(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Day and method of each certificate stay what the newest match made them."""
    op.drop_table("evidence_file")
    op.drop_table("verification_event")  # and its triggers with it; the function belongs to the decision log


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def take_over() -> None:
    """Write one event for each record: the match its officer had decided by."""
    op.execute(
        "INSERT INTO verification_event"
        " (certificate_id, method, outcome, checked_on, made_at, actor_id, actor_role, note)"
        " SELECT certificate.id, certificate.method, 'match', certificate.checked_on,"
        " coalesce((SELECT max(decision.made_at) FROM decision"
        "  WHERE decision.certificate_id = certificate.id AND decision.method IS NOT NULL), certificate.updated_at),"
        " account.id, coalesce(account.role, 'admin'), ''"
        " FROM certificate LEFT JOIN account ON account.id = coalesce((SELECT max(decision.actor_id) FROM decision"
        "  WHERE decision.certificate_id = certificate.id AND decision.method IS NOT NULL), certificate.decided_by_id)"
        " WHERE certificate.checked_on IS NOT NULL AND certificate.method IS NOT NULL"
        " AND certificate.status IN ('verified', 'suspended', 'revoked') ORDER BY certificate.id"
    )


def guards(dialect: str) -> list[str]:
    """Triggers that refuse to change or delete an event."""
    table = "verification_event"
    if dialect != "postgresql":
        return [
            f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for deed in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
        f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
        for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ]
