"""How far it has come between the two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.helping.rules import Standing, standing
from tests.conftest import NOON

LATER = NOON + timedelta(days=7)


@pytest.mark.parametrize(
    ("accepted", "ended", "at", "expected"),
    [
        (None, None, LATER - timedelta(seconds=1), Standing.INVITED),
        (None, None, LATER, Standing.LAPSED),
        (NOON, None, LATER, Standing.HELPS),
        (NOON, NOON, NOON, Standing.ENDED),
        (None, NOON, NOON, Standing.ENDED),
    ],
)
def test_an_invitation_lapses_and_help_lasts_until_it_is_ended(accepted, ended, at, expected):
    assert standing(accepted, ended, LATER, at) is expected
