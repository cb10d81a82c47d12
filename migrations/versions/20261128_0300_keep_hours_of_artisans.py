"""Keep the hours in which an artisan answers by weekday; those she named for every day are hers on each of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "20261128_0300"
down_revision = "20261128_0400"
branch_labels = None
depends_on = None

ARTISAN = sa.table(
    "artisan",
    sa.column("id", sa.Integer),
    sa.column("reply_from", sa.Time),
    sa.column("reply_until", sa.Time),
)
HOURS = sa.table(
    "reply_hours",
    sa.column("artisan_id", sa.Integer),
    sa.column("weekday", sa.Integer),
    sa.column("opens", sa.Time),
    sa.column("closes", sa.Time),
)


def upgrade() -> None:
    op.create_table(
        "reply_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday >= 0 AND weekday <= 6", name=op.f("ck_reply_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_reply_hours_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_hours")),
        sa.UniqueConstraint("artisan_id", "weekday", name=op.f("uq_reply_hours_artisan_id_weekday")),
    )
    named = sa.and_(ARTISAN.c.reply_from.is_not(None), ARTISAN.c.reply_until.is_not(None))
    for day in range(7):
        rows = sa.select(
            ARTISAN.c.id, sa.literal(day, sa.Integer), ARTISAN.c.reply_from, ARTISAN.c.reply_until
        )
        op.execute(
            HOURS.insert().from_select(["artisan_id", "weekday", "opens", "closes"], rows.where(named))
        )
    with op.batch_alter_table("artisan") as table:
        table.drop_column("reply_from")
        table.drop_column("reply_until")


def downgrade() -> None:
    """One pair of hours is kept of a week: those of its first day."""
    with op.batch_alter_table("artisan") as table:
        table.add_column(sa.Column("reply_from", sa.Time(), nullable=True))
        table.add_column(sa.Column("reply_until", sa.Time(), nullable=True))
    op.execute(ARTISAN.update().values(reply_from=_first(HOURS.c.opens), reply_until=_first(HOURS.c.closes)))
    op.drop_table("reply_hours")


def _first(column: sa.ColumnClause[Any]) -> sa.ScalarSelect[Any]:
    hers = sa.select(column).where(HOURS.c.artisan_id == ARTISAN.c.id)
    return hers.order_by(HOURS.c.weekday).limit(1).scalar_subquery()
