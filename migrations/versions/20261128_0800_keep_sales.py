"""Keep sales an artisan writes down by hand, and every version of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0800"
down_revision = "20261128_0900"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *_entry(),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("what <> ''", name=op.f("ck_sale_what")),
        sa.CheckConstraint("pieces > 0", name=op.f("ck_sale_pieces")),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_sale_amount")),
        _to("sale", "artisan_id", "artisan", "RESTRICT"),
        _to("sale", "listing_id", "listing", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale")),
        sa.UniqueConstraint("artisan_id", "once", name=op.f("uq_sale_artisan_id_once")),
    )
    op.create_index("ix_sale_artisan_id_sold_on", "sale", ["artisan_id", "sold_on", "id"])
    op.create_index(op.f("ix_sale_listing_id"), "sale", ["listing_id"])
    op.create_table(
        "sale_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sale_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        *_entry(),
        _to("sale_version", "sale_id", "sale", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_version")),
        sa.UniqueConstraint("sale_id", "number", name=op.f("uq_sale_version_sale_id_number")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("sale_version")
    op.drop_table("sale")


def _entry() -> list[sa.Column]:
    return [
        sa.Column("sold_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=120), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.String(length=80), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
    ]


def _to(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )


def guards(dialect: str) -> list[str]:
    """Triggers that keep versions as they were written."""
    table = "sale_version"
    if dialect == "postgresql":
        return [
            f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
            f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
            for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        ]
    return [
        f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for deed in ("UPDATE", "DELETE")
    ]
