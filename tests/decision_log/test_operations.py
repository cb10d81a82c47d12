"""Appending, signing, rotating; and what somebody with full power over the database can and cannot hide."""

from __future__ import annotations

import json
import threading

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import SYSTEM
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.signing.keys import KeyUnusable, SigningKey, is_signed
from marketplace.audit.models import JournalEntry
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.decision_log import operations, queries
from marketplace.decision_log.models import APPEND_ONLY, LogCheckpoint, LogEntry, LogKey, LogOpening, LogTile
from marketplace.decision_log.operations import LogChanged
from marketplace.decision_log.rules.entries import Deed, seal
from marketplace.decision_log.rules.notes import Checkpoint, read_note
from marketplace.decision_log.rules.tree import leaf_hash, root_of
from tests.emptying import with_triggers_off

ORIGIN = "terajut.example/decisions"


def deed(clock, **changes):
    return Deed(**{"action": "certificate.verify", "actor": SYSTEM, "at": clock(), **changes})


def test_entries_are_numbered_from_0_and_kept_with_hash_record_and_opening(session, clock):
    for number in range(3):
        found = operations.append(
            deed(clock, record=f"BTG-222{number}", private={"reason": "x"}), about=("decision", 40 + number)
        )
        assert found == number
    rows = session.scalars(select(LogEntry).order_by(LogEntry.seq)).all()
    assert [(row.seq, row.record) for row in rows] == [(0, "BTG-2220"), (1, "BTG-2221"), (2, "BTG-2222")]
    assert all(row.leaf == leaf_hash(row.entry.encode()) for row in rows)
    opening = queries.opening_of(2)
    assert (opening.subject_type, opening.subject_id) == ("decision", 42)
    assert json.loads(rows[2].entry)["sealed"]["reason"] == seal(opening.salt, "reason", "x")


def test_no_two_entries_share_a_salt(session, fill):
    fill(5)
    assert len(set(session.scalars(select(LogOpening.salt)))) == 5


def test_what_was_sealed_can_be_erased_while_the_entry_stays(session, fill):
    fill(2)
    operations.forget("decision", 1)
    session.commit()
    session.expire_all()
    assert queries.opening_of(0).salt is None
    assert queries.opening_of(1).salt is not None
    assert queries.next_seq() == 2
    assert operations.check().size == 2


def test_what_is_rolled_back_leaves_no_entry_no_number_and_no_job(session, clock, fill):
    fill(1)
    operations.append(deed(clock), about=("decision", 2))
    session.rollback()
    assert queries.next_seq() == 1
    assert len(session.scalars(select(Job)).all()) == 1
    fill(1)
    assert operations.check().size == 2


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model.__tablename__)
@pytest.mark.parametrize("how", ["update", "delete"])
def test_the_database_refuses_to_change_what_was_logged(session, fill, sign, model, how):
    fill(256)
    sign()
    table = model.__table__
    column = next(name for name in table.columns if not name.primary_key)
    statement = delete(table) if how == "delete" else update(table).values({column: column})
    with pytest.raises(IntegrityError, match="append-only"):
        session.execute(statement)
    session.rollback()
    assert session.execute(select(table)).first() is not None


@pytest.mark.parametrize("seq", [0, 2, 4, 99])
def test_the_database_refuses_a_number_out_of_turn(session, fill, seq):
    fill(3)
    row = {"seq": seq, "entry": "{}", "leaf": leaf_hash(b"{}")}
    with pytest.raises(IntegrityError, match="numbered without gaps"):
        session.execute(insert(LogEntry).values(**row))


def test_replacing_in_sqlite_is_refused_like_changing(session, fill):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    fill(3)
    with pytest.raises(IntegrityError, match="numbered without gaps"):
        session.execute(
            insert(LogEntry).prefix_with("OR REPLACE").values(seq=1, entry="{}", leaf=leaf_hash(b"{}"))
        )


def test_truncating_in_postgresql_is_refused_like_deleting(session, fill):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    fill(1)
    with pytest.raises(IntegrityError, match="append-only"):
        session.connection().exec_driver_sql("TRUNCATE log_entry CASCADE")


def test_parallel_appends_are_gapless_and_ordered(app, session, clock, fill):
    fill(1)
    start, errors = threading.Barrier(8), []

    def work(person: int) -> None:
        with app.app_context():
            start.wait()
            for number in range(10):
                try:
                    with writing():
                        operations.append(deed(clock), about=("decision", person * 100 + number))
                except Exception as error:
                    errors.append(error)
            db.session.remove()

    threads = [threading.Thread(target=work, args=(person,)) for person in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [seq for seq, *_ in queries.rows()] == list(range(81))
    by_person: dict[int, list[int]] = {}
    for row in session.scalars(select(LogOpening).where(LogOpening.seq > 0).order_by(LogOpening.seq)):
        by_person.setdefault(row.subject_id // 100, []).append(row.subject_id)
    assert all(found == sorted(found) and len(found) == 10 for found in by_person.values())
    assert operations.check().size == 81


def test_a_checkpoint_signs_size_and_root_under_the_first_origin(session, clock, fill, sign):
    fill(3)
    signed = sign()
    body, signatures = read_note(signed.note)
    leaves = session.scalars(select(LogEntry.leaf).order_by(LogEntry.seq)).all()
    assert body == Checkpoint(ORIGIN, 3, root_of(leaves)).body()
    assert is_signed(body.encode(), signatures[0].signature, signed.key.public_key)
    assert (signed.size, signed.root, signed.made_at) == (3, root_of(leaves), clock())
    assert [key.origin for key in queries.known_keys()] == [ORIGIN]


def test_the_same_state_is_signed_once(fill, sign):
    fill(3)
    assert sign() is not None
    assert sign() is None
    fill(1)
    assert sign().size == 4
    assert len(queries.known_keys()) == 1


def test_tiles_are_kept_when_they_are_full_and_signed(session, fill, sign):
    fill(255)
    sign()
    assert session.scalars(select(LogTile)).all() == []
    fill(2)
    sign()
    (tile,) = session.scalars(select(LogTile)).all()
    leaves = session.scalars(select(LogEntry.leaf).order_by(LogEntry.seq).limit(256)).all()
    assert (tile.level, tile.number, tile.hashes, tile.root) == (0, 0, b"".join(leaves), root_of(leaves))


def test_another_key_than_the_logs_own_signs_nothing(session, clock, fill, sign):
    fill(1)
    sign()
    fill(1)
    with pytest.raises(KeyUnusable, match="log rotate"):
        operations.sign(operations.check(), SigningKey.generate(), origin=ORIGIN, at=clock())
    session.rollback()
    assert queries.signed_size() == 1


def forge(session, seq: int) -> None:
    """Rewrite an entry and its hash as somebody could who holds the database, triggers put back."""
    row = session.get(LogEntry, seq)
    text = row.entry.replace("certificate.verify", "certificate.revoke")
    statement = update(LogEntry.__table__).where(LogEntry.seq == seq)
    change = statement.values(entry=text, leaf=leaf_hash(text.encode()))
    with_triggers_off(session.connection(), LogEntry.__table__, change)
    session.commit()
    session.expire_all()


def test_a_row_rewritten_behind_the_triggers_is_never_signed(session, fill, sign):
    fill(5)
    sign()
    forge(session, 2)
    fill(1)
    with pytest.raises(LogChanged, match="at or before entry 4"):
        operations.check()


def test_a_text_changed_without_its_hash_is_found_at_once(session, fill):
    fill(3)
    change = update(LogEntry.__table__).where(LogEntry.seq == 1).values(entry="{}")
    with_triggers_off(session.connection(), LogEntry.__table__, change)
    with pytest.raises(LogChanged, match="entry 1"):
        operations.check()


@pytest.mark.parametrize(("lost", "noticed"), [({4}, 4), ({0}, 1), ({3, 4}, 3)])
def test_rows_deleted_behind_the_triggers_are_missed(session, fill, sign, lost, noticed):
    fill(5)
    sign()
    session.execute(delete(LogOpening).where(LogOpening.seq.in_(lost)))
    with_triggers_off(
        session.connection(), LogEntry.__table__, delete(LogEntry.__table__).where(LogEntry.seq.in_(lost))
    )
    with pytest.raises(LogChanged, match="changed") as found:
        operations.check()
    assert found.value.seq == noticed


def test_a_new_key_signs_together_with_the_old_one(app, session, clock, fill, sign):
    fill(3)
    file = app.extensions["toolbox"].log_key
    old = sign().key.public_key
    operations.rotate(operations.check(), file, origin="elsewhere/decisions", actor=SYSTEM, at=clock())
    session.commit()
    latest = queries.latest_checkpoint()
    body, signatures = read_note(latest.note)
    new = latest.key.public_key
    assert new == file.load().public != old
    assert [
        is_signed(body.encode(), s.signature, key) for s, key in zip(signatures, (new, old), strict=True)
    ] == [
        True,
        True,
    ]
    assert [key.public_key for key in queries.known_keys()] == [old, new]
    assert {key.origin for key in session.scalars(select(LogKey))} == {ORIGIN}
    assert session.scalars(select(JournalEntry.action)).all() == ["log.rotate"]
    fill(1)
    body, signatures = read_note(sign().note)
    assert len(signatures) == 1 and is_signed(body.encode(), signatures[0].signature, new)


@pytest.mark.parametrize("lost", ["gone", "another"])
def test_where_the_old_key_is_lost_the_new_one_signs_alone(app, session, clock, fill, sign, lost):
    fill(1)
    sign()
    file = app.extensions["toolbox"].log_key
    file.path.unlink()
    if lost == "another":
        file.make()
    operations.rotate(operations.check(), file, origin=ORIGIN, actor=SYSTEM, at=clock())
    session.commit()
    assert len(read_note(queries.latest_checkpoint().note)[1]) == 1
    fill(1)
    assert sign().size == 2


def test_a_key_that_was_replaced_earlier_signs_no_more(app, session, clock, fill, sign):
    fill(1)
    sign()
    file = app.extensions["toolbox"].log_key
    first = file.load()
    for put_back in (False, True):
        if put_back:
            file.replace(first)
        operations.rotate(operations.check(), file, origin=ORIGIN, actor=SYSTEM, at=clock())
        session.commit()
    assert len(read_note(queries.latest_checkpoint().note)[1]) == 1


def test_a_rotation_may_be_the_first_signature_of_all(app, session, clock, fill):
    fill(1)
    file = app.extensions["toolbox"].log_key
    operations.rotate(operations.check(), file, origin=ORIGIN, actor=SYSTEM, at=clock())
    session.commit()
    assert session.scalars(select(LogCheckpoint.size)).all() == [1]
    assert file.load().public == queries.known_keys()[0].public_key
