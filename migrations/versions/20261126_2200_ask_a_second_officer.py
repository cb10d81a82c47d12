"""Ask a second officer, remember relatives and grounds, and link a renewal to what it renews."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261126_2200"
down_revision = "20261126_1740"
branch_labels = None
depends_on = None

GROUNDS = ("false_data", "misuse", "surveillance", "issuer", "holder", "mistake")
ACTIONS = (
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
ANSWERS = ("confirmed", "declined", "taken_back", "lapsed")


def _words(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("declared_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_relation_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_relation_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    op.create_index(op.f("ix_relation_artisan_id"), "relation", ["artisan_id"])
    op.create_index(
        "uq_relation_standing",
        "relation",
        ["account_id", "artisan_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("certificate_version", sa.Integer(), nullable=False),
        sa.Column("action", _words("action", ACTIONS), nullable=False),
        sa.Column("ground", _words("ground", GROUNDS), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by_name", sa.String(120), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("answer", _words("answer", ANSWERS), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_name", sa.String(120), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answer_note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_proposal_answered_at_some_time")
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_proposal_certificate_id_certificate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["account.id"],
            name=op.f("fk_proposal_proposed_by_id_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["account.id"],
            name=op.f("fk_proposal_answered_by_id_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_certificate_id"), "proposal", ["certificate_id"])
    op.create_index(
        "uq_proposal_unanswered",
        "proposal",
        ["certificate_id"],
        unique=True,
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )
    with op.batch_alter_table("decision") as table:
        table.add_column(sa.Column("ground", _words("ground", GROUNDS), nullable=True))
    _give_back_grounds()
    with op.batch_alter_table("certificate") as table:
        table.add_column(sa.Column("renews_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_certificate_renews_id_certificate"),
            "certificate",
            ["renews_id"],
            ["id"],
            ondelete="SET NULL",
        )
        table.create_unique_constraint(op.f("uq_certificate_renews_id"), ["renews_id"])


def _give_back_grounds() -> None:
    """Give decisions the grounds that a way down took from them: the log still names them."""
    logged = op.get_bind().execute(
        sa.text(
            "SELECT log_opening.subject_id, log_entry.entry FROM log_opening"
            " JOIN log_entry ON log_entry.seq = log_opening.seq WHERE log_opening.subject_type = 'decision'"
        )
    )
    decision = sa.table("decision", sa.column("id"), sa.column("ground"))
    for number, entry in logged.all():
        ground = json.loads(entry)["details"].get("ground")
        if ground:
            op.execute(sa.update(decision).where(decision.c.id == number).values(ground=ground))


def downgrade() -> None:
    with op.batch_alter_table("certificate") as table:
        table.drop_constraint(op.f("uq_certificate_renews_id"), type_="unique")
        table.drop_constraint(op.f("fk_certificate_renews_id_certificate"), type_="foreignkey")
        table.drop_column("renews_id")
    with op.batch_alter_table("decision") as table:
        table.drop_constraint(op.f("ck_decision_ground"), type_="check")
        table.drop_column("ground")
    op.drop_table("proposal")
    op.drop_table("relation")
