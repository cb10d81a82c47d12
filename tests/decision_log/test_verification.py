"""Drills: every way to bend the log behind its triggers is named by `verify`."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, select, update

from marketplace.adapters.signing.keys import SigningKey
from marketplace.decision_log import operations, proofs, queries, verification
from marketplace.decision_log.models import LogCheckpoint, LogEntry, LogKey, LogOpening, LogTile
from marketplace.decision_log.rules.notes import Checkpoint, Signature, key_id, signed_note
from marketplace.decision_log.rules.tiles import WIDTH, Tile, subtree_hash
from marketplace.decision_log.rules.tree import includes, leaf_hash, root_of
from marketplace.decision_log.verification import Fault, Wrong, verify
from marketplace.kit.errors import Unavailable
from tests.emptying import with_triggers_off

ORIGIN = "terajut.example/decisions"


def bend(session, model, statement):
    with_triggers_off(session.connection(), model.__table__, statement)
    session.commit()
    session.expire_all()


def entry_change(seq, **values):
    return update(LogEntry.__table__).where(LogEntry.seq == seq).values(**values)


def rewrite(session, seq):
    """Put another text with its right hash in the place of an entry."""
    text = session.get(LogEntry, seq).entry.replace("certificate.verify", "certificate.revoke")
    bend(session, LogEntry, entry_change(seq, entry=text, leaf=leaf_hash(text.encode())))


def remove(session, *seqs):
    session.execute(delete(LogOpening).where(LogOpening.seq.in_(seqs)))
    bend(session, LogEntry, delete(LogEntry.__table__).where(LogEntry.seq.in_(seqs)))


def test_a_sound_log_has_no_faults_and_every_entry_is_told_of(fill, sign):
    fill(300)
    sign()
    fill(2, record="BTG-7K4P")
    told = []
    report = verify(told.append)
    assert report.faults == []
    assert (report.size, report.checkpoints, told) == (302, 1, [1] * 302)
    assert report.root == root_of(leaf for _, _, leaf, _ in queries.rows())


def test_an_empty_log_is_sound(session):
    assert verify().faults == []


def test_a_signed_empty_log_is_sound(sign):
    sign()
    assert verify().faults == []


def test_a_rewritten_entry_is_found_by_the_signed_root(session, fill, sign):
    fill(5)
    sign()
    rewrite(session, 2)
    assert verify().faults == [Fault(Wrong.FORGED_ROOT, "5")]


def test_a_rewritten_entry_that_was_not_signed_yet_agrees_with_itself(session, fill):
    """The limit of what a hash can show: until the next signature, seconds later, nothing holds an entry."""
    fill(5)
    rewrite(session, 2)
    assert verify().faults == []


def test_a_text_changed_without_its_hash_is_named(session, fill, sign):
    fill(5)
    sign()
    bend(session, LogEntry, entry_change(3, entry='{"record":null}'))
    assert verify().faults == [Fault(Wrong.CHANGED_ENTRY, "3"), Fault(Wrong.FORGED_ROOT, "5")]


@pytest.mark.parametrize("text", ["{}", "[]", "no json", '{"record": null}', "null", '{"record":"BTG-7K4Q"}'])
def test_a_text_that_is_no_entry_is_named(session, fill, text):
    fill(1)
    bend(session, LogEntry, entry_change(0, entry=text, leaf=leaf_hash(text.encode())))
    assert verify().faults == [Fault(Wrong.WRONG_RECORD, "0")]


def test_an_entry_filed_under_another_record_is_named(session, fill, sign):
    fill(2, record="BTG-7K4P")
    sign()
    bend(session, LogEntry, entry_change(1, record="BTG-7K4Q"))
    assert verify().faults == [Fault(Wrong.WRONG_RECORD, "1")]


@pytest.mark.parametrize(("lost", "where"), [((1,), "1"), ((0, 1), "0 to 1")])
def test_missing_entries_in_the_middle_are_named(session, fill, sign, lost, where):
    fill(5)
    sign()
    remove(session, *lost)
    assert verify().faults == [Fault(Wrong.MISSING_ENTRY, where), Fault(Wrong.MISSING_END, "5")]


def test_missing_entries_at_the_end_are_named(session, fill, sign):
    fill(3)
    sign()
    fill(2)
    sign()
    remove(session, 3, 4)
    assert verify().faults == [Fault(Wrong.MISSING_END, "5")]


def checkpoint_change(**values):
    return update(LogCheckpoint.__table__).values(**values)


def test_a_forged_root_without_signature_is_named_twice(session, fill, sign):
    fill(5)
    sign()
    bend(session, LogCheckpoint, checkpoint_change(root=bytes(32)))
    assert verify().faults == [Fault(Wrong.BAD_SIGNATURE, "5"), Fault(Wrong.FORGED_ROOT, "5")]


def note_by(key, origin=ORIGIN, size=5, root=bytes(32)):
    body = Checkpoint(origin, size, root).body()
    return signed_note(body, [Signature(origin, key_id(origin, key.public), key.sign(body.encode()))])


def test_a_root_forged_with_a_key_that_is_not_the_logs_is_named(session, fill, sign):
    fill(5)
    root = sign().root
    bend(session, LogCheckpoint, checkpoint_change(note=note_by(SigningKey.generate(), root=root)))
    assert verify().faults == [Fault(Wrong.BAD_SIGNATURE, "5")]


def test_a_stranger_beside_the_logs_own_signature_is_named(app, session, fill, sign):
    """Every signature on a note must be by a key of the log: a reader may trust any of them."""
    fill(5)
    root = sign().root
    own, stranger = app.extensions["toolbox"].log_key.load(), SigningKey.generate()
    body = Checkpoint(ORIGIN, 5, root).body()
    both = [Signature(ORIGIN, key_id(ORIGIN, key.public), key.sign(body.encode())) for key in (own, stranger)]
    bend(session, LogCheckpoint, checkpoint_change(note=signed_note(body, both)))
    assert verify().faults == [Fault(Wrong.BAD_SIGNATURE, "5")]


def test_a_signature_under_the_logs_name_over_something_else_is_named(app, session, fill, sign):
    fill(5)
    root = sign().root
    own = app.extensions["toolbox"].log_key.load()
    body = Checkpoint(ORIGIN, 5, root).body()
    wrong = Signature(ORIGIN, key_id(ORIGIN, own.public), own.sign(b"something else"))
    bend(session, LogCheckpoint, checkpoint_change(note=signed_note(body, [wrong])))
    assert verify().faults == [Fault(Wrong.BAD_SIGNATURE, "5")]


def test_a_tile_above_is_made_of_the_roots_below():
    reading = verification._Reading(set())
    leaves = [leaf_hash(number.to_bytes(4, "big")) for number in range(WIDTH * WIDTH)]
    reading.levels[0] = leaves
    for number in range(WIDTH):
        assert reading.hashes_of(Tile(0, number)) == leaves[number * WIDTH : (number + 1) * WIDTH]
    above = reading.hashes_of(Tile(1, 0))
    assert above == [subtree_hash(leaves[start : start + WIDTH]) for start in range(0, WIDTH * WIDTH, WIDTH)]
    assert subtree_hash(above) == root_of(leaves)


def test_a_root_forged_with_the_logs_own_key_still_does_not_fit_the_entries(app, session, fill, sign):
    fill(5)
    sign()
    key = app.extensions["toolbox"].log_key.load()
    bend(session, LogCheckpoint, checkpoint_change(root=bytes(32), note=note_by(key)))
    assert verify().faults == [Fault(Wrong.FORGED_ROOT, "5")]


@pytest.mark.parametrize("note", ["", "no note\n", "text\n\n\u2014 x MTIzNDU=\n"])
def test_a_note_that_is_none_is_named(session, fill, sign, note):
    fill(5)
    sign()
    bend(session, LogCheckpoint, checkpoint_change(note=note))
    assert verify().faults == [Fault(Wrong.BAD_SIGNATURE, "5")]


def test_a_changed_public_key_is_found_by_the_signatures(session, fill, sign):
    fill(5)
    sign()
    change = update(LogKey.__table__).values(public_key=SigningKey.generate().public)
    bend(session, LogKey, change)
    assert verify().faults == [Fault(Wrong.BAD_SIGNATURE, "5")]


@pytest.mark.parametrize("change", [{"hashes": bytes(8192)}, {"root": bytes(32)}])
def test_a_changed_tile_is_named_and_no_proof_from_it_is_given_out(session, fill, sign, change):
    fill(300)
    sign()
    bend(session, LogTile, update(LogTile.__table__).values(**change))
    assert verify().faults == [Fault(Wrong.BAD_TILE, "0/000")]
    with pytest.raises(Unavailable, match=r"log\.broken"):
        proofs.proof_of(queries.entry(3 if "hashes" in change else 299))


def test_a_missing_tile_and_one_too_many_are_named(session, fill, sign):
    fill(300)
    sign()
    tile = session.scalars(select(LogTile)).one()
    values = {"level": 0, "number": 7, "hashes": tile.hashes, "root": tile.root}
    bend(session, LogTile, delete(LogTile.__table__))
    session.execute(insert(LogTile).values(**values))
    assert verify().faults == [Fault(Wrong.BAD_TILE, "0/000"), Fault(Wrong.BAD_TILE, "0/007")]


def test_a_forged_entry_fails_a_proof_that_was_given_out_before(session, fill, sign):
    fill(9)
    signed = sign()
    old = proofs.proof_of(queries.entry(4))
    assert includes(signed.root, 9, old.entry.leaf, 4, old.path)
    rewrite(session, 4)
    assert not includes(signed.root, 9, queries.entry(4).leaf, 4, old.path)
    with pytest.raises(Unavailable, match=r"log\.broken"):
        proofs.proof_of(queries.entry(4))


def test_a_restored_entry_is_sound_again(session, fill, sign):
    fill(5)
    sign()
    kept = (session.get(LogEntry, 2).entry, session.get(LogEntry, 2).leaf)
    rewrite(session, 2)
    bend(session, LogEntry, entry_change(2, entry=kept[0], leaf=kept[1]))
    assert verify().faults == []
    fill(1)
    assert operations.check().size == 6


def test_a_rotated_log_is_sound(app, session, clock, fill, sign):
    fill(3)
    sign()
    file = app.extensions["toolbox"].log_key
    operations.rotate(operations.check(), file, origin=ORIGIN, actor=operations.SYSTEM, at=clock())
    session.commit()
    fill(2)
    sign()
    report = verification.verify()
    assert (report.faults, report.checkpoints) == ([], 3)
