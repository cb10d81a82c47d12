"""Keep private links of order notes and requests in rows of their own, as digests; those handed out go on working.

The chance of an order note stays: proofs in its letters are made of it.
"""

from __future__ import annotations

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0400"
down_revision = "20261128_0700"
branch_labels = None
depends_on = None

OWNERS = (
    ("order_note", "order_note_link", "note_id", "proposed_at"),
    ("custom_request", "request_link", "request_id", "created_at"),
)
LOCKED = "an agreed order note is locked"
FROZEN = ("code", "artisan_id", "agreed_at", "number", "proposed_by", "ready_on", "agreed_on")


def upgrade() -> None:
    for owner, table, column, begun in OWNERS:
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column(column, sa.Integer(), nullable=False),
            sa.Column("digest", sa.String(length=64), nullable=False),
            sa.Column("given_at", UtcDateTime(), nullable=False),
            sa.Column("replaced_at", UtcDateTime(), nullable=True),
            sa.ForeignKeyConstraint(
                [column], [f"{owner}.id"], name=op.f(f"fk_{table}_{column}_{owner}"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
        old = sa.table(owner, sa.column("id"), sa.column("link_digest"), sa.column(begun))
        new = sa.table(table, sa.column(column), sa.column("digest"), sa.column("given_at"))
        handed_out = sa.select(old.c.id, old.c.link_digest, old.c[begun])
        op.execute(sa.insert(new).from_select([column, "digest", "given_at"], handed_out))
    _unlock()
    for owner, *_ in OWNERS:
        with op.batch_alter_table(owner) as batch:
            batch.drop_constraint(op.f(f"uq_{owner}_link_digest"), type_="unique")
            batch.drop_column("link_digest")
            if owner != "order_note":
                batch.drop_column("link_seed")
    for _owner, table, *_ in OWNERS:  # PostgreSQL knows the constraint that just went by the same name
        with op.batch_alter_table(table) as batch:
            batch.create_unique_constraint(op.f(f"uq_{table}_digest"), ["digest"])
    _lock()


def downgrade() -> None:
    """The newest link of each goes on working; the version before can make no letter lead there."""
    _unlock()
    for owner, table, column, _begun in OWNERS:
        with op.batch_alter_table(owner) as batch:
            batch.add_column(sa.Column("link_digest", sa.String(length=64), nullable=True))
            if owner != "order_note":
                batch.add_column(sa.Column("link_seed", sa.String(length=64), nullable=True))
        bind = op.get_bind()
        old = sa.table(owner, sa.column("id"), sa.column("link_seed"), sa.column("link_digest"))
        new = sa.table(
            table, sa.column("id"), sa.column(column), sa.column("digest"), sa.column("replaced_at")
        )
        rows = sa.select(new.c[column], new.c.digest).order_by(new.c.replaced_at.is_(None), new.c.id)
        newest = dict(bind.execute(rows).all())
        for number in bind.execute(sa.select(old.c.id)).scalars().all():
            values = {"link_digest": newest.get(number) or token_hex(32)}
            if owner != "order_note":
                values["link_seed"] = token_hex(32)
            bind.execute(sa.update(old).where(old.c.id == number).values(values))
        op.drop_table(table)
        with op.batch_alter_table(owner) as batch:
            batch.alter_column("link_seed", existing_type=sa.String(length=64), nullable=False)
            batch.alter_column("link_digest", existing_type=sa.String(length=64), nullable=False)
            batch.create_unique_constraint(op.f(f"uq_{owner}_link_digest"), ["link_digest"])
    _lock()


def _unlock() -> None:
    """SQLite rebuilds a table to change it: triggers on it, and those that read it, would stop that."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER IF EXISTS order_note_locked")
        op.execute("DROP TRIGGER IF EXISTS order_note_version_locked")


def _lock() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FROZEN)
    op.execute(
        "CREATE TRIGGER order_note_locked BEFORE UPDATE ON order_note"
        f" WHEN (OLD.agreed_at IS NOT NULL AND ({changed}))"
        f" BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END"
    )
    agreed = "EXISTS (SELECT 1 FROM order_note WHERE id = NEW.note_id AND agreed_at IS NOT NULL)"
    op.execute(
        f"CREATE TRIGGER order_note_version_locked BEFORE INSERT ON order_note_version WHEN {agreed}"
        f" BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END"
    )
