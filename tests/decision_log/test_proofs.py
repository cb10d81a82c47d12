"""Proofs as they are handed out: against the latest signed state, at every size."""

from __future__ import annotations

import pytest

from marketplace.decision_log import proofs, queries
from marketplace.decision_log.rules.notes import read_checkpoint, read_note, read_proof
from marketplace.decision_log.rules.tiles import Tile
from marketplace.decision_log.rules.tree import (
    EMPTY_ROOT,
    consistency_ranges,
    continues,
    includes,
    leaf_hash,
    root_of,
)
from marketplace.kit.errors import NotFound, Unavailable


def test_a_proof_file_is_enough_to_check_an_entry(fill, sign):
    fill(3)
    fill(1, record="BTG-7K4P")
    fill(7)
    sign()
    index, path, note = read_proof(proofs.proof_of_record("BTG-7K4P").text())
    checkpoint = read_checkpoint(read_note(note)[0])
    leaf = leaf_hash(queries.entry(index).entry.encode())
    assert (index, checkpoint.size) == (3, 11)
    assert includes(checkpoint.root, checkpoint.size, leaf, index, path)


def test_the_proof_of_a_record_is_of_its_latest_decision(fill, sign):
    fill(2, record="BTG-7K4P")
    fill(1, record="BTG-7K4Q")
    sign()
    assert proofs.proof_of_record("BTG-7K4P").entry.seq == 1


def test_an_entry_that_is_not_signed_yet_has_no_proof(fill, sign):
    fill(1, record="BTG-7K4P")
    with pytest.raises(Unavailable, match=r"log\.unsigned"):
        proofs.proof_of_record("BTG-7K4P")
    sign()
    assert proofs.proof_of_record("BTG-7K4P").path == []
    fill(1, record="BTG-7K4P")
    with pytest.raises(Unavailable, match=r"log\.unsigned"):
        proofs.proof_of_record("BTG-7K4P")


def test_a_record_nobody_decided_about_has_no_proof(session):
    with pytest.raises(NotFound):
        proofs.proof_of_record("BTG-7K4P")


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 513, 700])
def test_proofs_hold_across_tiles(fill, sign, size):
    fill(size)
    signed = sign()
    for seq in sorted({0, 1, size // 2, 255, 256, size - 2, size - 1} & set(range(size))):
        proof = proofs.proof_of(queries.entry(seq))
        assert includes(signed.root, size, proof.entry.leaf, seq, proof.path)


def test_tiles_lead_from_one_signed_state_to_the_next(fill, sign):
    fill(300)
    old = sign()
    fill(300)
    new = sign()
    path = queries.range_hashes(consistency_ranges(300, 600), 600)
    assert continues(old.root, 300, new.root, 600, path)


def test_a_tile_that_is_not_signed_is_not_shown(fill, sign):
    fill(300)
    assert queries.tile_hashes(Tile(0, 0), queries.signed_size()) == []
    sign()
    fill(10)
    size = queries.signed_size()
    assert len(queries.tile_hashes(Tile(0, 0), size)) == 256
    assert len(queries.tile_hashes(Tile(0, 1, 44), size)) == 44
    assert queries.tile_hashes(Tile(0, 1, 45), size) == []
    assert queries.tile_hashes(Tile(1, 0, 1), size) == [root_of(queries.tile_hashes(Tile(0, 0), size))]
    assert [len(queries.entries_of(Tile(0, 1, width), size)) for width in (1, 44, 45)] == [1, 44, 0]


def test_few_queries_make_a_proof(request, fill, sign):
    fill(700)
    sign()
    entry = queries.entry(5)
    with request.getfixturevalue("queries")() as asked:
        proofs.proof_of(entry)
    assert len(asked) <= 4


def test_the_empty_root_is_signed_for_nothing(session, sign):
    assert sign().root == EMPTY_ROOT
