"""Keep lists of results, their rows, and how often somebody guessed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261126_1805"
down_revision = "20261126_1800"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim_tries",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_claim_tries_tries")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_claim_tries_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_claim_tries")),
    )
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "imported",
                "undone",
                name="roster_state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("event", sa.String(length=160), nullable=False),
        sa.Column("body_name", sa.String(length=160), nullable=False),
        sa.Column("body_licence_no", sa.String(length=40), nullable=False),
        sa.Column("body_licence_key", sa.String(length=40), nullable=False),
        sa.Column("scheme", sa.String(length=200), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("cleaned", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", UtcDateTime(), nullable=True),
        sa.Column("imported_on", sa.Date(), nullable=True),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR (imported_at IS NOT NULL AND imported_by_id IS NOT NULL AND imported_on IS NOT NULL AND cleaned IS NULL)",
            name=op.f("ck_roster_imported_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["account.id"],
            name=op.f("fk_roster_created_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["imported_by_id"],
            ["account.id"],
            name=op.f("fk_roster_imported_by_id_account"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
    )
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roster_digest"), ["digest"], unique=False)
        batch_op.create_index("ix_roster_state_created_at", ["state", "created_at"], unique=False)

    op.create_table(
        "roster_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roster_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "competent",
                "not_yet",
                name="roster_result",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("holder_name", sa.String(length=120), nullable=False),
        sa.Column("holder_name_folded", sa.String(length=160), nullable=False),
        sa.Column("certificate_no", sa.String(length=80), nullable=False),
        sa.Column("certificate_no_key", sa.String(length=80), nullable=False),
        sa.Column("registration_no", sa.String(length=80), nullable=False),
        sa.Column("blanko_no", sa.String(length=40), nullable=False),
        sa.Column("body_licence_key", sa.String(length=40), nullable=False),
        sa.Column("scheme", sa.String(length=200), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=True),
        sa.Column("term_months", sa.Integer(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("village", sa.String(length=80), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column(
            "fact",
            sa.Enum(
                "birth_date",
                "nik_tail",
                name="roster_fact",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("fact_hash", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", UtcDateTime(), nullable=True),
        sa.Column("certificate_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "result <> 'competent' OR (certificate_no_key <> '' AND issue_date IS NOT NULL AND valid_until IS NOT NULL)",
            name=op.f("ck_roster_row_competent_is_complete"),
        ),
        sa.CheckConstraint(
            "result = 'competent' OR (certificate_no = '' AND certificate_no_key = '' AND fact_hash = '' AND certificate_id IS NULL)",
            name=op.f("ck_roster_row_not_yet_is_bare"),
        ),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_roster_row_tries")),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_roster_row_certificate_id_certificate"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["roster_id"], ["roster.id"], name=op.f("fk_roster_row_roster_id_roster"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_row")),
        sa.UniqueConstraint("certificate_id", name=op.f("uq_roster_row_certificate_id")),
    )
    with op.batch_alter_table("roster_row", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_roster_row_certificate_no_key"), ["certificate_no_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_roster_row_holder_name_folded"), ["holder_name_folded"], unique=False
        )
        batch_op.create_index("ix_roster_row_roster_id_number", ["roster_id", "number"], unique=False)
        batch_op.create_index(
            "uq_roster_row_number_of_body",
            ["body_licence_key", "certificate_no_key"],
            unique=True,
            sqlite_where=sa.text("result = 'competent'"),
            postgresql_where=sa.text("result = 'competent'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("roster_row", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_roster_row_number_of_body",
            sqlite_where=sa.text("result = 'competent'"),
            postgresql_where=sa.text("result = 'competent'"),
        )
        batch_op.drop_index("ix_roster_row_roster_id_number")
        batch_op.drop_index(batch_op.f("ix_roster_row_holder_name_folded"))
        batch_op.drop_index(batch_op.f("ix_roster_row_certificate_no_key"))

    op.drop_table("roster_row")
    with op.batch_alter_table("roster", schema=None) as batch_op:
        batch_op.drop_index("ix_roster_state_created_at")
        batch_op.drop_index(batch_op.f("ix_roster_digest"))

    op.drop_table("roster")
    op.drop_table("claim_tries")
