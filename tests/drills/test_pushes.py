"""Pushes whose workers are killed: none is lost, and a device shows each event once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drills.pushes import drill


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_each_event_reaches_each_device_and_is_shown_once_however_often_workers_are_killed(
    tmp_path: Path, fresh_database: str
) -> None:
    told = drill(tmp_path, 4, seed=7, database_url=fresh_database, accounts=3)
    assert told.faults == []
    assert told.kills.total() >= 4, "nobody was killed at work"
    assert told.shown == told.events * 2
