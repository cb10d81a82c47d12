"""The Merkle tree of RFC 6962: hashes, roots, proofs of inclusion and of consistency, and their verification.

Proofs are made from ranges of leaves and checked by the bit arithmetic of RFC 9162 (2.1.3.2, 2.1.4.2), two ways that
share no code but the hashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""


@dataclass(frozen=True, slots=True)
class Node:
    """A complete subtree: the 2**level leaves that begin at index * 2**level."""

    level: int
    index: int


class Range(NamedTuple):
    """The leaves from `start` up to, not including, `end`."""

    start: int
    end: int


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class GrowingTree:
    """A tree that leaves are added to, of which only the complete subtrees on its right edge are remembered."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add one leaf's hash."""
        self.size += 1
        joined, rest = leaf, self.size
        while rest % 2 == 0:
            joined, rest = node_hash(self._peaks.pop(), joined), rest // 2
        self._peaks.append(joined)

    def root(self) -> bytes:
        return join(self._peaks) if self._peaks else EMPTY_ROOT


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over these leaves' hashes."""
    tree = GrowingTree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def join(hashes: Sequence[bytes]) -> bytes:
    """Return the hash of a range from the hashes of the complete subtrees in `cover` of it; at least one."""
    joined = hashes[-1]
    for left in reversed(hashes[:-1]):
        joined = node_hash(left, joined)
    return joined


def cover(leaves: Range) -> list[Node]:
    """Return the complete subtrees, from left to right, that make up a range which a proof names."""
    nodes, start = [], leaves.start
    while start < leaves.end:
        level = (leaves.end - start).bit_length() - 1
        nodes.append(Node(level, start >> level))
        start += 1 << level
    return nodes


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the ranges whose hashes lead from one leaf to the root, nearest first (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(Range(middle, end))
            end = middle
        else:
            path.append(Range(start, middle))
            start = middle
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Return the ranges whose hashes show that a tree of `old` leaves begins one of `new` (RFC 6962, 2.1.2).

    None are needed where `old` is 0 or `new`: there is nothing to show.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} does not go on from one of {old}")
    path: list[Range] = []
    if old == 0:
        return path
    start, end = 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(Range(middle, end))
            end = middle
        else:
            path.append(Range(start, middle))
            start = middle
    if start > 0:
        path.append(Range(start, end))  # from 0 it would be the old root, which the reader holds
    return path[::-1]


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (two or more)."""
    return 1 << ((size - 1).bit_length() - 1)


def includes(root: bytes, size: int, leaf: bytes, index: int, path: Sequence[bytes]) -> bool:
    """Tell whether the path proves that a leaf's hash stands at `index` in the tree of `size` with this root."""
    if not 0 <= index < size:
        return False
    here, last, joined = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            joined = node_hash(sibling, joined)
            here, last = _climb_left(here, last)
        else:
            joined = node_hash(joined, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and joined == root


def continues(old_root: bytes, old: int, new_root: bytes, new: int, path: Sequence[bytes]) -> bool:
    """Tell whether the path proves that the first `old` leaves of the new tree are the old tree, unchanged."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == EMPTY_ROOT
    hashes = list(path) if old & (old - 1) else [old_root, *path]
    if not hashes:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = after = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            here, last = _climb_left(here, last)
        else:
            after = node_hash(after, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _climb_left(here: int, last: int) -> tuple[int, int]:
    """Pass the levels on which a right edge has no sibling."""
    while here and not here & 1:
        here, last = here >> 1, last >> 1
    return here, last
