"""Keep a log of decisions; those taken so far become its first entries."""

from __future__ import annotations

import hmac
import json
import secrets
from datetime import UTC, datetime
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "20261126_1720"
down_revision = "20261126_1710"
branch_labels = None
depends_on = None

APPEND_ONLY = ("log_entry", "log_tile", "log_key", "log_checkpoint")
PUBLIC = ("verified", "suspended", "revoked")


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "log_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.String(length=16), nullable=True),
        sa.CheckConstraint("seq >= 0", name=op.f("ck_log_entry_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log_entry")),
    )
    op.create_index("ix_log_entry_record_seq", "log_entry", ["record", "seq"])
    op.create_table(
        "log_opening",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["log_entry.seq"], name=op.f("fk_log_opening_seq_log_entry")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log_opening")),
    )
    op.create_index("ix_log_opening_subject", "log_opening", ["subject_type", "subject_id"])
    op.create_table(
        "log_tile",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "number", name=op.f("pk_log_tile")),
    )
    op.create_table(
        "log_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_key")),
        sa.UniqueConstraint("public_key", name=op.f("uq_log_key_public_key")),
    )
    op.create_table(
        "log_checkpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("key_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["log_key.id"], name=op.f("fk_log_checkpoint_key_id_log_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_checkpoint")),
        sa.UniqueConstraint("size", "key_id", name=op.f("uq_log_checkpoint_size_key_id")),
    )
    for statement in guards(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)
    take_over()


def downgrade() -> None:
    for table in ("log_checkpoint", "log_key", "log_tile", "log_opening", "log_entry"):
        op.drop_table(table)  # and its triggers with it
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION log_refuse_change()")
        op.execute("DROP FUNCTION log_refuse_gap()")


def guards(dialect: str) -> list[str]:
    """Triggers that refuse to change or delete what was logged, and to leave out a number."""
    if dialect != "postgresql":
        return [
            *(
                f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                for table in APPEND_ONLY
                for deed in ("UPDATE", "DELETE")
            ),
            "CREATE TRIGGER log_entry_refuse_gap BEFORE INSERT ON log_entry"
            " WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM log_entry)"
            " BEGIN SELECT RAISE(ABORT, 'log_entry is numbered without gaps'); END",
        ]
    return [
        "CREATE OR REPLACE FUNCTION log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only',"
        " ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE OR REPLACE FUNCTION log_refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM log_entry) THEN"
        " RAISE EXCEPTION 'log_entry is numbered without gaps' USING ERRCODE = 'integrity_constraint_violation';"
        " END IF; RETURN NEW; END $$",
        *(
            f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
            f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
            for table in APPEND_ONLY
            for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
        ),
        "CREATE TRIGGER log_entry_refuse_gap BEFORE INSERT ON log_entry"
        " FOR EACH ROW EXECUTE FUNCTION log_refuse_gap()",
    ]


def take_over() -> None:
    """Append the decisions that are there already, oldest first, as entries of the kind "imported"."""
    bind = op.get_bind()
    moment = sa.DateTime(timezone=True)
    decisions = sa.text(
        "SELECT decision.id, decision.certificate_id, decision.action, decision.before, decision.after,"
        " decision.actor_id, decision.made_at, decision.method, decision.reason, decision.note, decision.fields,"
        " certificate.code, account.role FROM decision JOIN certificate ON certificate.id = decision.certificate_id"
        " LEFT JOIN account ON account.id = decision.actor_id ORDER BY decision.id"
    ).columns(made_at=moment, fields=sa.JSON())
    entries = sa.table("log_entry", *(sa.column(name) for name in ("seq", "entry", "leaf", "record")))
    openings = sa.table(
        "log_opening", *(sa.column(name) for name in ("seq", "salt", "subject_type", "subject_id"))
    )
    for seq, row in enumerate(bind.execute(decisions).all()):
        salt = secrets.token_bytes(32)
        record = row.code if row.before in PUBLIC or row.after in PUBLIC else None
        text = entry_of(row, record, salt)
        leaf = sha256(b"\x00" + text.encode()).digest()
        bind.execute(sa.insert(entries).values(seq=seq, entry=text, leaf=leaf, record=record))
        bind.execute(
            sa.insert(openings).values(seq=seq, salt=salt, subject_type="decision", subject_id=row.id)
        )


def entry_of(row: sa.Row, record: str | None, salt: bytes) -> str:
    private = {
        "actor": str(row.actor_id or 0),
        "certificate": str(row.certificate_id),
        "reason": row.reason,
        "note": row.note,
        "fields": " ".join(row.fields),
    }
    return json.dumps(
        {
            "v": 1,
            "kind": "imported",
            "at": utc(row.made_at).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "actor": row.role or "system",
            "action": f"certificate.{row.action}",
            "record": record,
            "before": row.before,
            "after": row.after,
            "details": {"method": row.method} if row.method else {},
            "sealed": {name: seal(salt, name, value) for name, value in private.items()},
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def seal(salt: bytes, name: str, value: str) -> str:
    key = hmac.new(salt, name.encode(), sha256).digest()
    return hmac.new(key, value.encode(), sha256).hexdigest()
