"""Keep who registered for cohorts, and their private links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_1010"
down_revision = "20261128_1000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _registrations()
    op.create_table(
        "registration_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_link_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_registration_link_digest")),
    )
    op.create_index(op.f("ix_registration_link_registration_id"), "registration_link", ["registration_id"])


def downgrade() -> None:
    op.drop_table("registration_link")
    op.drop_table("registration")


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _registrations() -> None:
    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("queued_at", UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            _words("registration_state", "seated", "waiting", "offered", "lapsed", "cancelled"),
            nullable=False,
        ),
        sa.Column("offered_until", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=16), nullable=True),
        sa.Column("background", _words("registration_background", "umkm", "pkk", "public"), nullable=False),
        sa.Column("place_code", sa.String(length=13), nullable=True),
        sa.Column("experience", _words("registration_experience", "none", "some", "sells"), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("consent_data_at", UtcDateTime(), nullable=True),
        sa.Column("consent_partners_at", UtcDateTime(), nullable=True),
        sa.Column("consent_photos_at", UtcDateTime(), nullable=True),
        sa.Column("consent_later_at", UtcDateTime(), nullable=True),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=True),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("forgotten_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "forgotten_at IS NOT NULL OR (name <> '' AND consent_data_at IS NOT NULL)",
            name=op.f("ck_registration_agreed"),
        ),
        sa.CheckConstraint(
            "(state IN ('lapsed', 'cancelled')) = (ended_at IS NOT NULL)",
            name=op.f("ck_registration_ended_some_time"),
        ),
        sa.CheckConstraint(
            "forgotten_at IS NULL OR (name = '' AND name_folded = '' AND note = ''"
            " AND email IS NULL AND phone IS NULL)",
            name=op.f("ck_registration_forgotten"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_registration_number")),
        sa.CheckConstraint(
            "(state = 'offered') = (offered_until IS NOT NULL)",
            name=op.f("ck_registration_offered_until_some_time"),
        ),
        sa.CheckConstraint(
            "forgotten_at IS NOT NULL OR email IS NOT NULL OR phone IS NOT NULL",
            name=op.f("ck_registration_reachable"),
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_registration_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["place_code"], ["place.code"], name=op.f("fk_registration_place_code_place")
        ),
        sa.ForeignKeyConstraint(
            ["typed_by_id"],
            ["account.id"],
            name=op.f("fk_registration_typed_by_id_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("cohort_id", "number", name=op.f("uq_registration_cohort_id_number")),
        sa.UniqueConstraint("receipt", name=op.f("uq_registration_receipt")),
    )
    for columns in (("place_code",), ("typed_by_id",)):
        op.create_index(op.f(f"ix_registration_{columns[0]}"), "registration", list(columns))
    op.create_index("ix_registration_cohort_id_state", "registration", ["cohort_id", "state", "number"])
    op.create_index("ix_registration_cohort_id_name_folded", "registration", ["cohort_id", "name_folded"])
    op.create_index("ix_registration_state_offered_until", "registration", ["state", "offered_until"])
