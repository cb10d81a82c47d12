"""How far an archive may unfold."""

from __future__ import annotations

import pytest

from marketplace.adapters.archives.sizes import RATIO_COUNTS_FROM, unfolds_too_far


@pytest.mark.parametrize(
    ("parts", "too_far"),
    [
        ([], False),
        ([(1, RATIO_COUNTS_FROM)], False),
        ([(1, RATIO_COUNTS_FROM + 1)], True),
        ([(20_000, 2_000_000)], False),
        ([(19_999, 2_000_000)], True),
        ([(0, RATIO_COUNTS_FROM + 1)], True),
        ([(9_000_000, 5_000_000), (9_000_000, 5_000_001)], True),
    ],
)
def test_the_whole_and_each_part_have_a_limit(parts, too_far):
    assert unfolds_too_far(parts, max_unpacked=10_000_000, max_ratio=100) is too_far
