"""Bind a question to the variation of the bag it is about, and remember how that one was when it was asked.

Questions from before were about the bag as a whole, as far as is known: they stay so.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_1010"
down_revision = "20261127_1050"
branch_labels = None
depends_on = None

COLOURS = (
    "black", "white", "cream", "brown", "grey", "red", "maroon", "pink", "orange", "yellow", "green", "turquoise",
    "blue", "navy", "purple", "gold", "silver", "multicolour",
)  # fmt: skip
NAMED = "variant_code IS NULL OR asked_colour IS NOT NULL OR asked_colour_words <> '' OR asked_size <> ''"
WORDS = {"asked_colour_words": 40, "asked_size": 30}


def upgrade() -> None:
    with op.batch_alter_table("thread") as batch:
        batch.add_column(sa.Column("variant_code", sa.String(6), nullable=True))
        batch.add_column(
            sa.Column(
                "asked_colour",
                sa.Enum(*COLOURS, name="colour", native_enum=False, create_constraint=False, length=32),
                nullable=True,
            )
        )
        for column, length in WORDS.items():
            batch.add_column(sa.Column(column, sa.String(length), nullable=False, server_default=""))
        batch.add_column(sa.Column("asked_price", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("asked_photo_id", sa.Integer(), nullable=True))
        listed = ", ".join(f"'{colour}'" for colour in COLOURS)
        batch.create_check_constraint(op.f("ck_thread_colour"), f"asked_colour IN ({listed})")
        batch.create_check_constraint(op.f("ck_thread_variant_is_named"), NAMED)
        batch.create_foreign_key(
            op.f("fk_thread_asked_photo_id_photo"), "photo", ["asked_photo_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(op.f("ix_thread_asked_photo_id"), ["asked_photo_id"])
    with op.batch_alter_table("thread") as batch:
        for column in WORDS:
            batch.alter_column(column, server_default=None)


def downgrade() -> None:
    """Which variation was meant is forgotten; the words of the question stay."""
    with op.batch_alter_table("thread") as batch:
        batch.drop_index(op.f("ix_thread_asked_photo_id"))
        batch.drop_constraint(op.f("fk_thread_asked_photo_id_photo"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_thread_variant_is_named"), type_="check")
        batch.drop_constraint(op.f("ck_thread_colour"), type_="check")
        for column in ("asked_photo_id", "asked_price", *WORDS, "asked_colour", "variant_code"):
            batch.drop_column(column)
