"""What the tests of notices share."""

from __future__ import annotations

import pytest

from marketplace.accounts.mails import tell

INQUIRY = {"buyer": "Rina", "bag": "Tas Ombak", "body": "Masih ada?", "thread_id": 7, "price": 1000}


@pytest.fixture
def told(session, clock):
    """Tell an account of a question, as `inquiries` does."""

    def say(account, number=1, kind="inquiry", at=None, **changes):
        blanks = INQUIRY if kind == "inquiry" else {}
        tell(account, kind, key=f"{kind}-{number}", at=at or clock(), **blanks | changes)
        session.commit()

    return say
