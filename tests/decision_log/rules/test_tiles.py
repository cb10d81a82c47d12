"""Tiles: their addresses, what is in them, and when they may be published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.decision_log.rules.tiles import (
    Tile,
    bundle,
    full_tiles,
    hash_in,
    hashes_on,
    is_published,
    number_path,
    pieces,
    read_number,
    subtree_hash,
    tile_of,
)
from marketplace.decision_log.rules.tree import Node, leaf_hash, node_hash, root_of


@pytest.mark.parametrize(
    ("number", "path"),
    [
        (0, "000"),
        (5, "005"),
        (67, "067"),
        (999, "999"),
        (1000, "x001/000"),
        (1234067, "x001/x234/067"),
        (999_999_999, "x999/x999/999"),
        (1_000_000_000, "x001/x000/x000/000"),
    ],
)
def test_a_number_is_written_in_groups_of_three(number, path):
    assert number_path(number) == path
    assert read_number(path) == (number, 256)
    assert read_number(f"{path}.p/17") == (number, 17)


@given(st.integers(0, 10**20), st.integers(1, 256))
def test_every_tile_has_one_address_that_leads_back_to_it(number, width):
    level, _, rest = Tile(3, number, width).path.partition("/")
    assert (level, read_number(rest)) == ("3", (number, width))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "5",
        "05",
        "0005",
        "x000/005",
        "001/234",
        "x1/234",
        "x001/x234",
        "005.p/0",
        "005.p/256",
        "005.p/257",
        "005.p/999",
        "005.p/01",
        "005.p/",
        "005.p",
        "005/",
        "-05",
        "٠٠٥",
        "005\n",
        "x001/" * 7 + "001",
    ],
)
def test_every_other_spelling_is_refused(path):
    with pytest.raises(ValueError, match=r"^no tile's (number|only spelling)$"):
        read_number(path)


def test_addresses_as_the_specification_shows_them():
    assert Tile(0, 5).path == "0/005"
    assert Tile(1, 1234067, 17).path == "1/x001/x234/067.p/17"


@pytest.mark.parametrize(
    ("tile", "size", "there"),
    [
        (Tile(0, 0), 255, False),
        (Tile(0, 0), 256, True),
        (Tile(0, 0, 255), 255, True),
        (Tile(0, 0, 255), 254, False),
        (Tile(0, 1, 1), 256, False),
        (Tile(0, 1, 1), 257, True),
        (Tile(1, 0, 1), 255, False),
        (Tile(1, 0, 1), 256, True),
        (Tile(1, 0), 65535, False),
        (Tile(1, 0), 65536, True),
        (Tile(2, 0, 1), 65536, True),
        (Tile(0, 0, 0), 10, False),
        (Tile(0, 0, 257), 600, False),
        (Tile(-1, 0, 1), 10, False),
        (Tile(0, -1, 1), 10, False),
        (Tile(63, 0, 1), 1 << 504, True),
        (Tile(64, 0, 1), 1 << 512, False),
    ],
)
def test_a_tile_is_published_once_all_its_hashes_are_signed(tile, size, there):
    assert is_published(tile, size) is there


def test_the_full_tiles_of_a_size():
    assert list(full_tiles(255)) == []
    assert list(full_tiles(513)) == [Tile(0, 0), Tile(0, 1)]
    big = list(full_tiles(256 * 256 * 2 + 300))
    assert big == [*(Tile(0, number) for number in range(513)), Tile(1, 0), Tile(1, 1)]


@pytest.mark.parametrize(
    ("node", "size", "tile"),
    [
        (Node(0, 0), 10, Tile(0, 0, 10)),
        (Node(0, 255), 256, Tile(0, 0)),
        (Node(0, 256), 300, Tile(0, 1, 44)),
        (Node(7, 1), 256, Tile(0, 0)),
        (Node(7, 2), 400, Tile(0, 1, 144)),
        (Node(8, 0), 300, Tile(1, 0, 1)),
        (Node(8, 3), 1024, Tile(1, 0, 4)),
        (Node(15, 1), 65536, Tile(1, 0)),
        (Node(16, 0), 65536, Tile(2, 0, 1)),
    ],
)
def test_a_subtree_is_found_in_its_tile(node, size, tile):
    assert tile_of(node, size) == tile
    assert is_published(tile, size)


def test_hashes_in_a_tile_are_those_of_the_tree():
    leaves = [leaf_hash(bytes([number])) for number in range(256)]
    for level in range(8):
        for index in range(256 >> level):
            part = leaves[index << level : (index + 1) << level]
            assert hash_in(Node(level, index), leaves) == root_of(part)
    assert subtree_hash(leaves) == root_of(leaves)
    assert hash_in(Node(8, 3), leaves) == leaves[3]
    assert hash_in(Node(9, 1), leaves) == node_hash(leaves[2], leaves[3])


@pytest.mark.parametrize("count", [3, 6, 255])
def test_an_incomplete_row_has_no_hash(count):
    with pytest.raises(ValueError, match="zip"):
        subtree_hash([leaf_hash(b"")] * count)


def test_hashes_on_a_level():
    assert [hashes_on(level, 65_536 + 257) for level in range(4)] == [65_793, 257, 1, 0]


def test_tiles_are_cut_and_bundles_are_filled():
    hashes = [leaf_hash(bytes([number])) for number in range(3)]
    assert pieces(b"".join(hashes)) == hashes
    assert bundle([b"ab", b"", b"x" * 300]) == b"\x00\x02ab\x00\x00\x01\x2c" + b"x" * 300
