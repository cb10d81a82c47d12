"""Letters about decisions, in the reader's language."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.access.permissions import Permission
from marketplace.certificates.mails import LETTERS
from marketplace.certificates.rules import LIFECYCLE, VERIFYING, Action
from marketplace.web.letters import render


def test_every_decision_of_an_officer_has_a_letter() -> None:
    decisions = {move.action for move in LIFECYCLE.moves if move.permission is Permission.REVIEW_CERTIFICATE}
    assert set(LETTERS) == decisions


@pytest.mark.parametrize("action", LETTERS)
@pytest.mark.parametrize("locale", ["id", "en"])
def test_a_letter_leads_back_and_repeats_the_reason(action: Action, locale: str, app: Flask) -> None:
    context = {
        "name": "Siti",
        "certificate_id": 7,
        "code": "BTG-7K4P",
        "scheme": "Tas Rajut",
        "reason": "Buram & gelap",
    }
    with app.app_context():
        subject, body = render(LETTERS[action], locale, context)
    assert subject and "\n" not in subject
    assert ("/c/BTG-7K4P" in body) or ("/studio/certificates/7" in body)
    assert ("/en/" in body) is (locale == "en")
    assert ("Buram & gelap" in body) is (action not in VERIFYING)
