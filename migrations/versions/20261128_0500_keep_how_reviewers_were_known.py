"""Keep how the right to write each version of a review was proved, and addresses given for that alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0500"
down_revision = "20261127_1250"
branch_labels = None
depends_on = None

TABLE = "review_way"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.Enum("account", "letter", name="how", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("mailbox", sa.String(length=64), nullable=False),
        sa.Column("proved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["review_version.id"],
            name=op.f("fk_review_way_version_id_review_version"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_way")),
        sa.UniqueConstraint("version_id", name=op.f("uq_review_way_version_id")),
    )
    op.create_index(op.f("ix_review_way_mailbox"), TABLE, ["mailbox"])
    op.create_table(
        "review_address",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["order_note.id"],
            name=op.f("fk_review_address_note_id_order_note"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_review_address")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("review_address")
    op.drop_table(TABLE)


def guards(dialect: str) -> list[str]:
    """Triggers that keep the table append-only."""
    if dialect == "postgresql":
        return [
            f"CREATE TRIGGER {TABLE}_refuse_{deed.lower()} BEFORE {deed} ON {TABLE}"
            f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
            for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        ]
    return [
        f"CREATE TRIGGER {TABLE}_refuse_{deed.lower()} BEFORE {deed} ON {TABLE}"
        f" BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
        for deed in ("UPDATE", "DELETE")
    ]
