"""The tree cut into tiles of 256 hashes, and how tiles are named (C2SP tlog-tiles)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marketplace.decision_log.rules.tree import Node, join, node_hash

HEIGHT = 8
"""Levels of the tree in one tile."""
WIDTH = 1 << HEIGHT
"""Hashes in a full tile."""
HIGHEST = 63
MOST_ENTRY_BYTES = (1 << 16) - 1
"""An entry's length is written in two bytes."""

_NUMBER = re.compile(r"((?:x\d{3}/){0,6}\d{3})(?:\.p/([1-9]\d{0,2}))?", re.ASCII)


class Tile(NamedTuple):
    """The hashes `number` * 256 and following on level `level` * 8; `width` of them, fewer than 256 at the edge."""

    level: int
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Its address after "tile/": "0/x001/x234/067", "0/005.p/17"."""
        return f"{self.level}/{number_path(self.number)}" + partial_path(self.width)


def number_path(number: int) -> str:
    """Return a number in groups of three digits, all but the last with an x: 1234067 is "x001/x234/067"."""
    digits = str(number)
    digits = digits.zfill((len(digits) + 2) // 3 * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])


def partial_path(width: int) -> str:
    """Return what follows the number of a tile that is not full, nothing for a full one."""
    return "" if width == WIDTH else f".p/{width}"


def read_number(path: str) -> tuple[int, int]:
    """Return number and width from "x001/x234/067" or "005.p/17". ValueError for any other spelling."""
    match = _NUMBER.fullmatch(path)
    if match is None:
        raise ValueError("no tile's number")
    number, width = int(re.sub(r"[x/]", "", match[1])), int(match[2] or WIDTH)
    if width > WIDTH or number_path(number) + partial_path(width) != path:
        raise ValueError("no tile's only spelling")
    return number, width


def hashes_on(level: int, size: int) -> int:
    """Return how many hashes the tiles of a level hold for a tree of `size` leaves."""
    return size >> (level * HEIGHT)


def is_published(tile: Tile, size: int) -> bool:
    """Tell whether a tree of `size` leaves has all hashes of this tile."""
    within = 0 <= tile.level <= HIGHEST and tile.number >= 0 and 1 <= tile.width <= WIDTH
    return within and tile.number * WIDTH + tile.width <= hashes_on(tile.level, size)


def full_tiles(size: int) -> Iterator[Tile]:
    """Yield every full tile of a tree of `size` leaves, lower levels first."""
    level = 0
    while full := hashes_on(level, size) // WIDTH:
        for number in range(full):
            yield Tile(level, number)
        level += 1


def tile_of(node: Node, size: int) -> Tile:
    """Return the tile, as wide as a tree of `size` leaves has it, in which a complete subtree's hash is found."""
    level, height = divmod(node.level, HEIGHT)
    number = (node.index << height) // WIDTH
    return Tile(level, number, min(WIDTH, hashes_on(level, size) - number * WIDTH))


def hash_in(node: Node, hashes: Sequence[bytes]) -> bytes:
    """Return the hash of a complete subtree from the hashes of its tile."""
    height = node.level % HEIGHT
    start = (node.index << height) % WIDTH
    return subtree_hash(hashes[start : start + (1 << height)])


def subtree_hash(hashes: Sequence[bytes]) -> bytes:
    """Return the hash over a complete row of hashes; their number is a power of two."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
    return join(row)


def pieces(data: bytes, length: int = 32) -> list[bytes]:
    """Cut a tile's bytes into its hashes."""
    return [data[at : at + length] for at in range(0, len(data), length)]


def bundle(entries: Sequence[bytes]) -> bytes:
    """Return the entries of one tile in a row, each after its length in two bytes, the larger one first."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
