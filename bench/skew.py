"""Chance that is the same for the same seed, and as uneven as catalogues are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Skewed(Generic[T]):
    """Picks by Zipf's law: the k-th of the values comes up 1/k^s as often as the first."""

    def __init__(self, values: Sequence[T], s: float = 1.0) -> None:
        self._values = values
        self._weights = list(accumulate(1 / (rank**s) for rank in range(1, len(values) + 1)))

    def many(self, chance: random.Random, count: int) -> list[T]:
        return chance.choices(self._values, cum_weights=self._weights, k=count)

    def one(self, chance: random.Random) -> T:
        return self.many(chance, 1)[0]


class Weighed(Skewed[T]):
    """Picks by weights that are told."""

    def __init__(self, weights: dict[T, float]) -> None:
        self._values = list(weights)
        self._weights = list(accumulate(weights.values()))


def permuted(number: int, size: int, factor: int) -> int:
    """A number below `size` for each number below it, all different: `factor` must share no divisor with `size`."""
    return (number * factor + 12_345) % size
