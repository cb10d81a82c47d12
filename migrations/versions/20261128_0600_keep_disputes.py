"""Keep disputes over order notes, every event of them, and their photos.

A note that was disputed before gets an open dispute of its own, with the words that were written then; its time counts
from this move, longer than that of a new one since no letter goes out, and the buyer's link lives through it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from marketplace.database.columns import UtcDateTime

revision = "20261128_0600"
down_revision = "20261128_0301"
branch_labels = None
depends_on = None

SIDES = ("buyer", "artisan")
CATEGORIES = ("not_as_described", "not_delivered", "late", "damaged", "payment", "other")
STATES = ("open", "replied", "settled", "withdrawn", "decided")
NOTE_STATES = ("proposed", "agreed", "making", "ready", "handed_over", "disputed", "cancelled")
ENDINGS = ("go_on", "call_off")
OUTCOMES = ("for_buyer", "for_artisan", "shared", "not_proven", "withdrawn")
ACTIONS = ("open", "reply", "propose", "accept", "withdraw", "decide")
REPLY, DECIDE, LINK = timedelta(days=14), timedelta(days=21), timedelta(days=90)


def upgrade() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("side", _enum(SIDES, "dispute_side"), nullable=False),
        sa.Column("category", _enum(CATEGORIES, "dispute_category"), nullable=False),
        sa.Column("state", _enum(STATES, "dispute_state"), nullable=False),
        sa.Column("note_state", _enum(NOTE_STATES, "dispute_note_state"), nullable=False),
        sa.Column("proposal", _enum(ENDINGS, "dispute_proposal"), nullable=True),
        sa.Column("proposed_by", _enum(SIDES, "dispute_proposed_by"), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("reply_until", UtcDateTime(), nullable=False),
        sa.Column("replied_at", UtcDateTime(), nullable=True),
        sa.Column("decide_until", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("outcome", _enum(OUTCOMES, "dispute_outcome"), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('open', 'replied')) = (closed_at IS NULL)",
            name=op.f("ck_dispute_closed_some_time"),
        ),
        sa.CheckConstraint(
            "(state = 'decided') = (outcome IS NOT NULL)", name=op.f("ck_dispute_decided_with_outcome")
        ),
        sa.CheckConstraint(
            "(proposal IS NULL) = (proposed_by IS NULL)", name=op.f("ck_dispute_proposed_by_somebody")
        ),
        _to("dispute", "note_id", "order_note", "RESTRICT"),
        _to("dispute", "closed_by_id", "account", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
    )
    op.create_index(
        "uq_dispute_note_open",
        "dispute",
        ["note_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_dispute_note_id", "dispute", ["note_id", "id"])
    op.create_index("ix_dispute_closed_at_decide_until", "dispute", ["closed_at", "decide_until", "id"])
    op.create_table(
        "dispute_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("action", _enum(ACTIONS, "dispute_action"), nullable=False),
        sa.Column("side", _enum(SIDES, "dispute_event_side"), nullable=True),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("by_account", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("ending", _enum(ENDINGS, "dispute_ending"), nullable=True),
        sa.Column("outcome", _enum(OUTCOMES, "dispute_event_outcome"), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(side IS NULL) = (action = 'decide')", name=op.f("ck_dispute_event_officers_decide")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (action <> 'decide')", name=op.f("ck_dispute_event_outcome_of_a_decision")
        ),
        _to("dispute_event", "dispute_id", "dispute", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_event")),
        sa.UniqueConstraint("dispute_id", "number", name=op.f("uq_dispute_event_dispute_id_number")),
    )
    op.create_table(
        "dispute_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("event_number", sa.Integer(), nullable=False),
        sa.Column("original_key", sa.String(length=160), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.Column("forgotten_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(forgotten_at IS NULL) = (original_key IS NOT NULL)",
            name=op.f("ck_dispute_photo_kept_or_forgotten"),
        ),
        _to("dispute_photo", "dispute_id", "dispute", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute_photo")),
        sa.UniqueConstraint("original_key", name=op.f("uq_dispute_photo_original_key")),
    )
    op.create_index(op.f("ix_dispute_photo_dispute_id"), "dispute_photo", ["dispute_id"])
    _open_those_there_are()
    for statement in guards(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for table in ("dispute_photo", "dispute_event", "dispute"):
        op.drop_table(table)


def _enum(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _to(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )


def _open_those_there_are() -> None:
    bind, meta = op.get_bind(), sa.MetaData()
    dates = ("handed_over_at", "ready_at", "making_at")
    notes = sa.Table(
        "order_note",
        meta,
        *map(sa.Column, ("id", "state", *dates)),
        sa.Column("disputed_at", UtcDateTime()),
        sa.Column("link_expires_at", UtcDateTime()),
    )
    steps = sa.Table(
        "order_note_event",
        meta,
        *map(sa.Column, ("note_id", "number", "action", "side", "who", "by_account", "words")),
        sa.Column("at", UtcDateTime()),
    )
    disputes = sa.Table("dispute", meta, autoload_with=bind)
    events = sa.Table("dispute_event", meta, autoload_with=bind)
    now = datetime.now(UTC)
    for note in bind.execute(sa.select(notes).where(notes.c.state == "disputed")).all():
        said = bind.execute(
            sa.select(steps)
            .where(steps.c.note_id == note.id, steps.c.action == "dispute")
            .order_by(steps.c.number.desc())
            .limit(1)
        ).first()
        if said is None:
            continue
        before = next((name.removesuffix("_at") for name in dates if getattr(note, name)), "agreed")
        values = {
            "note_id": note.id,
            "side": said.side,
            "category": "other",
            "state": "open",
            "note_state": before,
            "opened_at": said.at,
            "reply_until": now + REPLY,
            "decide_until": now + DECIDE,
            "version": 1,
        }
        number = bind.execute(sa.insert(disputes).values(_plain(bind, values))).inserted_primary_key[0]
        row = {"dispute_id": number, "number": 1, "action": "open", "side": said.side, "who": said.who}
        row |= {"by_account": bool(said.by_account), "words": said.words, "at": said.at}
        short = sa.update(notes).where(notes.c.id == note.id, notes.c.link_expires_at < now + LINK)
        bind.execute(short.values(link_expires_at=now + LINK))
        bind.execute(sa.insert(events).values(_plain(bind, row)))


def _plain(bind: sa.Connection, values: dict[str, object]) -> dict[str, object]:
    """SQLite keeps moments without their zone."""
    if bind.dialect.name == "postgresql":
        return values
    return {
        name: value.replace(tzinfo=None) if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def guards(dialect: str) -> list[str]:
    """Triggers that keep events as they were written."""
    table = "dispute_event"
    if dialect != "postgresql":
        return [
            f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for deed in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE TRIGGER {table}_refuse_{deed.lower()} BEFORE {deed} ON {table}"
        f" FOR EACH {unit} EXECUTE FUNCTION log_refuse_change()"
        for deed, unit in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ]
