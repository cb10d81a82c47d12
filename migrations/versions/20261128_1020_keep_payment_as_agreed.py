"""Keep pictures artisans show for paying, and how each wanted to be paid when a note was agreed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_1020"
down_revision = "20261128_1011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "payment_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(length=160), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("view_key", sa.String(length=160), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("failure", sa.String(length=64), nullable=True),
        _to("payment_picture", "artisan_id", "artisan", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_picture")),
        sa.UniqueConstraint("source_key", name=op.f("uq_payment_picture_source_key")),
    )
    op.create_index(op.f("ix_payment_picture_artisan_id"), "payment_picture", ["artisan_id"])
    with op.batch_alter_table("payment_words") as batch:
        batch.add_column(sa.Column("picture_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_payment_words_picture_id_payment_picture"),
            "payment_picture",
            ["picture_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_index(op.f("ix_payment_words_picture_id"), ["picture_id"])
    op.create_table(
        "order_note_payment",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        _to("order_note_payment", "note_id", "order_note", "CASCADE"),
        _to("order_note_payment", "picture_id", "payment_picture", "RESTRICT"),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_order_note_payment")),
    )
    op.create_index(op.f("ix_order_note_payment_picture_id"), "order_note_payment", ["picture_id"])
    # of notes agreed before, what stood there is known only where nothing was changed since
    op.execute(
        "INSERT INTO order_note_payment (note_id, words, changed_at)"
        " SELECT n.id, p.words, p.changed_at FROM order_note n JOIN payment_words p ON p.artisan_id = n.artisan_id"
        " WHERE p.words <> '' AND n.state <> 'cancelled' AND n.agreed_at >= p.changed_at"
    )


def downgrade() -> None:
    op.drop_table("order_note_payment")
    with op.batch_alter_table("payment_words") as batch:
        batch.drop_index(op.f("ix_payment_words_picture_id"))
        batch.drop_constraint(op.f("fk_payment_words_picture_id_payment_picture"), type_="foreignkey")
        batch.drop_column("picture_id")
    op.drop_table("payment_picture")


def _to(table: str, column: str, target: str, gone: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=gone)
