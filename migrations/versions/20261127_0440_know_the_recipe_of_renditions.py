"""Know by which recipe a rendition was made, and keep replaced ones until no page names them.

What is there was made by recipe 1.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0440"
down_revision = "20261127_0300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rendition") as table:
        table.add_column(sa.Column("recipe", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("rendition") as table:
        table.alter_column("recipe", existing_type=sa.Integer(), server_default=None)
    op.create_table(
        "retired_rendition",
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["picture.id"],
            name=op.f("fk_retired_rendition_picture_id_picture"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("picture_id", "key", name=op.f("pk_retired_rendition")),
    )
    op.create_index(op.f("ix_rendition_key"), "rendition", ["key"])
    op.create_index(op.f("ix_retired_rendition_key"), "retired_rendition", ["key"])
    op.create_index(op.f("ix_retired_rendition_retired_at"), "retired_rendition", ["retired_at"])


def downgrade() -> None:
    """Files of replaced renditions have no row then: `tidy-storage` takes them."""
    op.drop_table("retired_rendition")
    op.drop_index(op.f("ix_rendition_key"), "rendition")
    with op.batch_alter_table("rendition") as table:
        table.drop_column("recipe")
