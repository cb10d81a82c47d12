"""say which paper a certificate is, link it to the register, give units and bags a scope."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_1740"
down_revision = "20261126_1720"
branch_labels = None
depends_on = None

BY_SOMEBODY = (
    "status NOT IN ('verified', 'suspended', 'revoked')"
    " OR (code IS NOT NULL AND decided_by_id IS NOT NULL AND checked_on IS NOT NULL AND method IS NOT NULL"
    " AND issue_date IS NOT NULL"
)
TECHNIQUES = ("crochet", "knit", "macrame", "combination")
ACTIONS = (
    "submit",
    "withdraw_submission",
    "verify",
    "ask_changes",
    "reject",
    "suspend",
    "reinstate",
    "revoke",
)


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=False, length=32)


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def upgrade() -> None:
    with op.batch_alter_table("certificate") as batch:
        batch.add_column(sa.Column("paper", _words("paper", "bnsp", "lsk", "lpk"), nullable=True))
        batch.add_column(sa.Column("body_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("scheme_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_certificate_body_id_body"), "body", ["body_id"], ["id"], ondelete="RESTRICT"
        )
        batch.create_foreign_key(
            op.f("fk_certificate_scheme_id_scheme"), "scheme", ["scheme_id"], ["id"], ondelete="RESTRICT"
        )
    # The form asked for nothing but BNSP certificates until now; what no officer has decided is asked again.
    op.execute("UPDATE certificate SET paper = 'bnsp' WHERE status IN ('verified', 'suspended', 'revoked')")
    with op.batch_alter_table("certificate") as batch:
        batch.create_check_constraint(op.f("ck_certificate_paper"), _one_of("paper", ("bnsp", "lsk", "lpk")))
        batch.create_check_constraint(
            op.f("ck_certificate_scheme_of_a_body"), "scheme_id IS NULL OR body_id IS NOT NULL"
        )
        batch.drop_constraint(op.f("ck_certificate_decided_by_somebody"), type_="check")
        batch.create_check_constraint(
            op.f("ck_certificate_decided_by_somebody"),
            BY_SOMEBODY + " AND paper IS NOT NULL AND (valid_until IS NOT NULL OR paper IN ('lsk', 'lpk')))",
        )
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(op.f("ck_decision_action"), type_="check")
        batch.create_check_constraint(
            op.f("ck_decision_action"), _one_of("action", (*ACTIONS, "reduce_scope"))
        )
    op.add_column("unit", sa.Column("withdrawn_on", sa.Date(), nullable=True))
    op.create_table(
        "unit_technique",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("technique", _words("technique", *TECHNIQUES), nullable=False),
        sa.CheckConstraint(_one_of("technique", TECHNIQUES), name=op.f("ck_unit_technique_technique")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_unit_technique_unit_id_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("unit_id", "technique", name=op.f("pk_unit_technique")),
    )
    op.create_table(
        "listing_unit",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
            name=op.f("fk_listing_unit_listing_id_listing"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_listing_unit_unit_id_unit"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("listing_id", "unit_id", name=op.f("pk_listing_unit")),
    )
    op.create_index(op.f("ix_listing_unit_unit_id"), "listing_unit", ["unit_id"])
    op.add_column(
        "listing",
        sa.Column("outside_certificate", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("listing") as batch:
        batch.alter_column("outside_certificate", server_default=None)


def downgrade() -> None:
    """Training papers become rejected claims: without a kind of paper they would read as BNSP's."""
    with op.batch_alter_table("listing") as batch:
        batch.drop_column("outside_certificate")
    op.drop_index(op.f("ix_listing_unit_unit_id"), table_name="listing_unit")
    op.drop_table("listing_unit")
    op.drop_table("unit_technique")
    with op.batch_alter_table("unit") as batch:
        batch.drop_column("withdrawn_on")
    op.execute("DELETE FROM decision WHERE action = 'reduce_scope'")
    with op.batch_alter_table("decision") as batch:
        batch.drop_constraint(op.f("ck_decision_action"), type_="check")
        batch.create_check_constraint(op.f("ck_decision_action"), _one_of("action", ACTIONS))
    op.execute("UPDATE certificate SET status = 'rejected' WHERE paper IN ('lsk', 'lpk')")
    with op.batch_alter_table("certificate") as batch:
        batch.drop_constraint(op.f("ck_certificate_decided_by_somebody"), type_="check")
        batch.create_check_constraint(
            op.f("ck_certificate_decided_by_somebody"), BY_SOMEBODY + " AND valid_until IS NOT NULL)"
        )
        batch.drop_constraint(op.f("ck_certificate_scheme_of_a_body"), type_="check")
        batch.drop_constraint(op.f("ck_certificate_paper"), type_="check")
        batch.drop_constraint(op.f("fk_certificate_scheme_id_scheme"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_certificate_body_id_body"), type_="foreignkey")
        batch.drop_column("scheme_id")
        batch.drop_column("body_id")
        batch.drop_column("paper")
