"""Names of one person in two spellings."""

from __future__ import annotations

import pytest

from marketplace.certificates.likeness import names_agree


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SITI  RAHMAWATI", "Siti Rahmawati", True),
        ("Siti Racmawati", "Siti Rahmawati", False),
        ("Hj. Siti", "Hj Siti", True),
    ],
)
def test_names_agree_but_for_case_and_marks(one: str, other: str, same: bool) -> None:
    assert names_agree(one, other) is same
