"""What is asked of the log comes back in its order and no longer than asked."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert

from marketplace.access.actors import SYSTEM
from marketplace.audit import operations as journal
from marketplace.decision_log import operations, queries
from marketplace.decision_log.models import LogTile
from marketplace.decision_log.rules.tiles import WIDTH, Tile

ORIGIN = "terajut.example/decisions"


def rotate(app, session, at):
    file = app.extensions["toolbox"].log_key
    operations.rotate(operations.check(), file, origin=ORIGIN, actor=SYSTEM, at=at)
    session.commit()


def test_the_newest_entries_come_first_and_no_more_than_asked(fill):
    fill(5)
    assert [entry.seq for entry in queries.latest(3)] == [4, 3, 2]


def test_the_last_entry_of_a_record_is_the_last(fill):
    fill(2, record="BTG-7K4P")
    fill(1, record="BTG-9Z9Z")
    assert queries.latest_of_record("BTG-7K4P").seq == 1
    assert queries.latest_of_record("BTG-AAAA") is None


def test_a_size_signed_twice_gives_the_note_with_both_keys(app, session, clock, fill, sign):
    fill(3)
    first = sign()
    rotate(app, session, clock())
    assert queries.checkpoint_of(3).id > first.id
    assert queries.latest_checkpoint().id == queries.checkpoint_of(3).id
    assert queries.checkpoint_of(2) is None


def test_signed_states_come_newest_first_and_no_more_than_asked(fill, sign):
    for _ in range(3):
        fill(1)
        sign()
    assert [one.size for one in queries.checkpoints()] == [3, 2, 1]
    assert [one.size for one in queries.checkpoints(2)] == [3, 2]


def test_the_signer_refuses_since_the_first_refusal_after_the_last_signature(session, clock, fill, sign):
    fill(1)
    operations.refuse(operations.LogChanged(0), at=clock())
    session.commit()
    clock.now += timedelta(hours=1)
    sign()
    assert queries.refused_at() is None
    clock.now += timedelta(hours=1)
    journal.record("scan.view", queries.SUBJECT, 0, actor=SYSTEM, at=clock())
    journal.record(queries.REFUSED, "certificate", 0, actor=SYSTEM, at=clock())
    session.commit()
    assert queries.refused_at() is None
    since = clock.now + timedelta(hours=1)
    for hours in (1, 2):
        operations.refuse(operations.LogChanged(0), at=clock.now + timedelta(hours=hours))
    session.commit()
    assert queries.refused_at() == since


def test_the_state_counts_what_waits_for_a_signature(fill, sign):
    fill(2)
    assert (queries.state().size, queries.state().unsigned, queries.signed_size()) == (2, 2, 0)
    sign()
    fill(1)
    assert (queries.state().size, queries.state().unsigned, queries.signed_size()) == (3, 1, 2)


def test_entries_are_read_a_page_at_a_time_and_none_is_passed_over(fill, monkeypatch):
    fill(5)
    monkeypatch.setattr(queries, "AT_A_TIME", 2)
    assert [row[0] for row in queries.rows()] == [0, 1, 2, 3, 4]
    assert [row[0] for row in queries.rows(1, 4)] == [1, 2, 3]


def test_what_a_higher_tile_is_made_of_is_its_own_roots_in_order(session):
    roots = [number.to_bytes(32, "big") for number in range(2 * WIDTH + 1)]
    for number in reversed(range(len(roots))):
        tile = insert(LogTile).values(level=0, number=number, hashes=bytes(32 * WIDTH), root=roots[number])
        session.execute(tile)
    assert queries.lower_hashes(Tile(1, 0)) == roots[:WIDTH]
    assert queries.lower_hashes(Tile(1, 1)) == roots[WIDTH : 2 * WIDTH]
    session.rollback()
