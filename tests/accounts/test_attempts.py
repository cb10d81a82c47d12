from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b, md5, sha1, sha256, sha512

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.accounts import attempts
from marketplace.accounts.models import Attempt
from marketplace.kit.errors import TooMany
from tests.conftest import NOON, SettableClock

THREE = ((3, timedelta(minutes=5)),)
SECOND = timedelta(seconds=1)


def test_the_next_try_is_open_when_the_first_has_grown_old(session: Session) -> None:
    for seconds in (0, 60, 120):
        attempts.take(("a", THREE), at=NOON + seconds * SECOND)
    with pytest.raises(TooMany) as refused:
        attempts.take(("a", THREE), at=NOON + 200 * SECOND)
    assert refused.value.retry_after == 100
    assert refused.value.details["minutes"] == 2
    with pytest.raises(TooMany):
        attempts.take(("a", THREE), at=NOON + 299 * SECOND)
    attempts.take(("a", THREE), at=NOON + 300 * SECOND)
    with pytest.raises(TooMany):
        attempts.take(("a", THREE), at=NOON + 301 * SECOND)


def test_the_longest_wait_counts_and_a_refused_try_is_not_counted(session: Session) -> None:
    both = ((2, timedelta(minutes=5)), (3, timedelta(hours=1)))
    for minutes in (0, 10, 20):
        attempts.take(("a", both), at=NOON + timedelta(minutes=minutes))
    with pytest.raises(TooMany) as refused:
        attempts.take(("b", both), ("a", both), at=NOON + timedelta(minutes=21))
    assert refused.value.retry_after == 39 * 60
    assert session.query(Attempt).count() == 3


def test_keys_do_not_touch_one_another_and_name_nobody(session: Session) -> None:
    one, two = attempts.key("sign-in", "siti@contoh.invalid"), attempts.key("reset", "siti@contoh.invalid")
    assert one != two
    assert "siti" not in one
    assert len(attempts.key("x" * 50, "y" * 5000)) <= 96
    for _ in range(3):
        attempts.take((one, THREE), at=NOON)
    attempts.take((two, THREE), at=NOON)


def test_nobody_without_our_secret_finds_out_whose_tries_were_counted(app, session, monkeypatch) -> None:
    whom, box = "+6281234567890", app.extensions["toolbox"]
    mine = attempts.key("sign-in", whom)
    guesses = [whom, f"sign-in:{whom}", f"attempts:sign-in:{whom}"]
    for hashed in (sha1, sha256, sha512, blake2b, md5):
        assert all(hashed(guess.encode()).hexdigest()[:20] not in mine for guess in guesses)
    assert mine == attempts.key("sign-in", whom)
    assert mine.partition(":")[2] != attempts.key("reset", whom).partition(":")[2], "not to be joined, either"
    monkeypatch.setattr(box, "settings", replace(box.settings, secret_key="b" * 40))
    assert attempts.key("sign-in", whom) != mine


def test_any_text_has_a_key(session) -> None:
    assert attempts.key("sign-in", "\ud800") != attempts.key("sign-in", "\ud801")


def test_forgiven_and_forgotten_tries_do_not_count(session: Session) -> None:
    tries = [attempts.take(("a", THREE), at=NOON) for _ in range(3)]
    attempts.forgive(tries[0])
    session.commit()
    attempts.take(("a", THREE), at=NOON)
    attempts.forget("a")
    session.commit()
    assert session.query(Attempt).count() == 0


def test_old_tries_are_swept_away(session: Session) -> None:
    for number in range(attempts.SWEEP_EVERY):
        attempts.take((f"old {number}", THREE), at=NOON)
    for number in range(attempts.SWEEP_EVERY):
        attempts.take((f"new {number}", THREE), at=NOON + attempts.KEPT)
    assert session.query(Attempt).count() <= attempts.SWEEP_EVERY


def test_a_hundred_tries_at_once_are_counted_one_by_one(
    app: Flask, session: Session, clock: SettableClock, queries: Callable
) -> None:
    def once(number: int) -> bool:
        with app.app_context():
            try:
                attempts.take(("a", ((10, timedelta(minutes=5)),)), at=NOON)
            except TooMany:
                return False
            return True

    with ThreadPoolExecutor(8) as crowd:
        allowed = sum(crowd.map(once, range(60)))
    assert allowed == 10
