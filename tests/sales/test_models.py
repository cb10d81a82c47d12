"""What the database itself keeps of the book."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

STATEMENTS = (
    "UPDATE sale_version SET amount = 1",
    "DELETE FROM sale_version",
    "UPDATE sale SET pieces = 0",
    "UPDATE sale SET amount = -1",
    "UPDATE sale SET what = ''",
    "DELETE FROM sale",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_line_and_its_history_cannot_be_lost_or_made_senseless(write, bag, session, statement):
    write(bag.artisan)
    with pytest.raises(IntegrityError):
        session.execute(text(statement))
    session.rollback()
