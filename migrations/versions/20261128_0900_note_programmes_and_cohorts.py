"""Keep crafts, programmes and their cohorts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0900"
down_revision = "20261128_0700"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _programmes()
    _cohorts()
    _of_cohorts()


def downgrade() -> None:
    for table in ("cohort_figure", "cohort_day", "cohort_organiser", "cohort", "programme", "craft"):
        op.drop_table(table)


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _programmes() -> None:
    op.create_table(
        "craft",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_craft")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=130), nullable=False),
        sa.Column("craft_code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("intro", sa.Text(), nullable=False),
        sa.Column("intro_en", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["craft_code"], ["craft.code"], name=op.f("fk_programme_craft_code_craft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("slug", name=op.f("uq_programme_slug")),
    )
    op.create_index(op.f("ix_programme_craft_code"), "programme", ["craft_code"])


def _cohorts() -> None:
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state", _words("cohort_state", "draft", "published", "closed", "archived"), nullable=False
        ),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("place_code", sa.String(length=13), nullable=True),
        sa.Column("venue", sa.String(length=160), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("eligibility", sa.Text(), nullable=False),
        sa.Column("eligibility_en", sa.Text(), nullable=False),
        sa.Column("register_from", sa.Date(), nullable=True),
        sa.Column("register_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_cohort_days_in_order")),
        sa.CheckConstraint("number > 0", name=op.f("ck_cohort_number")),
        sa.CheckConstraint(
            "state = 'draft' OR state = 'archived' OR published_at IS NOT NULL",
            name=op.f("ck_cohort_published_some_time"),
        ),
        sa.CheckConstraint("seats IS NULL OR seats > 0", name=op.f("ck_cohort_seats")),
        sa.ForeignKeyConstraint(["place_code"], ["place.code"], name=op.f("fk_cohort_place_code_place")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_cohort_programme_id_programme"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("programme_id", "number", name=op.f("uq_cohort_programme_id_number")),
    )
    op.create_index(op.f("ix_cohort_place_code"), "cohort", ["place_code"])
    op.create_index("ix_cohort_state_first_on", "cohort", ["state", "first_on", "id"])


def _of_cohorts() -> None:
    op.create_table(
        "cohort_organiser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            _words("organiser_role", "department", "lsp", "lpk", "community", "venue", "partner"),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("note_en", sa.String(length=300), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_cohort_organiser_body_id_body"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_cohort_organiser_cohort_id_cohort"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_organiser")),
        sa.UniqueConstraint("cohort_id", "position", name=op.f("uq_cohort_organiser_cohort_id_position")),
    )
    op.create_index(op.f("ix_cohort_organiser_body_id"), "cohort_organiser", ["body_id"])
    op.create_table(
        "cohort_day",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("plan", sa.String(length=300), nullable=False),
        sa.Column("plan_en", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_cohort_day_cohort_id_cohort"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cohort_id", "held_on", name=op.f("pk_cohort_day")),
    )
    op.create_table(
        "cohort_figure",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column(
            "figure",
            _words("figure", "participants", "assessed", "competent", "certified"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_cohort_figure_number")),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_cohort_figure_cohort_id_cohort"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("cohort_id", "figure", name=op.f("pk_cohort_figure")),
    )
