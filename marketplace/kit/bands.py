"""Finding bit strings that differ in few places by an index: each is cut into bands, and one band at least is equal.

With n bands, all within n - 1 bits are found (pigeonhole); further ones as often as some band happens to be whole.
Bands take every n-th bit of a slanting pattern, so that each holds some of the whole picture.
"""

from __future__ import annotations

from itertools import pairwise


def bands(mark: str, count: int) -> list[str]:
    """Return `count` keys of a mark in hex digits, each beginning with its own number."""
    size = len(mark) * 4
    bits = f"{int(mark, 16):0{size}b}"
    width = (size // count + 3) // 4
    return [
        f"{band:x}.{int(''.join(bits[at] for at in _places(band, count, size)), 2):0{width}x}"
        for band in range(count)
    ]


def _places(band: int, count: int, size: int) -> list[int]:
    """Return the bits of one band: one of each run of `count`, a step further in every next run."""
    return [run + (band + run // count) % count for run in range(0, size, count)]


def distance(one: str, other: str) -> int:
    """Return in how many bits two marks of the same length differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def crowding(one: str, other: str, side: int) -> int:
    """Return how many of the differing bits lie in the two neighbouring lines that hold most of them.

    The marks are squares of `side` x `side` bits, row by row; lines are rows or columns. Noise is spread over all of a
    picture, a word that is another one is not.
    """
    bits = f"{int(one, 16) ^ int(other, 16):0{side * side}b}"
    lines = (
        [bits[at * side : (at + 1) * side].count("1") for at in range(side)],
        [bits[at::side].count("1") for at in range(side)],
    )
    return max(sum(pair) for counts in lines for pair in pairwise(counts))
