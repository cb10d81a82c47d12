"""Keep photos of how bags are made, and of where artisans work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_0882"
down_revision = "20261127_0881"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _photos("process_photo", "listing")
    _photos("workplace_photo", "artisan")


def downgrade() -> None:
    """The photos' rows go; the sweep of pictures takes the files a day later."""
    op.drop_table("workplace_photo")
    op.drop_table("process_photo")


def _photos(table: str, owner: str) -> None:
    op.create_table(
        table,
        sa.Column(f"{owner}_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(160), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            [f"{owner}_id"], [f"{owner}.id"], name=op.f(f"fk_{table}_{owner}_id_{owner}"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["picture.id"], name=op.f(f"fk_{table}_picture_id_picture"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(f"{owner}_id", "picture_id", name=op.f(f"uq_{table}_{owner}_id_picture_id")),
    )
    op.create_index(op.f(f"ix_{table}_{owner}_id"), table, [f"{owner}_id"])
    op.create_index(op.f(f"ix_{table}_picture_id"), table, ["picture_id"])
