"""Keep the focal point of a photo, a deleted photo for a day, and how light and sharp a picture is.

Photos from before have no focal point (the middle), pictures from before no measures: nothing is said of them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0400"
down_revision = "20261127_0450"
branch_labels = None
depends_on = None

A_POINT = "(focus_x IS NULL) = (focus_y IS NULL)"
IN_PERCENT = "focus_x BETWEEN 0 AND 100 AND focus_y BETWEEN 0 AND 100"
MEASURES = ("luma", "shadow", "highlight", "sharpness", "lettering")


def upgrade() -> None:
    with op.batch_alter_table("photo") as batch:
        batch.add_column(sa.Column("focus_x", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("focus_y", sa.Integer(), nullable=True))
        batch.create_check_constraint(op.f("ck_photo_focus_is_a_point"), A_POINT)
        batch.create_check_constraint(op.f("ck_photo_focus_in_percent"), IN_PERCENT)
    op.create_table(
        "deleted_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=160), nullable=False),
        sa.Column("focus_x", sa.Integer(), nullable=True),
        sa.Column("focus_y", sa.Integer(), nullable=True),
        sa.Column("deleted_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(A_POINT, name=op.f("ck_deleted_photo_focus_is_a_point")),
        sa.CheckConstraint(IN_PERCENT, name=op.f("ck_deleted_photo_focus_in_percent")),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_deleted_photo_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["picture.id"],
            name=op.f("fk_deleted_photo_picture_id_picture"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deleted_photo")),
        sa.UniqueConstraint("listing_id", "picture_id", name=op.f("uq_deleted_photo_listing_id_picture_id")),
    )
    op.create_index(op.f("ix_deleted_photo_listing_id"), "deleted_photo", ["listing_id"])
    op.create_index(op.f("ix_deleted_photo_picture_id"), "deleted_photo", ["picture_id"])
    for name in MEASURES:
        op.add_column("picture", sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    """What was deleted in the last day cannot be put back any more."""
    for name in MEASURES:
        op.drop_column("picture", name)
    op.drop_table("deleted_photo")
    with op.batch_alter_table("photo") as batch:
        batch.drop_constraint(op.f("ck_photo_focus_in_percent"), type_="check")
        batch.drop_constraint(op.f("ck_photo_focus_is_a_point"), type_="check")
        batch.drop_column("focus_y")
        batch.drop_column("focus_x")
