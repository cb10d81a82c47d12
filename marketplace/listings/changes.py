"""Which bags changed in a way that search can see, in the order of their commits: what an index follows.

Triggers write it, in the transaction of whatever they watch: a statement past the models is noticed too. The
database's own tables decide what is watched (`WATCHED`); a change that no document can show is left out where that is
easy to tell. `migrations/env.py` puts the triggers back after every move, since SQLite loses them with a rebuilt table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    MetaData,
    bindparam,
    delete,
    event,
    func,
    insert,
    inspect,
    literal_column,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.database.base import Model

COMPACT = "listings.compact_changes"
_THIS_TRANSACTION = "(pg_current_xact_id()::text::bigint)"


class ListingChange(Model):
    """One change. `txid` is the number of its transaction on PostgreSQL, whose commits come in another order than
    `seq`; SQLite has one writer, and `seq` is the order of commits."""

    __tablename__ = "listing_change"
    __table_args__ = {"sqlite_autoincrement": True}

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(index=True)
    txid: Mapped[int] = mapped_column(BigInteger, server_default=text("0"), index=True)


class CursorLost(Exception):
    """The place somebody had followed the changes to is not of this database: what was built on it is outdated."""


@dataclass(frozen=True, slots=True)
class _Watch:
    """What of one table is watched: the columns whose update counts (all where none are named), and which bags then
    changed. `{keys}` stands for the old and new values of `key`."""

    key: str
    select: str
    columns: str = ""


_OF_BAG = "SELECT id FROM listing WHERE state = 'published' AND id IN ({keys})"
_OF_ARTISAN = "SELECT id FROM listing WHERE state = 'published' AND artisan_id IN ({keys})"
_OF_UNIT = (
    "SELECT listing.id FROM listing JOIN listing_unit ON listing_unit.listing_id = listing.id"
    " WHERE listing.state = 'published' AND listing_unit.unit_id IN ({keys})"
)
_OF_PLACE = (
    "SELECT listing.id FROM listing JOIN artisan ON artisan.id = listing.artisan_id, place"
    " WHERE listing.state = 'published' AND place.code IN ({keys})"
    " AND (artisan.place_code = place.code OR artisan.place_code LIKE place.code || '.%')"
)
_OF_VARIANT = "colour, colour_words, size, length_cm, width_cm, height_cm, removed_at, listing_id"
WATCHED: Mapping[str, _Watch] = {
    "listing": _Watch("id", ""),
    "listing_material": _Watch("listing_id", _OF_BAG),
    "listing_colour": _Watch("listing_id", _OF_BAG),
    "listing_unit": _Watch("listing_id", _OF_BAG),
    "variant": _Watch("listing_id", _OF_BAG, _OF_VARIANT),
    "artisan": _Watch("id", _OF_ARTISAN, "name, slug, visible, place_code, paused_from, paused_until"),
    "certificate": _Watch("artisan_id", _OF_ARTISAN, "status, paper, issue_date, valid_until, artisan_id"),
    "unit": _Watch("id", _OF_UNIT, "code, withdrawn_on, certificate_id"),
    "unit_technique": _Watch("unit_id", _OF_UNIT),
    "place": _Watch("code", _OF_PLACE, "name, parent_code"),
}
_ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def install(handlers: Handlers) -> None:
    """Register the daily job that keeps the sequence short."""
    handlers.register(COMPACT, _compact, daily=True)


def _compact(payload: Mapping[str, object], context: JobContext) -> None:
    with context.finishing() as session:
        compact(session)


def compact(session: Session) -> None:
    """Put one new change in the place of several of one bag: every reader takes that, however far it was."""
    again = select(ListingChange.listing_id).group_by(ListingChange.listing_id).having(func.count() > 1)
    ids = session.scalars(again).all()
    txid = _THIS_TRANSACTION if _is_postgresql(session) else "0"
    again_once = insert(ListingChange).values(listing_id=bindparam("id"), txid=literal_column(txid))
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        session.execute(delete(ListingChange).where(ListingChange.listing_id.in_(some)))
        session.execute(again_once, [{"id": listing_id} for listing_id in some])


def position(session: Session) -> str:
    """Return how far the changes have come: what is committed later comes after it."""
    if _is_postgresql(session):
        return str(session.scalar(text("SELECT pg_current_snapshot()::text")))
    return str(session.scalar(select(func.max(ListingChange.seq))) or 0)


def source(session: Session) -> str:
    """Name the database, as far as it can be told apart from a copy put back elsewhere."""
    if not _is_postgresql(session):
        return "sqlite"
    named = "SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database"
    return str(session.scalar(text(f"{named} WHERE datname = current_database()")))


def since(session: Session, cursor: str) -> tuple[list[int], str]:
    """Return the bags that changed after a position, each once, and the position reached; one statement.

    On PostgreSQL a position is a snapshot, and what was not visible in it is new: a transaction that began early and
    ended late is never passed over. Raises CursorLost.
    """
    if _is_postgresql(session):
        return _since_snapshot(session, cursor)
    last = int(cursor)
    rows = session.execute(
        select(ListingChange.seq, ListingChange.listing_id)
        .where(ListingChange.seq >= last)
        .order_by(ListingChange.seq)
    ).all()
    if not rows and last > _highest(session):
        raise CursorLost
    found = list(dict.fromkeys(row.listing_id for row in rows if row.seq > last))
    return found, str(rows[-1].seq if rows else last)


def _highest(session: Session) -> int:
    """Return the last number SQLite gave out, which rows taken away do not lower."""
    counted = "SELECT seq FROM sqlite_sequence WHERE name = 'listing_change'"
    return int(session.scalar(text(counted)) or 0)


def _since_snapshot(session: Session, cursor: str) -> tuple[list[int], str]:
    newer = (
        "SELECT pg_snapshot_xmax(pg_current_snapshot()) < pg_snapshot_xmax(CAST(:cursor AS pg_snapshot)),"
        " pg_current_snapshot()::text, array(SELECT DISTINCT listing_id FROM listing_change"
        " WHERE txid >= pg_snapshot_xmin(CAST(:cursor AS pg_snapshot))::text::bigint"
        " AND NOT pg_visible_in_snapshot(txid::text::xid8, CAST(:cursor AS pg_snapshot)))"
    )
    ahead, reached, ids = session.execute(text(newer), {"cursor": cursor}).one()
    if ahead:  # put back from a copy: the numbers of transactions are given out again
        raise CursorLost
    return list(ids), str(reached)


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def ensure(connection: Connection) -> bool:
    """Put the triggers that are missing in place; tell whether one was. The tables must be there."""
    there = _triggers(connection)
    missing = [name for name, _ in _statements(connection.dialect.name) if name not in there]
    for name, statements in _statements(connection.dialect.name):
        if name in missing:
            for statement in statements:
                connection.exec_driver_sql(statement)
    return bool(missing)


def are_missing(connection: Connection) -> bool:
    """Tell whether a watched table has lost a trigger."""
    return not {name for name, _ in _statements(connection.dialect.name)} <= _triggers(connection)


def take_off(connection: Connection) -> None:
    """Take the triggers away: SQLite cannot rebuild a table that one of them speaks of."""
    on = connection.dialect.name == "postgresql"
    there = _triggers(connection)
    for table in WATCHED:
        for event_name in _ROWS:
            name = _name(table, event_name)
            if name in there:
                connection.exec_driver_sql(f"DROP TRIGGER {name}" + (f" ON {table}" if on else ""))


def tables_are_there(connection: Connection) -> bool:
    """Tell whether the schema is as far as this table and all it watches, to the last column."""
    schema = inspect(connection)
    if not {ListingChange.__tablename__, *WATCHED} <= set(schema.get_table_names()):
        return False
    return all(
        set(watch.columns.split(", ")) <= {column["name"] for column in schema.get_columns(table)}
        for table, watch in WATCHED.items()
        if watch.columns
    )


def _triggers(connection: Connection) -> set[str]:
    names = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.dialect.name == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    return set(connection.scalars(text(names)))


def _name(table: str, event_name: str) -> str:
    return f"change_of_{table}_{event_name}"


def _statements(dialect: str) -> Iterator[tuple[str, list[str]]]:
    for table, watch in WATCHED.items():
        for event_name in _ROWS:
            name = _name(table, event_name)
            of = f" OF {watch.columns}" if watch.columns and event_name == "update" else ""
            when = f"AFTER {event_name.upper()}{of} ON {table} FOR EACH ROW"
            if dialect == "postgresql":
                body = f"INSERT INTO listing_change (listing_id, txid) {_chosen(watch, event_name, _THIS_TRANSACTION)}"
                yield (
                    name,
                    [
                        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
                        f" $$ BEGIN {body}; RETURN NULL; END $$".replace("%", "%%"),
                        f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
                    ],
                )
            else:
                body = f"INSERT INTO listing_change (listing_id, txid) {_chosen(watch, event_name, '0')}"
                yield name, [f"CREATE TRIGGER {name} {when} BEGIN {body}; END"]


def _chosen(watch: _Watch, event_name: str, txid: str) -> str:
    rows = _ROWS[event_name]
    if not watch.select:
        states = ", ".join(f"{row}.state" for row in rows)
        return f"SELECT {rows[0]}.id, {txid} WHERE 'published' IN ({states})"
    inner = watch.select.format(keys=", ".join(f"{row}.{watch.key}" for row in rows))
    return " ".join(["SELECT DISTINCT id,", txid, "FROM (", inner, ") AS changed"])


@event.listens_for(MetaData, "after_create")
def _after_create(target: MetaData, connection: Connection, **options: object) -> None:
    """Give tables made without a migration their triggers; where only some are made, they wait for the others."""
    if ListingChange.__tablename__ in target.tables and tables_are_there(connection):
        ensure(connection)
