"""Keep hashes of pictures and of their middles in indexed bands, and which pictures look like copies of others.

Pictures from before are not compared until their renditions are made again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261126_2320"
down_revision = "20261126_2310"
branch_labels = None
depends_on = None


def picture(table: str, column: str = "picture_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["picture.id"], name=op.f(f"fk_{table}_{column}_picture"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "picture_mark",
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("crop", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.CheckConstraint("crop BETWEEN 0 AND 90", name=op.f("ck_picture_mark_percent")),
        picture("picture_mark"),
        sa.PrimaryKeyConstraint("picture_id", "crop", name=op.f("pk_picture_mark")),
    )
    op.create_table(
        "picture_band",
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("crop", sa.Integer(), nullable=False),
        sa.Column("band", sa.String(length=8), nullable=False),
        picture("picture_band"),
        sa.PrimaryKeyConstraint("picture_id", "crop", "band", name=op.f("pk_picture_band")),
    )
    op.create_index(op.f("ix_picture_band_band"), "picture_band", ["band"])
    op.create_table(
        "picture_copy",
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False),
        sa.Column("crop", sa.Integer(), nullable=False),
        sa.Column("mirrored", sa.Boolean(), nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("picture_id <> other_id", name=op.f("ck_picture_copy_two_pictures")),
        picture("picture_copy"),
        picture("picture_copy", "other_id"),
        sa.PrimaryKeyConstraint("picture_id", "other_id", name=op.f("pk_picture_copy")),
    )
    op.create_index(op.f("ix_picture_copy_other_id"), "picture_copy", ["other_id"])


def downgrade() -> None:
    for table in ("picture_copy", "picture_band", "picture_mark"):
        op.drop_table(table)
