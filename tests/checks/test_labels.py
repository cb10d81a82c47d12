"""What everybody reads of checks: dated, aged, and accusing nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace.certificates.rules import Method
from marketplace.checks.labels import ADVICE, attempts, day_words
from marketplace.checks.rules import Outcome, weigh

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize("days", [89, 90])
def test_a_fresh_check_is_told_by_its_day(app, days):
    with app.test_request_context("/"):
        assert day_words(TODAY - timedelta(days=days)) == f"{104 - days} Januari 2026"


def test_an_old_check_begins_with_its_age(app):
    with app.test_request_context("/"):
        assert day_words(TODAY - timedelta(days=91)) == "3 bulan lalu, pada 13 Januari 2026"
        assert day_words(None) == ""


def test_a_check_turns_old_at_local_midnight(app, clock):
    day = TODAY - timedelta(days=90)
    with app.test_request_context("/"):
        clock.now = datetime(2026, 4, 14, 15, 59, tzinfo=UTC)  # 23.59 in Bontang
        assert day_words(day) == "14 Januari 2026"
        clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)  # midnight in Bontang
        assert day_words(day) == "3 bulan lalu, pada 14 Januari 2026"


def test_fruitless_looks_accuse_nobody(app, make):
    certificate = make.certificate()
    events = [make.check(certificate, outcome) for outcome in Outcome if outcome is not Outcome.MATCH]
    with app.test_request_context("/", base_url="http://127.0.0.1:8000"):
        told = attempts(weigh(events))
    assert told == [
        "Portal BNSP: tidak ditemukan di sana pada 14 April 2026; itu saja tidak berarti apa-apa tentang keasliannya.",
        "Portal BNSP: dicoba pada 14 April 2026; sumbernya tidak menjawab.",
        "Satu pemeriksaan atas catatan ini sedang ditelusuri.",
    ]
    assert "palsu" not in " ".join(told)
    assert "Namanya lain." not in " ".join(told)


def test_every_outcome_tells_officers_what_to_do():
    assert set(ADVICE) == set(Outcome)
    assert set(Method)
