"""Offer a bag in variations of colour and size, plan breaks ahead, and say how many bags a week are made.

Bags from before have no variations: their price stays as it was written. A break that was begun goes on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_0840"
down_revision = "20261127_0420"
branch_labels = None
depends_on = None

COLOURS = (
    "black", "white", "cream", "brown", "grey", "red", "maroon", "pink", "orange", "yellow", "green", "turquoise",
    "blue", "navy", "purple", "gold", "silver", "multicolour",
)  # fmt: skip
SIDES = ("length_cm", "width_cm", "height_cm")


def upgrade() -> None:
    with op.batch_alter_table("listing") as batch:
        batch.add_column(sa.Column("base_price", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("top_price", sa.Integer(), nullable=True))
        batch.create_check_constraint(op.f("ck_listing_base_price"), "base_price IS NULL OR base_price > 0")
        batch.create_check_constraint(op.f("ck_listing_top_price"), "top_price IS NULL OR top_price > price")
    op.create_table(
        "variant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "colour",
            sa.Enum(*COLOURS, name="colour", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("colour_words", sa.String(40), nullable=False),
        sa.Column("size", sa.String(30), nullable=False),
        *(sa.Column(side, sa.Numeric(5, 1), nullable=True) for side in SIDES),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("stock", sa.Integer(), nullable=True),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("deleted_photo_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("price IS NULL OR price > 0", name=op.f("ck_variant_price")),
        sa.CheckConstraint("stock IS NULL OR stock >= 0", name=op.f("ck_variant_stock")),
        sa.CheckConstraint(
            "colour IS NOT NULL OR colour_words <> '' OR size <> ''", name=op.f("ck_variant_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_variant_listing_id_listing"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["photo.id"], name=op.f("fk_variant_photo_id_photo"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["deleted_photo_id"],
            ["deleted_photo.id"],
            name=op.f("fk_variant_deleted_photo_id_deleted_photo"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variant")),
        sa.UniqueConstraint("listing_id", "code", name=op.f("uq_variant_listing_id_code")),
    )
    for column in ("listing_id", "photo_id", "deleted_photo_id"):
        op.create_index(op.f(f"ix_variant_{column}"), "variant", [column])
    with op.batch_alter_table("artisan") as batch:
        batch.add_column(sa.Column("paused_from", sa.Date(), nullable=True))
        batch.add_column(sa.Column("weekly_capacity", sa.Integer(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_artisan_weekly_capacity"), "weekly_capacity IS NULL OR weekly_capacity > 0"
        )


def downgrade() -> None:
    """Variations go; each bag keeps the price she wrote for it. Breaks that have not begun would begin at once: they go."""
    op.execute("UPDATE artisan SET paused_until = NULL, paused_at = NULL WHERE paused_from > CURRENT_DATE")
    with op.batch_alter_table("artisan") as batch:
        batch.drop_constraint(op.f("ck_artisan_weekly_capacity"), type_="check")
        batch.drop_column("weekly_capacity")
        batch.drop_column("paused_from")
    op.drop_table("variant")
    op.execute("UPDATE listing SET price = base_price, top_price = NULL WHERE base_price IS NOT NULL")
    with op.batch_alter_table("listing") as batch:
        batch.drop_constraint(op.f("ck_listing_top_price"), type_="check")
        batch.drop_constraint(op.f("ck_listing_base_price"), type_="check")
        batch.drop_column("top_price")
        batch.drop_column("base_price")
