"""How long a link works."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.fair_lists.rules import DAYS, Span, ends, works
from tests.conftest import NOON

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("span", Span)
def test_a_link_works_for_its_days_and_not_a_moment_longer(span):
    end = ends(span, NOON)
    assert end == NOON + timedelta(days=DAYS[span])
    assert works(end, None, end - MOMENT) and not works(end, None, end)
    assert not works(end, NOON, NOON)
