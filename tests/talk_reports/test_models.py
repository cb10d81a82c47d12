"""What the tables of reports refuse by themselves."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.inquiries.rules import Side
from marketplace.talk_reports.models import TalkReport
from marketplace.talk_reports.rules import Category
from tests.conftest import NOON


@pytest.mark.parametrize(
    "changes", [{}, {"closed_at": NOON, "words": ""}, {"closed_at": NOON, "forgotten_at": NOON}]
)
def test_no_second_open_one_and_words_until_it_is_forgotten(report, thread, session, changes):
    values = {"side": Side.BUYER, "category": Category.OTHER, "words": "x", "until_message_id": 1}
    session.add(TalkReport(thread_id=thread.id, made_at=NOON, **values | changes))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
