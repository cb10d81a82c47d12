"""What a card says of a certificate."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.certificates.rules import Status, standing
from marketplace.certificates.sharing import day_words, state_words, tone

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize(
    ("changes", "shade", "lines"),
    [
        ({}, "ok", 2),
        ({"valid_until": date(2026, 5, 1)}, "warn", 2),
        ({"valid_until": date(2026, 4, 13)}, "gone", 1),
        ({"status": Status.SUSPENDED}, "warn", 1),
        ({"status": Status.REVOKED}, "bad", 1),
    ],
)
def test_who_checked_is_said_of_what_is_valid(app, make, changes, shade, lines):
    worth = standing(make.certificate(**changes), TODAY)
    with app.test_request_context("/"):
        words = state_words(worth)
    assert (tone(worth), len(words)) == (shade, lines)
    assert ("10 November 2025" in words[-1]) == (lines == 2)


def test_the_day_is_always_said(app):
    with app.test_request_context("/"):
        assert day_words(TODAY, None) == "Keadaan 14 April 2026"
        assert day_words(TODAY, "BTG-7K4P") == "Keadaan 14 April 2026 · Catatan BTG-7K4P"
