"""What the database itself refuses about notices."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.notices.models import LetterWishes, Notice


def test_an_event_stands_once_in_a_feed(make, session, clock):
    account = make.account()
    for _ in range(2):
        session.add(Notice(account_id=account.id, event="a@20260414", kind="inquiry", blanks={}, at=clock()))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(
    "wrong", [{"digest_hour": 24}, {"quiet_from": 5}, {"quiet_from": -1, "quiet_until": 3}]
)
def test_hours_are_hours(make, session, wrong):
    values = {"account_id": make.account().id, "ways": {}, "zone": "Asia/Makassar", "digest_hour": 7}
    session.add(LetterWishes(**values | wrong))
    with pytest.raises(IntegrityError):
        session.flush()
