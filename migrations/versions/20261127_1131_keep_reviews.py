"""Keep reviews of handed-over orders, every version of them, and the artisan's one reply."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_1131"
down_revision = "20261127_1130"
branch_labels = None
depends_on = None

ASPECTS = ("as_described", "made_well", "on_time", "communication")
LOCKED = "a reply is given once"


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(replied_at IS NULL) = (reply = '')", name=op.f("ck_review_replied_at_some_time")
        ),
        _to("review", "note_id", "order_note", "RESTRICT"),
        _to("review", "artisan_id", "artisan", "RESTRICT"),
        _to("review", "listing_id", "listing", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("note_id", name=op.f("uq_review_note_id")),
    )
    op.create_index("ix_review_artisan_id_written_at", "review", ["artisan_id", "written_at", "id"])
    op.create_index("ix_review_listing_id_written_at", "review", ["listing_id", "written_at", "id"])
    op.create_table(
        "review_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        *(sa.Column(aspect, sa.Integer(), nullable=False) for aspect in ASPECTS),
        *(sa.Column(f"why_{aspect}", sa.Text(), nullable=False) for aspect in ASPECTS),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            " AND ".join(f"{aspect} BETWEEN 1 AND 5" for aspect in ASPECTS),
            name=op.f("ck_review_version_marks"),
        ),
        sa.CheckConstraint(
            " AND ".join(f"({aspect} > 2 OR why_{aspect} <> '')" for aspect in ASPECTS),
            name=op.f("ck_review_version_low_marks_say_why"),
        ),
        _to("review_version", "review_id", "review", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_version")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_review_version_review_id_number")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("review_version")
    op.drop_table("review")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION review_refuse()")


def _to(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )


def guards(dialect: str) -> list[str]:
    """Triggers: append-only versions, and a reply that stays."""
    postgresql = dialect == "postgresql"
    different = "IS DISTINCT FROM" if postgresql else "IS NOT"
    changed = " OR ".join(f"NEW.{column} {different} OLD.{column}" for column in ("reply", "replied_at"))
    when = f"WHEN (OLD.replied_at IS NOT NULL AND ({changed}))"
    table = "review_version"
    if not postgresql:
        return [
            *(
                f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                for deed in ("UPDATE", "DELETE")
            ),
            f"CREATE TRIGGER review_reply_locked BEFORE UPDATE ON review {when}"
            f" BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END",
        ]
    return [
        *(
            f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
            f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
            for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        ),
        "CREATE FUNCTION review_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER review_reply_locked BEFORE UPDATE ON review FOR EACH ROW"
        f" {when} EXECUTE FUNCTION review_refuse()",
    ]
