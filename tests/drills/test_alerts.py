"""Letters about new bags whose writers are killed: nobody hears of a bag twice, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drills.alerts import drill


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_each_match_stands_in_one_letter_however_often_its_writers_are_killed(
    tmp_path: Path, fresh_database: str
) -> None:
    told = drill(tmp_path, 2, seed=5, database_url=fresh_database, readers=12)
    assert told.faults == []
    assert told.kills.total() >= 2, "nobody was killed at work"
    assert len(told.letters) == 2 * 12 * 2, "a letter a round, a reader and a kind"
