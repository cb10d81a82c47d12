"""An officer, and holders of a unit with bags on show."""

from __future__ import annotations

import pytest

from marketplace.fair_lists import operations
from marketplace.fair_lists.rules import Span
from tests.opportunities.conftest import LATER, UNIT
from tests.opportunities.conftest import holder as holder
from tests.opportunities.conftest import officer as officer


@pytest.fixture
def lent(session, officer):
    """Lend a list of everybody with the unit; returns (row, token)."""

    def begin(place=None, span=Span.WEEK):
        row, token = operations.give("Panitia Bazar", UNIT, place, span, actor=officer, **LATER)
        session.commit()
        return row, token

    return begin


@pytest.fixture
def queries_of(queries, session):
    """How many statements a question takes, with nothing loaded before."""

    def count_of(deed):
        session.expunge_all()
        with queries() as said:
            deed()
        return len(said)

    return count_of
