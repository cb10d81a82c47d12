"""Keep opportunities, who applied for them, and who was told of their deadlines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_1120"
down_revision = "20261128_1110"
branch_labels = None
depends_on = None

STANDINGS = "state IN ('draft', 'withdrawn') OR published_at IS NOT NULL"
DAYS = "last_on IS NULL OR (first_on IS NOT NULL AND last_on >= first_on)"


def upgrade() -> None:
    _opportunities()
    _applications()


def downgrade() -> None:
    for table in ("opportunity_nudge", "application", "opportunity"):
        op.drop_table(table)


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _opportunities() -> None:
    op.create_table(
        "opportunity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=130), nullable=False),
        sa.Column(
            "kind",
            _words("kind", "fair", "exhibition", "procurement", "training", "finance"),
            nullable=False,
        ),
        sa.Column("state", _words("state", "draft", "published", "closed", "withdrawn"), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("offered_by", sa.String(length=160), nullable=False),
        sa.Column("place_code", sa.String(length=13), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("rule_units", sa.JSON(), nullable=False),
        sa.Column("rule_valid", sa.Boolean(), nullable=False),
        sa.Column("rule_until", sa.Date(), nullable=True),
        sa.Column("rule_areas", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(DAYS, name=op.f("ck_opportunity_days")),
        sa.CheckConstraint("decided_at IS NULL OR state = 'closed'", name=op.f("ck_opportunity_decided")),
        sa.CheckConstraint("places IS NULL OR places > 0", name=op.f("ck_opportunity_places")),
        sa.CheckConstraint(STANDINGS, name=op.f("ck_opportunity_published")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_opportunity_place_code_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
        sa.UniqueConstraint("slug", name=op.f("uq_opportunity_slug")),
    )
    op.create_index(op.f("ix_opportunity_place_code"), "opportunity", ["place_code"])
    op.create_index("ix_opportunity_state_deadline", "opportunity", ["state", "deadline", "id"])


def _applications() -> None:
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            _words("answer", "sent", "shortlisted", "chosen", "not_chosen", "taken_back"),
            nullable=False,
        ),
        sa.Column("with_contact", sa.Boolean(), nullable=False),
        sa.Column("attached", sa.JSON(), nullable=False),
        sa.Column("standing_on", sa.Date(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["artisan_id"], ["artisan.id"], name=op.f("fk_application_artisan_id_artisan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunity.id"],
            name=op.f("fk_application_opportunity_id_opportunity"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint(
            "opportunity_id", "artisan_id", name=op.f("uq_application_opportunity_id_artisan_id")
        ),
    )
    op.create_index("ix_application_artisan_id", "application", ["artisan_id", "id"])
    op.create_table(
        "opportunity_nudge",
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["artisan_id"],
            ["artisan.id"],
            name=op.f("fk_opportunity_nudge_artisan_id_artisan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunity.id"],
            name=op.f("fk_opportunity_nudge_opportunity_id_opportunity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("opportunity_id", "artisan_id", name=op.f("pk_opportunity_nudge")),
    )
    op.create_index(op.f("ix_opportunity_nudge_artisan_id"), "opportunity_nudge", ["artisan_id"])
