"""What an approval is worth, whatever happened meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.approvals.rules import APPROVAL_LIFETIME, Outcome, Standing, shape_of, standing
from tests.conftest import NOON

END = NOON + APPROVAL_LIFETIME


@pytest.mark.parametrize(
    ("at", "changes", "expected"),
    [
        (NOON, {}, Standing.WAITING),
        (END - timedelta(seconds=1), {}, Standing.WAITING),
        (END, {}, Standing.LAPSED),
        (NOON, {"helps": False}, Standing.HELP_ENDED),
        (NOON, {"is_draft": False}, Standing.NO_DRAFT),
        (NOON, {"same": False}, Standing.CHANGED),
        (END, {"same": False}, Standing.CHANGED),
    ],
)
def test_only_what_nothing_has_ended_waits(at, changes, expected):
    assert standing(None, END, at, **{"helps": True, "is_draft": True, "same": True} | changes) is expected


@pytest.mark.parametrize("outcome", Outcome)
def test_what_was_answered_stays_answered(outcome):
    found = standing(outcome, END, END, helps=False, is_draft=False, same=False)
    assert found.value == outcome.value


def test_the_shape_follows_every_value_and_no_order_of_names():
    assert shape_of({"a": 1, "b": "Tas"}) == shape_of({"b": "Tas", "a": 1})
    assert shape_of({"a": 1}) != shape_of({"a": 2}) != shape_of({"a": None})
    assert len(shape_of({})) == 64
