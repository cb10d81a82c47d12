"""The Merkle tree: known vectors, and every proof of small trees, right and wrong."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.decision_log.rules.tree import (
    EMPTY_ROOT,
    GrowingTree,
    Node,
    Range,
    consistency_ranges,
    continues,
    cover,
    includes,
    inclusion_ranges,
    join,
    leaf_hash,
    node_hash,
    root_of,
)

INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The reference vectors of Certificate Transparency: roots over the first 1 to 8 inputs."""
MOST = 40
LEAVES = [leaf_hash(f"entry {number}".encode()) for number in range(MOST)]
TREES = [root_of(LEAVES[:size]) for size in range(MOST + 1)]


def mth(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + mth(leaves[:split]) + mth(leaves[split:])).digest()


def hash_of(leaves: Range) -> bytes:
    return mth(LEAVES[leaves.start : leaves.end])


def inclusion(index: int, size: int) -> list[bytes]:
    return [hash_of(leaves) for leaves in inclusion_ranges(index, size)]


def consistency(old: int, new: int) -> list[bytes]:
    return [hash_of(leaves) for leaves in consistency_ranges(old, new)]


def flipped(data: bytes, bit: int = 0) -> bytes:
    return bytes([data[0] ^ (1 << bit)]) + data[1:]


def test_the_empty_tree_has_the_hash_of_nothing():
    assert (
        root_of([]).hex()
        == EMPTY_ROOT.hex()
        == ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    )


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_of_the_reference_vectors(size):
    assert root_of(map(leaf_hash, INPUTS[:size])).hex() == ROOTS[size - 1]


def test_the_reference_proof_of_inclusion():
    """Audit path of leaf 5 in the tree of 8, as Certificate Transparency's own tests give it."""
    leaves = [leaf_hash(text) for text in INPUTS]
    path = [mth(leaves[leaf.start : leaf.end]).hex() for leaf in inclusion_ranges(5, 8)]
    assert path == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_the_reference_proof_of_consistency():
    leaves = [leaf_hash(text) for text in INPUTS]
    path = [mth(leaves[part.start : part.end]).hex() for part in consistency_ranges(6, 8)]
    assert path == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@pytest.mark.parametrize("size", range(MOST + 1))
def test_a_growing_tree_has_the_root_of_the_definition(size):
    assert TREES[size] == mth(LEAVES[:size])


def test_a_growing_tree_counts_its_leaves():
    tree = GrowingTree()
    assert tree.size == 0
    tree.add(LEAVES[0])
    tree.add(LEAVES[1])
    assert (tree.size, tree.root()) == (2, node_hash(LEAVES[0], LEAVES[1]))


def test_leaves_and_nodes_can_never_be_taken_for_each_other():
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != node_hash(LEAVES[0], LEAVES[1])


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_proof_of_inclusion_is_accepted_and_no_other(size):
    root = TREES[size]
    for index in range(size):
        path = inclusion(index, size)
        assert includes(root, size, LEAVES[index], index, path)
        for other in range(-1, size + 2):
            assert includes(root, size, LEAVES[index], other, path) is (other == index)
        assert not includes(root, size, flipped(LEAVES[index]), index, path)
        assert not includes(flipped(root), size, LEAVES[index], index, path)
        assert not includes(root, size, LEAVES[index], index, [*path, LEAVES[0]])
        assert not includes(root, size, LEAVES[index], index, path[:-1]) or not path
        for step in range(len(path)):
            assert not includes(
                root, size, LEAVES[index], index, [*path[:step], flipped(path[step]), *path[step + 1 :]]
            )


@pytest.mark.parametrize("new", range(MOST + 1))
def test_every_proof_of_consistency_is_accepted_and_no_other(new):
    for old in range(new + 1):
        path = consistency(old, new)
        assert continues(TREES[old], old, TREES[new], new, path)
        assert not continues(flipped(TREES[old]), old, TREES[new], new, path)
        assert not continues(TREES[old], old, TREES[new], new, [*path, LEAVES[0]])
        if old:  # every tree goes on from the empty one, whatever its root
            assert not continues(TREES[old], old, flipped(TREES[new]), new, path)
        for step in range(len(path)):
            assert not continues(
                TREES[old], old, TREES[new], new, [*path[:step], flipped(path[step]), *path[step + 1 :]]
            )
            assert not continues(TREES[old], old, TREES[new], new, path[:step] + path[step + 1 :])


@pytest.mark.parametrize("new", range(1, MOST + 1))
def test_a_proof_of_consistency_is_good_for_its_two_sizes_alone(new):
    for old in range(1, new):
        path = consistency(old, new)
        for wrong in range(MOST + 1):
            if wrong != old:
                assert not continues(TREES[old], wrong, TREES[new], new, path)


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3), (1, 0)])
def test_a_tree_does_not_shrink(old, new):
    assert not continues(TREES[max(old, 0)], old, TREES[new], new, [])
    with pytest.raises(ValueError, match=f"a tree of {new} does not go on from one of {old}"):
        consistency_ranges(old, new)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_a_leaf_that_is_not_there(index, size):
    with pytest.raises(ValueError, match=f"no leaf {index} in a tree of {size}"):
        inclusion_ranges(index, size)


def test_nothing_needs_to_be_shown_from_nothing_to_something():
    assert consistency_ranges(0, 5) == []
    assert consistency_ranges(5, 5) == []
    assert continues(EMPTY_ROOT, 0, TREES[5], 5, [])
    assert not continues(TREES[1], 0, TREES[5], 5, [])
    assert not continues(EMPTY_ROOT, 0, TREES[5], 5, [LEAVES[0]])
    assert not continues(TREES[5], 5, TREES[5], 5, [LEAVES[0]])
    assert not continues(TREES[4], 5, TREES[5], 5, [])
    assert not continues(TREES[3], 3, TREES[5], 5, [])


@given(st.integers(0, 10**6), st.integers(1, 5000))
def test_a_cover_is_whole_and_made_of_complete_subtrees(start, size):
    aligned = start << size.bit_length()
    nodes = cover(Range(aligned, aligned + size))
    assert sum(1 << node.level for node in nodes) == size
    begins = aligned
    for node in nodes:
        assert node.index << node.level == begins
        begins += 1 << node.level
    assert [node.level for node in nodes] == sorted({node.level for node in nodes}, reverse=True)


def test_a_cover_joins_to_the_hash_of_its_range():
    for size in range(1, MOST + 1):
        nodes = cover(Range(0, size))
        hashes = [mth(LEAVES[node.index << node.level : (node.index + 1) << node.level]) for node in nodes]
        assert join(hashes) == TREES[size]
    assert cover(Range(8, 11)) == [Node(1, 4), Node(0, 10)]


@given(st.data())
def test_proofs_hold_in_trees_of_any_size(data):
    size = data.draw(st.integers(1, 700))
    leaves = [leaf_hash(str(number).encode()) for number in range(size)]
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    path = [mth(leaves[part.start : part.end]) for part in inclusion_ranges(index, size)]
    assert includes(root_of(leaves), size, leaves[index], index, path)
    steps = [mth(leaves[part.start : part.end]) for part in consistency_ranges(old, size)]
    assert continues(root_of(leaves[:old]), old, root_of(leaves), size, steps)
