"""Keep order notes: what a buyer and an artisan agreed on, every version and step, and how things stood that day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261127_1130"
down_revision = "20261127_1121"
branch_labels = None
depends_on = None

STATES = ("proposed", "agreed", "making", "ready", "handed_over", "disputed", "cancelled")
ACTIONS = ("propose", "change", "confirm", "start", "finish", "hand_over", "dispute", "settle", "cancel")
COLOURS = (
    *("black", "white", "cream", "brown", "grey", "red", "maroon", "pink", "orange"),
    *("yellow", "green", "turquoise", "blue", "navy", "purple", "gold", "silver", "multicolour"),
)
KINDS = (
    *("valid", "expiring", "expired", "suspended", "revoked", "not_yet", "training", "pending", "unverified"),
)
METHODS = ("portal_bnsp", "qr_scan", "lsp_confirmation", "city_list", "physical_document")
PAPERS = ("bnsp", "lsk", "lpk")
APPEND_ONLY = ("order_note_version", "order_note_event", "order_note_snapshot", "order_note_picture")
FROZEN = ("code", "artisan_id", "agreed_at", "number", "proposed_by", "ready_on", "agreed_on")
LOCKED = "an agreed order note is locked"


def upgrade() -> None:
    _notes()
    _versions()
    _events()
    _snapshots()
    op.create_table(
        "payment_words",
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        _to("payment_words", "artisan_id", "artisan", "CASCADE"),
        sa.PrimaryKeyConstraint("artisan_id", name=op.f("pk_payment_words")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Triggers go with their tables; the decision log's function stays."""
    op.drop_table("payment_words")
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)
    op.drop_table("order_note")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION order_note_refuse()")
        op.execute("DROP FUNCTION order_note_refuse_version()")


def _words(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _to(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )


def _notes() -> None:
    op.create_table(
        "order_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("artisan_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=True),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("buyer_account_id", sa.Integer(), nullable=True),
        sa.Column("buyer_name", sa.String(length=120), nullable=False),
        sa.Column("buyer_email", sa.String(length=254), nullable=True),
        sa.Column("buyer_phone", sa.String(length=16), nullable=True),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("passed_on", sa.Boolean(), nullable=False),
        sa.Column("link_seed", sa.String(length=64), nullable=False),
        sa.Column("link_digest", sa.String(length=64), nullable=False),
        sa.Column("link_expires_at", UtcDateTime(), nullable=False),
        sa.Column("state", _words("order_note_state", *STATES), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("proposed_by", _words("proposed_by", "buyer", "artisan"), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        *(
            sa.Column(f"{step}_at", UtcDateTime(), nullable=True)
            for step in ("agreed", "making", "ready", "handed_over", "disputed", "cancelled")
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "buyer_email IS NOT NULL OR buyer_phone IS NOT NULL", name=op.f("ck_order_note_buyer_reachable")
        ),
        sa.CheckConstraint(
            "state NOT IN ('agreed', 'making', 'ready', 'handed_over', 'disputed') OR agreed_at IS NOT NULL",
            name=op.f("ck_order_note_agreed_some_time"),
        ),
        sa.CheckConstraint(
            "(agreed_at IS NULL) = (agreed_on IS NULL)", name=op.f("ck_order_note_agreed_on_some_day")
        ),
        sa.CheckConstraint(
            "state <> 'handed_over' OR handed_over_at IS NOT NULL",
            name=op.f("ck_order_note_handed_over_some_time"),
        ),
        sa.CheckConstraint(
            "state <> 'cancelled' OR cancelled_at IS NOT NULL", name=op.f("ck_order_note_cancelled_some_time")
        ),
        _to("order_note", "artisan_id", "artisan", "RESTRICT"),
        _to("order_note", "listing_id", "listing", "SET NULL"),
        _to("order_note", "thread_id", "thread", "SET NULL"),
        _to("order_note", "buyer_account_id", "account", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_note")),
        sa.UniqueConstraint("code", name=op.f("uq_order_note_code")),
        sa.UniqueConstraint("link_digest", name=op.f("uq_order_note_link_digest")),
    )
    op.create_index(op.f("ix_order_note_listing_id"), "order_note", ["listing_id"])
    op.create_index(op.f("ix_order_note_thread_id"), "order_note", ["thread_id"])
    op.create_index("ix_order_note_buyer_account_id", "order_note", ["buyer_account_id", "id"])
    op.create_index(
        "ix_order_note_artisan_id_state_ready_on", "order_note", ["artisan_id", "state", "ready_on", "id"]
    )


def _versions() -> None:
    op.create_table(
        "order_note_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("side", _words("side", "buyer", "artisan"), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("variant_code", sa.String(length=6), nullable=True),
        sa.Column("colour", _words("colour", *COLOURS), nullable=True),
        sa.Column("colour_words", sa.String(length=40), nullable=False),
        sa.Column("size", sa.String(length=30), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("deposit", sa.BigInteger(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=False),
        sa.Column("delivery", _words("delivery", "pick_up", "in_person", "courier"), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("shipping_by", _words("shipping_by", "buyer", "artisan"), nullable=True),
        sa.CheckConstraint("price > 0", name=op.f("ck_order_note_version_price")),
        sa.CheckConstraint("deposit >= 0 AND deposit <= price", name=op.f("ck_order_note_version_deposit")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_note_version_quantity")),
        _to("order_note_version", "note_id", "order_note", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_note_version")),
        sa.UniqueConstraint("note_id", "number", name=op.f("uq_order_note_version_note_id_number")),
    )


def _events() -> None:
    op.create_table(
        "order_note_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("action", _words("order_note_action", *ACTIONS), nullable=False),
        sa.Column("side", _words("side", "buyer", "artisan"), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("by_account", sa.Boolean(), nullable=False),
        sa.Column("about", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _to("order_note_event", "note_id", "order_note", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_note_event")),
        sa.UniqueConstraint("note_id", "number", name=op.f("uq_order_note_event_note_id_number")),
    )
    op.create_index(
        "uq_order_note_event_confirmed",
        "order_note_event",
        ["note_id"],
        unique=True,
        sqlite_where=sa.text("action = 'confirm'"),
        postgresql_where=sa.text("action = 'confirm'"),
    )


def _snapshots() -> None:
    op.create_table(
        "order_note_snapshot",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("bag", sa.JSON(), nullable=False),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.Column("record_code", sa.String(length=16), nullable=True),
        sa.Column("kind", _words("standing_kind", *KINDS), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("method", _words("method", *METHODS), nullable=True),
        sa.Column("paper", _words("paper", *PAPERS), nullable=True),
        _to("order_note_snapshot", "note_id", "order_note", "RESTRICT"),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_order_note_snapshot")),
    )
    op.create_table(
        "order_note_picture",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=160), nullable=False),
        _to("order_note_picture", "note_id", "order_note", "RESTRICT"),
        _to("order_note_picture", "picture_id", "picture", "RESTRICT"),
        sa.PrimaryKeyConstraint("note_id", "picture_id", name=op.f("pk_order_note_picture")),
    )
    op.create_index(op.f("ix_order_note_picture_picture_id"), "order_note_picture", ["picture_id"])


def guards(dialect: str) -> list[str]:
    """Triggers: append-only tables, agreed notes, and no version after agreement."""
    postgresql = dialect == "postgresql"
    different = "IS DISTINCT FROM" if postgresql else "IS NOT"
    changed = " OR ".join(f"NEW.{column} {different} OLD.{column}" for column in FROZEN)
    when = f"WHEN (OLD.agreed_at IS NOT NULL AND ({changed}))"
    agreed = "EXISTS (SELECT 1 FROM order_note WHERE id = NEW.note_id AND agreed_at IS NOT NULL)"
    if not postgresql:
        return [
            *(
                f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                for table in APPEND_ONLY
                for deed in ("UPDATE", "DELETE")
            ),
            f"CREATE TRIGGER order_note_locked BEFORE UPDATE ON order_note {when}"
            f" BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END",
            f"CREATE TRIGGER order_note_version_locked BEFORE INSERT ON order_note_version WHEN {agreed}"
            f" BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END",
        ]
    raising = f"RAISE EXCEPTION '{LOCKED}' USING ERRCODE = 'integrity_constraint_violation'"
    return [
        *(
            f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
            f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
            for table in APPEND_ONLY
            for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        ),
        f"CREATE FUNCTION order_note_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {raising}; END $$",
        "CREATE TRIGGER order_note_locked BEFORE UPDATE ON order_note FOR EACH ROW"
        f" {when} EXECUTE FUNCTION order_note_refuse()",
        "CREATE FUNCTION order_note_refuse_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {agreed} THEN {raising}; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER order_note_version_locked BEFORE INSERT ON order_note_version FOR EACH ROW"
        " EXECUTE FUNCTION order_note_refuse_version()",
    ]
