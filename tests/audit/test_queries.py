"""Reading the journal."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from marketplace.access.actors import SYSTEM
from marketplace.audit import operations as journal
from marketplace.audit import queries
from tests.conftest import NOON

DEEDS = [
    ("a", "bag", 1),
    ("b", "bag", 1),
    ("a", "bag", 2),
    ("a", "scan", 1),
    ("b", "scan", 2),
    ("a", "bag", 1),
]


@pytest.fixture
def ids(session: Session) -> list[int]:
    """All at one moment: only the order of writing tells them apart."""
    entries = [journal.record(deed, kind, number, actor=SYSTEM, at=NOON) for deed, kind, number in DEEDS]
    session.commit()
    return [entry.id for entry in entries]


def test_the_latest_come_first_and_no_more_than_asked_for(ids: list[int]) -> None:
    assert [entry.id for entry in queries.latest(4)] == ids[::-1][:4]
    assert queries.latest(0) == []


@pytest.mark.parametrize("size", [1, 2, 4, 6, 7])
@pytest.mark.parametrize("action", [None, "a", "b", "never"])
def test_page_by_page_every_entry_is_met_once(ids: list[int], size: int, action: str | None) -> None:
    seen: list[int] = []
    while page := queries.latest(size, before_id=seen[-1] if seen else None, action=action):
        assert len(page) <= size
        seen += [entry.id for entry in page]
    assert seen == [
        number
        for number, (deed, *_) in reversed(list(zip(ids, DEEDS, strict=True)))
        if action in (None, deed)
    ]


def test_the_story_of_one_thing_is_told_from_its_beginning(ids: list[int]) -> None:
    assert [entry.id for entry in queries.about("bag", 1)] == [ids[0], ids[1], ids[5]]
    assert queries.about("bag", 9) == []
    assert queries.about("scan", 1)[0].id == ids[3]
