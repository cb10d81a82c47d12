"""keep a register of certifying bodies, their schemes and units."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261126_1710"
down_revision = "20261126_1700"
branch_labels = None
depends_on = None


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("name_folded", sa.String(length=240), nullable=False),
        sa.Column("name_en", sa.String(length=160), nullable=False),
        sa.Column("stream", _words("stream", "lsp", "lsk", "lpk"), nullable=False),
        sa.Column("lsp_type", _words("lsp_type", "p1", "p2", "p3", "unknown"), nullable=False),
        sa.Column("licence_no", sa.String(length=40), nullable=False),
        sa.Column("licence_key", sa.String(length=40), nullable=False),
        sa.Column("decree", sa.String(length=120), nullable=False),
        sa.Column(
            "licence_status",
            _words("licence_status", "active", "expired", "suspended", "unknown"),
            nullable=False,
        ),
        sa.Column("licence_valid_until", sa.Date(), nullable=True),
        sa.Column("directory_url", sa.String(length=300), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("stream = 'lsp' OR lsp_type = 'unknown'", name=op.f("ck_body_type_of_lsp_only")),
        sa.CheckConstraint(
            "licence_status = 'unknown' OR checked_on IS NOT NULL", name=op.f("ck_body_status_has_a_day")
        ),
        sa.CheckConstraint(
            "directory_url = '' OR directory_url LIKE 'https://%'", name=op.f("ck_body_directory_is_https")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("slug", name=op.f("uq_body_slug")),
    )
    op.create_index(op.f("ix_body_licence_key"), "body", ["licence_key"])
    op.create_index(op.f("ix_body_name_folded"), "body", ["name_folded"])
    op.create_table(
        "scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("kind", _words("scheme_kind", "kkni", "okupasi", "klaster", "unknown"), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=160), nullable=False),
        sa.Column("standard_ref", sa.String(length=200), nullable=False),
        sa.Column(
            "standard_type",
            _words("standard_type", "skkni", "special", "international", "unknown"),
            nullable=False,
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("level IS NULL OR (level BETWEEN 1 AND 9)", name=op.f("ck_scheme_level")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_scheme_body_id_body"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sa.UniqueConstraint("body_id", "slug", name=op.f("uq_scheme_body_id_slug")),
    )
    op.create_table(
        "scheme_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("means_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["scheme.id"], name=op.f("fk_scheme_unit_scheme_id_scheme"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_unit")),
        sa.UniqueConstraint("scheme_id", "position", name=op.f("uq_scheme_unit_scheme_id_position")),
    )
    op.create_table(
        "scheme_unit_technique",
        sa.Column("scheme_unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "technique", _words("technique", "crochet", "knit", "macrame", "combination"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["scheme_unit_id"],
            ["scheme_unit.id"],
            name=op.f("fk_scheme_unit_technique_scheme_unit_id_scheme_unit"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("scheme_unit_id", "technique", name=op.f("pk_scheme_unit_technique")),
    )


def downgrade() -> None:
    op.drop_table("scheme_unit_technique")
    op.drop_table("scheme_unit")
    op.drop_table("scheme")
    op.drop_index(op.f("ix_body_name_folded"), table_name="body")
    op.drop_index(op.f("ix_body_licence_key"), table_name="body")
    op.drop_table("body")
