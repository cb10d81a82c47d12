"""The server is killed while people work: what it has acknowledged is there, whole and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drills.kills import drill

KILLS = 5
"""`bench/kills.py` does twenty, and takes the time of each restart."""
KINDS = {"photo", "decision", "inquiry", "sign_up"}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_after_five_kills_nothing_is_lost_halved_or_doubled(tmp_path: Path, fresh_database: str) -> None:
    report = drill(tmp_path, KILLS, seed=7, database_url=fresh_database)
    assert report.faults == []
    assert set(report.deeds) >= KINDS, "each kind of work got through"
    assert report.unknown, "the kills met nobody at work"
    assert len(report.restarts) == KILLS + 1


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_of_the_photos_sent_while_worker_and_children_are_killed_none_is_lost(
    tmp_path: Path, fresh_database: str
) -> None:
    report = drill(tmp_path, KILLS, seed=3, database_url=fresh_database, photos=30)
    assert report.faults == []
    assert report.deeds["photo"] >= 30
    assert {"worker", "decoder"} <= report.killed.keys()
