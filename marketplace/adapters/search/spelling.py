"""What a misspelt word may have been meant to be: pure, over anything that knows how frequent a word is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from string import ascii_lowercase

SHORTEST = 3
"""Letters of the shortest word whose spelling is put right."""
SHORTEST_TWICE = 7
"""Letters from which on two mistakes are thought of."""
LONGEST = 24
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {(a, b) for row in _ROWS for one, two in pairwise(row) for a, b in ((one, two), (two, one))}
_ALIKE = frozenset(
    {
        ("i", "y"), ("k", "q"), ("f", "v"), ("f", "p"), ("j", "y"), ("c", "k"), ("s", "z"), ("u", "o"), ("e", "i"),
        ("d", "t"), ("b", "p"), ("g", "k"),
    }
)  # fmt: skip
"""Letters that are heard, or were spelt, alike."""

Frequency = Callable[[str], int]


def best(word: str, frequency: Frequency, known: Iterable[str] = ()) -> str | None:
    """Return the word most likely meant, one mistake away, two where `known` names some of its neighbours; or None.

    `frequency` is 0 for what nobody writes; its root counts, or common words would swallow their neighbours.
    """
    if not (SHORTEST <= len(word) <= LONGEST) or any(char.isdigit() for char in word):
        return None
    found: dict[str, float] = {}
    for other, likely in mistakes(word):
        weight = math.sqrt(frequency(other)) * likely
        if weight > found.get(other, 0.0):
            found[other] = weight
    if not found and len(word) >= SHORTEST_TWICE:
        for other in known:
            if (
                abs(len(other) - len(word)) <= 2
                and distance(word, other, 2) == 2
                and (often := frequency(other))
            ):
                found[other] = float(often)
    return max(found, key=lambda other: (found[other], other)) if found else None


def halves(word: str, frequency: Frequency) -> tuple[str, str] | None:
    """Return the two words that were written as one, the more frequent pair where there are several; or None."""
    pairs = (
        (word[:cut], word[cut:]) for cut in range(SHORTEST, len(word) - SHORTEST + 1) if len(word) <= LONGEST
    )
    found = {pair: min(frequency(pair[0]), frequency(pair[1])) for pair in pairs}
    best_pair = max(found, key=lambda pair: found[pair], default=None)
    return best_pair if best_pair and found[best_pair] else None


def mistakes(word: str) -> Iterator[tuple[str, float]]:
    """Yield every word one mistake away, with how likely that mistake is made (1 is an ordinary one)."""
    for at in range(len(word)):
        first = 0.3 if at == 0 else 1.0
        left, char, right = word[:at], word[at], word[at + 1 :]
        doubled = right[:1] == char or left[-1:] == char
        yield left + right, (2.0 if doubled else 1.0) * first
        if right and right[0] != char:
            yield left + right[0] + char + right[1:], 2.0 * first
        for other in ascii_lowercase:
            if other != char:
                pair = (char, other)
                near = pair in _NEAR or pair in _ALIKE or pair[::-1] in _ALIKE
                yield left + other + right, (1.5 if near else 0.7) * first
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        first = 0.3 if at == 0 else 1.0
        for other in ascii_lowercase:
            doubled = right[:1] == other or left[-1:] == other
            yield left + other + right, (2.0 if doubled else 1.0) * first


def distance(one: str, two: str, most: int) -> int:
    """Return how many single mistakes lie between two words; a swap of neighbours is one, `most` + 1 ends the count."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for number, char in enumerate(one, 1):
        next_row = [number]
        for column, other in enumerate(two, 1):
            cost = min(row[column] + 1, next_row[-1] + 1, row[column - 1] + (char != other))
            if before and column > 1 and char == two[column - 2] and one[number - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            next_row.append(cost)
        if min(next_row) > most:
            return most + 1
        before, row = row, next_row
    return min(row[-1], most + 1)
